// Every step an officer may take: its name, its key, what is asked of him before, and how it is sent.
import type { Case, CaseStep, CaseSummary, LocalText, OfficeClient } from '@onetrip/sdk/office';
import { askExtension, askNothing, askProcedure, askReason, askRecord, askSupplementItems } from './dialogs.ts';

/** One step at the desk. */
export interface StepParts {
  name: LocalText;
  /** The key that takes it. */
  key: string;
  tone: 'good' | 'plain' | 'bad';
  /** Asks for what it needs, and sends it; null when the officer changed his mind. */
  take(office: OfficeClient, one: Case): Promise<CaseSummary | null>;
}

type Write = { [K in keyof OfficeClient['cases']]: OfficeClient['cases'][K] };

/** A step with something asked before it; what was asked is its body. */
const after =
  <B>(
    ask: (one: Case, name: LocalText) => Promise<B | null>,
    name: LocalText,
    send: (cases: Write, id: string, body: B & { seen: number }) => Promise<CaseSummary>,
  ) =>
  async ({ cases }: OfficeClient, one: Case): Promise<CaseSummary | null> => {
    const asked = await ask(one, name);
    return asked === null ? null : send(cases, one.applicationId, { ...asked, seen: one.seen });
  };

const named = (zh: string, en: string): LocalText => ({ zh, en });
const at = <B>(
  name: LocalText,
  key: string,
  tone: StepParts['tone'],
  ask: (one: Case, name: LocalText) => Promise<B | null>,
  send: (cases: Write, id: string, body: B & { seen: number }) => Promise<CaseSummary>,
): StepParts => ({ name, key, tone, take: after(ask, name, send) });

/** The steps, in the order of their buttons. */
export const stepParts: Readonly<Record<CaseStep, StepParts>> = {
  take: at(named('领取', 'Take'), 't', 'good', askNothing, (cases, id) => cases.take(id)),
  release: at(named('退回待办', 'Give back'), 'r', 'plain', askNothing, (cases, id) => cases.release(id)),
  accept: at(named('受理', 'Accept'), 'a', 'good', askNothing, (cases, id, body) => cases.accept(id, body)),
  refuse: at(named('不予受理', 'Do not accept'), 'x', 'bad', askReason('refuse'), (cases, id, body) =>
    cases.refuse(id, body),
  ),
  askSupplement: at(
    named('一次性告知补正', 'Ask for a supplement'),
    's',
    'plain',
    askSupplementItems,
    (cases, id, body) => cases.askSupplement(id, body),
  ),
  startReview: at(named('开始审核', 'Begin the review'), 'v', 'plain', askNothing, (cases, id, body) =>
    cases.startReview(id, body),
  ),
  startSpecialProcedure: at(named('进入特别程序', 'Special procedure'), 'p', 'plain', askProcedure, (cases, id, body) =>
    cases.startSpecialProcedure(id, body),
  ),
  endSpecialProcedure: at(named('结束特别程序', 'End the procedure'), 'p', 'good', askNothing, (cases, id, body) =>
    cases.endSpecialProcedure(id, body),
  ),
  extendTerm: at(named('延长期限', 'Extend the term'), 'e', 'plain', askExtension, (cases, id, body) =>
    cases.extendTerm(id, body),
  ),
  approve: at(named('批准', 'Approve'), 'a', 'good', askRecord, (cases, id, body) => cases.approve(id, body)),
  reject: at(named('不予批准', 'Reject'), 'x', 'bad', askReason('reject'), (cases, id, body) => cases.reject(id, body)),
  terminate: at(named('终止办理', 'Close'), 'c', 'bad', askReason('terminate'), (cases, id, body) =>
    cases.terminate(id, body),
  ),
};

/** The step a key stands for, among those allowed now. */
export const stepOfKey = (key: string, allowed: readonly CaseStep[]): CaseStep | undefined =>
  allowed.find((step) => stepParts[step].key === key);
