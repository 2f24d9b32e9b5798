// Operations of the reform register: a department opens, revises and reports; the office replies; suppliers answer.
import type { AnswerDemandBody, DemandList, ProblemField, ReformAction } from '@onetrip/shared/contract';
import { cursorOf, placeOf } from '../applications/cursor.ts';
import type { Context } from '../context.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { openFile, readFile, takeStep } from './service.ts';
import { listDemands, listFiles, visibleTo } from './store.ts';
import { type ReformDesk, servedHere, showDemand, showSummary } from './view.ts';

type ReformOperation = Extract<keyof Handlers, `reform.${string}`>;

/** The step an outcome stands for. */
const replies = { agreed: 'agree', returned: 'return' } as const satisfies Record<string, ReformAction>;
const secondReplies = { approved: 'approve', rejected: 'reject' } as const satisfies Record<string, ReformAction>;
const answers = { accepted: 'acceptDemand', declined: 'declineDemand' } as const satisfies Record<string, ReformAction>;

/** An acceptance names its day, a refusal its reason. @throws ProblemError `invalid_request` */
function checkAnswer({ outcome, suppliedFrom, note }: AnswerDemandBody): void {
  const fields: ProblemField[] = [];
  if (outcome === 'accepted' && suppliedFrom === undefined) {
    const message = { zh: '请填写开始供数的日期。', en: 'Name the first day it is supplied.' };
    fields.push({ field: 'suppliedFrom', message });
  }
  if (outcome === 'declined' && note === undefined) {
    fields.push({ field: 'note', message: { zh: '请写明不同意的理由。', en: 'Say why it is declined.' } });
  }
  if (fields.length > 0) throw new ProblemError('invalid_request', { fields });
}

/** Handlers of `reform.*`. */
export function reformHandlers(context: Context): Pick<Handlers, ReformOperation> {
  const { database } = context;
  const desk: ReformDesk = { context, inForce: () => servedHere(context) };

  return {
    'reform.create': ({ caller, body, keep }) => openFile(desk, caller, body, keep),

    'reform.list': async ({ caller, query: { state, department, cursor, limit = 20 } }) => {
      const before = cursor === undefined ? null : placeOf(cursor);
      const visible = visibleTo(database, caller);
      const files = await listFiles(database, { visible, state, department, before, limit: limit + 1 });
      const page = files.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((file) => showSummary(desk, file)),
        nextCursor: files.length > limit && last ? cursorOf({ at: last.createdAt, id: last.reformId }) : null,
      };
    },

    'reform.get': ({ caller, params }) => readFile(desk, caller, params.reformId),

    'reform.revise': ({ caller, params, body, keep }) =>
      takeStep(desk, caller, params.reformId, { action: 'revise', proposal: body }, keep),

    'reform.report': ({ caller, params, keep }) => takeStep(desk, caller, params.reformId, { action: 'report' }, keep),

    'reform.reply': ({ caller, params, body: { outcome, opinions, note }, keep }) => {
      if (outcome === 'agreed' && opinions.length > 0) {
        const message = { zh: '同意时不附意见；有意见请退回。', en: 'Agreed has no opinions; return it to give some.' };
        throw new ProblemError('invalid_request', { fields: [{ field: 'opinions', message }] });
      }
      const given = opinions.map(({ matterId = null, text }, index) => ({
        number: index + 1,
        matterId,
        text,
        answer: null,
      }));
      return takeStep(desk, caller, params.reformId, { action: replies[outcome], opinions: () => given, note }, keep);
    },

    'reform.reportAgain': ({ caller, params, body, keep }) =>
      takeStep(
        desk,
        caller,
        params.reformId,
        {
          action: 'reportAgain',
          opinions: (before) =>
            before.map((opinion) => ({
              ...opinion,
              answer: body.answers.find(({ opinion: number }) => number === opinion.number)?.text ?? null,
            })),
        },
        keep,
      ),

    'reform.replyAgain': ({ caller, params, body: { outcome, note }, keep }) =>
      takeStep(desk, caller, params.reformId, { action: secondReplies[outcome], note }, keep),

    'reform.withdraw': ({ caller, params, keep }) =>
      takeStep(desk, caller, params.reformId, { action: 'withdraw' }, keep),

    'reform.answerDemand': async ({ caller, params: { reformId, demandId }, body, keep }) => {
      checkAnswer(body);
      const step = { action: answers[body.outcome], answer: { demandId, body }, note: body.note };
      return takeStep(desk, caller, reformId, step, keep);
    },

    'reform.demands': async ({ caller, query: { supplier, matched } }) => {
      const rows = await listDemands(database, caller, supplier);
      const demands = rows.map(({ demand, file }) => showDemand(desk, file, demand));
      const met = demands.filter(({ unmet }) => unmet.length === 0);
      const bySupplier = new Map<string, DemandList['suppliers'][number]>();
      for (const one of matched === false ? [] : met) {
        if (one.supplier === null) continue;
        const { department } = one.supplier;
        const group = bySupplier.get(department.code) ?? { department, demands: [] };
        group.demands.push(one);
        bySupplier.set(department.code, group);
      }
      return {
        suppliers: [...bySupplier.values()].sort((a, b) => (a.department.code < b.department.code ? -1 : 1)),
        unmatched: matched === true ? [] : demands.filter(({ unmet }) => unmet.length > 0),
      };
    },
  };
}
