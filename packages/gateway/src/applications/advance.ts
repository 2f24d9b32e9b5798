// The only place an application's state changes: the lifecycle table decides, the history keeps it, both in one transaction.
import type { LocalText } from '@onetrip/shared/contract';
import { type Action, type Actor, isTerminal, type Need, transition } from '@onetrip/shared/rules';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applications, bills } from '../database/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { appendEvent } from './events.ts';
import { type ApplicationRow, lockApplication } from './store.ts';

/** What goes with a step. */
export interface StepDetail {
  /** Nothing personal. */
  detail?: Record<string, string>;
  /** Kept in the history only as a salted hash. */
  personal?: string;
  /** Why it was refused or rejected. */
  reason?: LocalText;
  /** Last day of the promise; with `accept`. */
  due?: { date: string; provisional: boolean };
}

/**
 * Takes a step: locks the application, asks the lifecycle table, changes the state and appends to the history.
 * @throws ProblemError `application_state_conflict` with the current state, where the step is refused
 */
export async function advance(
  context: Pick<Context, 'now' | 'protection'>,
  tx: Transaction,
  applicationId: string,
  action: Action,
  actor: Actor,
  more: StepDetail = {},
): Promise<ApplicationRow> {
  const before = await lockApplication(tx, applicationId);
  const row = transition(before.state, action, actor, await metNeeds(tx, applicationId));
  if (!row) throw new ProblemError('application_state_conflict', { currentState: before.state });
  const now = context.now();
  const [after] = await tx
    .update(applications)
    .set({
      state: row.to,
      open: !isTerminal(row.to),
      updatedAt: now,
      ...(row.clock === 'start' ? { acceptedAt: now } : {}),
      ...(more.due ? { dueDate: more.due.date, dueProvisional: more.due.provisional } : {}),
      ...(row.to !== before.state && (row.to === 'approved' || row.to === 'rejected') ? { decidedAt: now } : {}),
      ...(more.reason ? { reason: more.reason } : {}),
    })
    .where(eq(applications.applicationId, applicationId))
    .returning();
  if (!after) throw new Error(`no application ${applicationId}`);
  await appendEvent(context, tx, applicationId, {
    type: row.event,
    actor,
    ...(more.detail ? { detail: more.detail } : {}),
    ...(more.personal === undefined ? {} : { personal: more.personal }),
  });
  return after;
}

/** Facts beside the state: a matter without a bill counts as settled. */
async function metNeeds(tx: Transaction, applicationId: string): Promise<Need[]> {
  const [bill] = await tx.select({ state: bills.state }).from(bills).where(eq(bills.applicationId, applicationId));
  return !bill || bill.state === 'paid' ? ['billSettled'] : [];
}
