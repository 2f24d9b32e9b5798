// What departments do with an application, each a step through the one door (`advance`) with what belongs to it.

import { longestExtension } from '@onetrip/shared/clock';
import type { LocalText, Matter, ProblemField, SpecialProcedure } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { type Actor, remedyFor } from '@onetrip/shared/rules';
import { issueBill } from '../bills/service.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { ProblemError } from '../http/problem.ts';
import { afterAcceptance } from './acceptance.ts';
import { advance, type StepDetail } from './advance.ts';
import { type ApplicationRow, lockApplication } from './store.ts';

/** Who decides for a department: an officer at its desk, its own system, or the service by rule. */
export interface Decider {
  actor: Extract<Actor, 'department' | 'system'>;
  /** The officer at the desk, by his number in the staff directory. */
  officerId?: string;
}

/** The service, deciding by rule. */
export const byRule: Decider = { actor: 'system' };

const named = ({ officerId }: Decider): Record<string, string> => (officerId === undefined ? {} : { officerId });

const matterOf = (context: Context, tx: Transaction, { matterId, matterVersion }: ApplicationRow): Promise<Matter> =>
  context.catalogue.version(matterId, matterVersion, tx);

const refused = (field: string, zh: string, en: string): ProblemError => {
  const fields: ProblemField[] = [{ field, message: { zh, en } }];
  return new ProblemError('invalid_request', { fields });
};

/** A step against the citizen: the reason and what he can do about it go with it, and the reason can be proved later. */
async function stepAgainst(
  context: Context,
  tx: Transaction,
  applicationId: string,
  action: 'refuse' | 'reject' | 'terminate',
  by: Decider,
  { reason, personal }: { reason: LocalText; personal?: string },
): Promise<ApplicationRow> {
  if (reason.zh.trim() === '') throw refused('reason', '请写明理由。', 'Give the reason.');
  const matter = await matterOf(context, tx, await lockApplication(tx, applicationId));
  return advance(context, tx, applicationId, action, by.actor, {
    detail: named(by),
    personal: personal ?? JSON.stringify(reason),
    reason,
    remedy: remedyFor(matter.type),
  });
}

/** Accepts (受理): the clock starts. @throws ProblemError `application_state_conflict` */
export async function accept(context: Context, tx: Transaction, applicationId: string, by: Decider): Promise<void> {
  await advance(context, tx, applicationId, 'accept', by.actor, { detail: named(by) });
  await afterAcceptance(context, tx, applicationId);
}

/** Does not accept (不予受理). @throws ProblemError `application_state_conflict`, `invalid_request` without a reason */
export const refuse = (context: Context, tx: Transaction, applicationId: string, by: Decider, reason: LocalText) =>
  stepAgainst(context, tx, applicationId, 'refuse', by, { reason });

/** Rejects. @throws ProblemError `application_state_conflict`, `invalid_request` without a reason */
export const reject = (
  context: Context,
  tx: Transaction,
  applicationId: string,
  by: Decider,
  more: { reason: LocalText; personal?: string },
) => stepAgainst(context, tx, applicationId, 'reject', by, more);

/** Closes without a decision (终止). @throws ProblemError `application_state_conflict`, `invalid_request` without a reason */
export const terminate = (context: Context, tx: Transaction, applicationId: string, by: Decider, reason: LocalText) =>
  stepAgainst(context, tx, applicationId, 'terminate', by, { reason });

/** Begins to review. @throws ProblemError `application_state_conflict` */
export const startReview = (context: Context, tx: Transaction, applicationId: string, by: Decider) =>
  advance(context, tx, applicationId, 'startReview', by.actor, { detail: named(by) });

/**
 * Approves, and sees to what follows: the bill where there is one, the licences where there is none.
 * @throws ProblemError `application_state_conflict`
 */
export async function approve(
  context: Context,
  tx: Transaction,
  applicationId: string,
  by: Decider,
  more: Pick<StepDetail, 'reason' | 'personal'> = {},
): Promise<void> {
  const approved = await advance(context, tx, applicationId, 'approve', by.actor, { detail: named(by), ...more });
  const bill = await issueBill(context, tx, approved, await matterOf(context, tx, approved));
  if (bill === null) await context.jobs.send(tx, 'issueLicences', { applicationId });
}

/**
 * Begins a special procedure: the clock stands still. The citizen is told which, and until when (行政许可法 45).
 * @param expectedUntil YYYY-MM-DD
 * @throws ProblemError `application_state_conflict`, `invalid_request` for a day that has passed
 */
export async function startSpecialProcedure(
  context: Context,
  tx: Transaction,
  applicationId: string,
  by: Decider,
  { procedure, expectedUntil }: { procedure: SpecialProcedure; expectedUntil: string },
): Promise<void> {
  if (expectedUntil < hangzhouDate(context.now()))
    throw refused('expectedUntil', '预计结束日期不能早于今天。', 'The expected last day has passed already.');
  const detail = { ...named(by), procedure, expectedUntil };
  await advance(context, tx, applicationId, 'startSpecialProcedure', by.actor, { detail });
}

/** Ends it: the clock runs on, its last day moved by the working days it stood still. @throws ProblemError `application_state_conflict` */
export const endSpecialProcedure = (context: Context, tx: Transaction, applicationId: string, by: Decider) =>
  advance(context, tx, applicationId, 'endSpecialProcedure', by.actor, { detail: named(by) });

/**
 * Extends the term of a licence, once, as the head of the department decided (行政许可法 42).
 * @param days working days, at most ten
 * @throws ProblemError `application_state_conflict`, `invalid_request` for another number of days
 */
export async function extendTerm(
  context: Context,
  tx: Transaction,
  applicationId: string,
  by: Decider,
  { days, reason }: { days: number; reason: LocalText },
): Promise<void> {
  if (!Number.isInteger(days) || days < 1 || days > longestExtension)
    throw refused(
      'days',
      `延长 1 至 ${longestExtension} 个工作日。`,
      `Extend by 1 to ${longestExtension} working days.`,
    );
  const detail = { ...named(by), days: String(days) };
  await advance(context, tx, applicationId, 'extendTerm', by.actor, { detail, personal: JSON.stringify(reason) });
}
