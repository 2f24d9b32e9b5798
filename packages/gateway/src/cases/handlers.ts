// Operations of cases: what an officer reads of his department's desk, and what he decides there.
import type {
  ApproveCaseBody,
  AskSupplementBody,
  CaseSummary,
  ExtendTermBody,
  ReasonedStepBody,
  StartSpecialProcedureBody,
} from '@onetrip/shared/contract';
import {
  accept,
  type Decider,
  endSpecialProcedure,
  extendTerm,
  refuse,
  reject,
  startReview,
  startSpecialProcedure,
  terminate,
} from '../applications/steps.ts';
import { askSupplement } from '../applications/supplementing.ts';
import type { Context, Transaction } from '../context.ts';
import type { Handlers, OfficerCaller } from '../http/handlers.ts';
import { caseFor, recordLook } from './access.ts';
import { approveCase, decide, type Keep, releaseCase, takeCase } from './deciding.ts';
import { listCases } from './queue.ts';
import { readUploadPart } from './uploads.ts';
import { showCase } from './view.ts';

type CaseOperation = Extract<keyof Handlers, `cases.${string}`>;

/** A request for a step; `seen` is what the officer has read. */
interface StepRequest<B extends { seen: number }> {
  caller: OfficerCaller;
  params: { applicationId: string };
  body: B;
  keep: Keep;
}

/** Handlers of `cases.*`. */
export function caseHandlers(context: Context): Pick<Handlers, CaseOperation> {
  /** A step of the lifecycle, taken through the one door. */
  const step =
    <B extends { seen: number }>(
      work: (tx: Transaction, applicationId: string, by: Decider, body: B) => Promise<unknown>,
    ) =>
    ({ caller, params: { applicationId }, body, keep }: StepRequest<B>): Promise<CaseSummary> =>
      decide(context, caller, applicationId, {
        seen: body.seen,
        keep,
        step: (tx, by) => work(tx, applicationId, by, body),
      });

  return {
    'cases.list': ({ caller, query }) => listCases(context, caller, query),

    'cases.get': async ({ caller, params }) => {
      const found = await caseFor(context.database, caller, params.applicationId);
      await recordLook(context, 'cases.get', caller, found);
      return showCase(context, caller, found);
    },

    'cases.uploadPart': async ({ caller, params: { applicationId, uploadId, offset } }) => {
      const found = await caseFor(context.database, caller, applicationId);
      return readUploadPart(context, caller, found, { uploadId, offset });
    },

    'cases.take': ({ caller, params, keep }) => takeCase(context, caller, params.applicationId, keep),
    'cases.release': ({ caller, params, keep }) => releaseCase(context, caller, params.applicationId, keep),

    'cases.accept': step((tx, id, by) => accept(context, tx, id, by)),
    'cases.refuse': step((tx, id, by, { reason }: ReasonedStepBody) => refuse(context, tx, id, by, reason)),
    'cases.askSupplement': step((tx, id, by, { items }: AskSupplementBody) =>
      askSupplement(context, tx, id, by, items),
    ),
    'cases.startReview': step((tx, id, by) => startReview(context, tx, id, by)),
    'cases.startSpecialProcedure': step((tx, id, by, { procedure, expectedUntil }: StartSpecialProcedureBody) =>
      startSpecialProcedure(context, tx, id, by, { procedure, expectedUntil }),
    ),
    'cases.endSpecialProcedure': step((tx, id, by) => endSpecialProcedure(context, tx, id, by)),
    'cases.extendTerm': step((tx, id, by, { days, reason }: ExtendTermBody) =>
      extendTerm(context, tx, id, by, { days, reason }),
    ),
    'cases.approve': step((tx, id, by, body: ApproveCaseBody) => approveCase(context, tx, id, by, body)),
    'cases.reject': step((tx, id, by, { reason }: ReasonedStepBody) => reject(context, tx, id, by, { reason })),
    'cases.terminate': step((tx, id, by, { reason }: ReasonedStepBody) => terminate(context, tx, id, by, reason)),
  };
}
