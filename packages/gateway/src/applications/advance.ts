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
import type { BillState, LocalText } from '@onetrip/shared/contract';
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
import { returnFee } from '../payments/refunds.ts';
import { releaseReservation } from '../plates/service.ts';
import { appendTo, type ChainedEntry, entryAfter, eventsOf, type NewEvent } from './events.ts';
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

/** What a step may have to know beside the row. */
interface Known {
  history(): Promise<readonly HistoryEntry[]>;
  /** State of the bill; undefined where there is none. */
  billState(): Promise<BillState | undefined>;
}

const knownOf = (tx: Transaction, applicationId: string): Known => ({
  history: () => eventsOf(tx, applicationId),
  async billState() {
    const [bill] = await tx.select({ state: bills.state }).from(bills).where(eq(bills.applicationId, applicationId));
    return bill?.state;
  },
});

/** What a step makes of an application. */
interface Step {
  transition: Transition;
  changed: Partial<ApplicationRow> & Pick<ApplicationRow, 'state'>;
  event: NewEvent;
}

/** Asks the lifecycle table, and moves state and clock. @throws ProblemError `application_state_conflict` */
async function stepFrom(
  context: Context,
  tx: Transaction,
  before: ApplicationRow,
  known: Known,
  { action, actor, ...more }: FirstStep,
): Promise<Step> {
  const met = await metNeeds(context, tx, before, known, next(before.state, action)?.needs);
  const row = transition(before.state, action, actor, met);
  if (!row) throw conflict(before, actor);
  const now = context.now();
  const { detail = {}, personal, reason, remedy } = more;
  return {
    transition: row,
    changed: {
      state: row.to,
      open: !isTerminal(row.to),
      updatedAt: now,
      ...(await clockAfter(context, tx, before, known, row, { type: row.event, at: now, detail })),
      ...(row.to !== before.state && (row.to === 'approved' || row.to === 'rejected') ? { decidedAt: now } : {}),
      ...(reason ? { reasonSealed: await sealReason(context, tx, before, reason) } : {}),
      ...(remedy ? { remedy } : {}),
    },
    event: { type: row.event, actor, detail, ...(personal === undefined ? {} : { personal }) },
  };
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
  const taken = await stepFrom(context, tx, before, knownOf(tx, applicationId), { action, actor, ...more });
  const after = { ...before, ...taken.changed };
  await tx.update(applications).set(taken.changed).where(eq(applications.applicationId, applicationId));
  await appendTo(context, tx, after, taken.event);
  const { to } = taken.transition;
  if (endsWithoutResult(to) && to !== before.state) {
    await cancelBill(context, tx, applicationId);
    await returnFee(context, tx, applicationId);
    // What a department's own system was given, it is told of.
    if (before.caseId !== null && next(to, 'recordWithdrawalAnswered') !== null)
      await context.jobs.send(tx, 'withdrawCase', { applicationId }, { singletonKey: applicationId });
    await releaseReservation(context, tx, applicationId);
  }
  if (isTerminal(to) && to !== before.state) await settleDeliveries(context, tx, after);
  context.metrics.applicationSteps.inc({ action, actor });
  return after;
}

/** A step of an application that is not stored yet. */
export interface FirstStep extends StepDetail {
  action: Action;
  actor: Actor;
}

/**
 * Takes the first steps of an application that the caller then stores whole, with their entries. None of them ends it.
 * @param draft the application as it stands before them
 * @param wrappedKey the applicant's key
 * @returns the application after each step, and the entry that tells of it
 */
export async function firstSteps(
  context: Context,
  tx: Transaction,
  draft: ApplicationRow,
  wrappedKey: string,
  steps: readonly FirstStep[],
): Promise<{ application: ApplicationRow; entry: ChainedEntry }[]> {
  const taken: { application: ApplicationRow; entry: ChainedEntry }[] = [];
  const known: Known = {
    history: async () => taken.map(({ entry }) => entry.row),
    billState: async () => undefined,
  };
  for (const step of steps) {
    const last = taken.at(-1);
    const before = last?.application ?? draft;
    const { changed, event } = await stepFrom(context, tx, before, known, step);
    const entry = entryAfter(context, last?.entry.row, draft.applicationId, wrappedKey, event);
    taken.push({ application: { ...before, ...changed }, entry });
    context.metrics.applicationSteps.inc({ action: step.action, actor: step.actor });
  }
  return taken;
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
  known: Known,
  row: Transition,
  entry: HistoryEntry,
): Promise<Partial<ReturnType<typeof clockColumns>>> {
  const over = isTerminal(row.to) ? { actBy: null, nextAlarmAt: null } : {};
  if (!movesClock(row) && !isAlarm(row.action)) return over;
  const columns = clockColumns([...(await known.history()), entry], await termsOf(context, tx, before), entry.at);
  return { ...columns, ...over };
}

/** Whether what the step needs beside the state holds: a matter without a bill counts as settled. */
async function metNeeds(
  context: Context,
  tx: Transaction,
  application: ApplicationRow,
  known: Known,
  need: Need | undefined,
): Promise<Need[]> {
  if (need === undefined) return [];
  if (need === 'billSettled') {
    const state = await known.billState();
    return state === undefined || state === 'paid' ? ['billSettled'] : [];
  }
  const clock = readClock(await known.history());
  return clockNeeds(clock, await termsOf(context, tx, application), hangzhouDate(context.now()));
}
