// The only place an application's state changes: the lifecycle table decides, the clock is moved, the history keeps it,
// and what hung on an application that goes no further is let go – all in one transaction.

import { isAlarm, nextAlarm } from '@onetrip/shared/alarms';
import {
  clockNeeds,
  type HistoryEntry,
  lastDays,
  lastDayToAct,
  movesClock,
  readClock,
  type Terms,
} from '@onetrip/shared/clock';
import type { LocalText } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import {
  type Action,
  type Actor,
  actionsFor,
  endsWithoutResult,
  isTerminal,
  type Need,
  next,
  type Transition,
  transition,
} from '@onetrip/shared/rules';
import { eq } from 'drizzle-orm';
import { cancelBill } from '../bills/cancelling.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applications, bills } from '../database/schema/index.ts';
import { settleDeliveries } from '../deliveries/steps.ts';
import { ProblemError } from '../http/problem.ts';
import { releaseReservation } from '../plates/service.ts';
import { appendTo, eventsOf } from './events.ts';
import { type ApplicationRow, lockApplication, sealReason } from './store.ts';

/** What goes with a step. */
export interface StepDetail {
  /** Nothing personal. */
  detail?: Record<string, string>;
  /** Kept in the history only as a salted hash. */
  personal?: string;
  /** Why it was refused, rejected or closed. */
  reason?: LocalText;
  /** What can be done against that. */
  remedy?: LocalText;
}

/**
 * Takes a step: locks the application, asks the lifecycle table, changes state and clock and appends to the history.
 * @throws ProblemError `application_state_conflict` with the current state, and what may be done in it, where the step
 *   is refused
 */
export async function advance(
  context: Context,
  tx: Transaction,
  applicationId: string,
  action: Action,
  actor: Actor,
  more: StepDetail = {},
): Promise<ApplicationRow> {
  const before = await lockApplication(tx, applicationId);
  const met = await metNeeds(context, tx, before, next(before.state, action)?.needs);
  const row = transition(before.state, action, actor, met);
  if (!row) throw conflict(before, actor);
  const now = context.now();
  const [after] = await tx
    .update(applications)
    .set({
      state: row.to,
      open: !isTerminal(row.to),
      updatedAt: now,
      ...(await clockAfter(context, tx, before, row, { type: row.event, at: now, detail: more.detail ?? {} })),
      ...(row.to !== before.state && (row.to === 'approved' || row.to === 'rejected') ? { decidedAt: now } : {}),
      ...(more.reason ? { reasonSealed: await sealReason(context, tx, before, more.reason) } : {}),
      ...(more.remedy ? { remedy: more.remedy } : {}),
    })
    .where(eq(applications.applicationId, applicationId))
    .returning();
  if (!after) throw new Error(`no application ${applicationId}`);
  await appendTo(context, tx, after, {
    type: row.event,
    actor,
    ...(more.detail ? { detail: more.detail } : {}),
    ...(more.personal === undefined ? {} : { personal: more.personal }),
  });
  if (endsWithoutResult(row.to) && row.to !== before.state) {
    await cancelBill(context, tx, applicationId);
    await releaseReservation(context, tx, applicationId);
  }
  if (isTerminal(row.to) && row.to !== before.state) await settleDeliveries(context, tx, after);
  context.metrics.applicationSteps.inc({ action, actor });
  return after;
}

/** The refusal of a step, with what may be done instead. */
export const conflict = ({ state }: Pick<ApplicationRow, 'state'>, actor: Actor): ProblemError =>
  new ProblemError('application_state_conflict', { currentState: state, possibleSteps: actionsFor(actor, state) });

/** The columns of `applications` that say where the clock stands. */
export function clockColumns(history: readonly HistoryEntry[], terms: Terms, now: Date) {
  const clock = readClock(history);
  const days = lastDays(clock, terms);
  return {
    acceptedAt: clock.acceptedAt,
    dueDate: days?.promised.date ?? null,
    dueProvisional: days?.promised.provisional ?? false,
    statutoryDate: days?.statutory.date ?? null,
    statutoryProvisional: days?.statutory.provisional ?? false,
    actBy: lastDayToAct(clock, terms)?.date ?? null,
    nextAlarmAt: nextAlarm(clock, terms, history, now)?.at ?? null,
  };
}

/** The matter's terms, in the version the application was filed under. */
export const termsOf = (
  { catalogue }: Pick<Context, 'catalogue'>,
  tx: Transaction,
  { matterId, matterVersion }: Pick<ApplicationRow, 'matterId' | 'matterVersion'>,
): Promise<Terms> => catalogue.version(matterId, matterVersion, tx);

async function clockAfter(
  context: Context,
  tx: Transaction,
  before: ApplicationRow,
  row: Transition,
  entry: HistoryEntry,
): Promise<Partial<ReturnType<typeof clockColumns>>> {
  if (!movesClock(row) && !isAlarm(row.action)) return {};
  // Nothing before them bears on the clock: filing, which takes both steps, is spared the reading.
  const first = row.action === 'submit' || row.clock === 'start';
  const history = first ? [] : await eventsOf(tx, before.applicationId);
  return clockColumns([...history, entry], await termsOf(context, tx, before), entry.at);
}

/** Whether what the step needs beside the state holds: a matter without a bill counts as settled. */
async function metNeeds(
  context: Context,
  tx: Transaction,
  application: ApplicationRow,
  need: Need | undefined,
): Promise<Need[]> {
  if (need === undefined) return [];
  const { applicationId } = application;
  if (need === 'billSettled') {
    const [bill] = await tx.select({ state: bills.state }).from(bills).where(eq(bills.applicationId, applicationId));
    return !bill || bill.state === 'paid' ? ['billSettled'] : [];
  }
  const clock = readClock(await eventsOf(tx, applicationId));
  return clockNeeds(clock, await termsOf(context, tx, application), hangzhouDate(context.now()));
}
