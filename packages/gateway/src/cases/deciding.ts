// An officer's steps: only who has taken a case decides it, and only what he has read; then the one door as for everybody.

import { mayTake } from '@onetrip/shared/cases';
import type { ApproveCaseBody, CaseSummary, ProblemField } from '@onetrip/shared/contract';
import { undecided } from '@onetrip/shared/rules';
import { desc, eq } from 'drizzle-orm';
import { conflict } from '../applications/advance.ts';
import { keepCaseRecord } from '../applications/review.ts';
import { approve, type Decider } from '../applications/steps.ts';
import { type ApplicationRow, lockApplication } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { applicationEvents, applications } from '../database/schema/index.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { caseFor } from './access.ts';
import { factsOf, showSummary } from './queue.ts';
import { holderFor, resultFieldsOf } from './view.ts';

/** Keeps an answer in the transaction of what it answers. */
export type Keep = (tx: Transaction, result: CaseSummary) => Promise<void>;

/** Does something to a case, locked, and answers with how it stands in the queue afterwards. */
async function withCase(
  context: Context,
  officer: OfficerCaller,
  applicationId: string,
  keep: Keep,
  work: (tx: Transaction, application: ApplicationRow) => Promise<void>,
): Promise<CaseSummary> {
  await caseFor(context.database, officer, applicationId);
  return context.database.transaction(async (tx) => {
    await lockApplication(tx, applicationId);
    // Read again under the lock: it may have gone to the department's own system meanwhile.
    await work(tx, await caseFor(tx, officer, applicationId));
    const facts = (await factsOf(tx, [applicationId]))(applicationId);
    const shown = await showSummary(context, officer, await lockApplication(tx, applicationId), facts, tx);
    await keep(tx, shown);
    return shown;
  });
}

const hold = (tx: Transaction, applicationId: string, holder: Pick<ApplicationRow, 'takenBy' | 'takenAt'>) =>
  tx.update(applications).set(holder).where(eq(applications.applicationId, applicationId));

/**
 * Takes a case; the lead of the department may take over a colleague's. Taken again by who has it, nothing changes.
 * @throws ProblemError `case_held`, `application_state_conflict` once it is decided, `not_found`
 */
export const takeCase = (context: Context, officer: OfficerCaller, applicationId: string, keep: Keep) =>
  withCase(context, officer, applicationId, keep, async (tx, application) => {
    if (!undecided.includes(application.state)) throw conflict(application, 'department');
    const holder = holderFor(application, officer);
    if (holder === 'himself') return;
    if (!mayTake(holder, officer.roles)) throw new ProblemError('case_held');
    await hold(tx, applicationId, { takenBy: officer.officerId, takenAt: context.now() });
    context.log.info({ applicationId, officerId: officer.officerId, from: application.takenBy }, 'case taken');
  });

/** Gives a case back to the queue. @throws ProblemError `case_not_taken`, `not_found` */
export const releaseCase = (context: Context, officer: OfficerCaller, applicationId: string, keep: Keep) =>
  withCase(context, officer, applicationId, keep, async (tx, application) => {
    if (holderFor(application, officer) !== 'himself') throw new ProblemError('case_not_taken');
    await hold(tx, applicationId, { takenBy: null, takenAt: null });
    context.log.info({ applicationId, officerId: officer.officerId }, 'case released');
  });

/**
 * Takes a step of the lifecycle.
 * @param seen the last entry of the history the officer has read
 * @throws ProblemError `case_not_taken`; `case_changed` when something happened since; what the step itself throws
 */
export const decide = (
  context: Context,
  officer: OfficerCaller,
  applicationId: string,
  { seen, keep, step }: { seen: number; keep: Keep; step: (tx: Transaction, by: Decider) => Promise<unknown> },
): Promise<CaseSummary> =>
  withCase(context, officer, applicationId, keep, async (tx, application) => {
    if (!undecided.includes(application.state)) throw conflict(application, 'department');
    if (holderFor(application, officer) !== 'himself') throw new ProblemError('case_not_taken');
    const [last] = await tx
      .select({ seq: applicationEvents.seq })
      .from(applicationEvents)
      .where(eq(applicationEvents.applicationId, applicationId))
      .orderBy(desc(applicationEvents.seq))
      .limit(1);
    if (last?.seq !== seen) throw new ProblemError('case_changed');
    await step(tx, { actor: 'department', officerId: officer.officerId });
  });

/**
 * Approves, with what only the decision can say of the result.
 * @throws ProblemError `invalid_request` naming what is missing of it or does not belong to it
 */
export async function approveCase(
  context: Context,
  tx: Transaction,
  applicationId: string,
  by: Decider,
  { record = {} }: Pick<ApproveCaseBody, 'record'>,
): Promise<void> {
  const application = await lockApplication(tx, applicationId);
  const matter = await context.catalogue.version(application.matterId, application.matterVersion, tx);
  const fields = resultFieldsOf(matter);
  const missing = fields
    .filter(({ id }) => (record[id] ?? '').trim() === '')
    .map(
      ({ id, label }): ProblemField => ({
        field: `record.${id}`,
        message: { zh: `请填写${label.zh}。`, en: `Enter: ${label.en ?? label.zh}.` },
      }),
    );
  const unknown = Object.keys(record)
    .filter((id) => !fields.some((field) => field.id === id))
    .map(
      (id): ProblemField => ({
        field: `record.${id}`,
        message: { zh: '结果中没有这一项。', en: 'The result has no such field.' },
      }),
    );
  if (missing.length + unknown.length > 0)
    throw new ProblemError('invalid_request', { fields: [...missing, ...unknown] });
  if (fields.length > 0) await keepCaseRecord(context, tx, application, record);
  await approve(context, tx, applicationId, by, { personal: JSON.stringify(['approved', record, null]) });
}
