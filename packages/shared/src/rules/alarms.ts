// Alarms of the clock: what the system does by itself when a day comes – warn before, record and escalate after.
import {
  type Clock,
  type HistoryEntry,
  lastDays,
  lastDayToReply,
  lastDayToSupplement,
  replyTerm,
  supplementTerm,
  type Terms,
} from './clock.ts';
import { addTerm, dateAfter, hangzhouDate, startOfDate, workingDaysBefore } from './deadline.ts';
import type { Action } from './lifecycle.ts';

/** Who hears of a term that has passed: first the department’s lead, then the reform office. */
export const escalationLevels = ['departmentLead', 'reformOffice'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

/** Something the system is to do at a moment. `detail` goes into the history, by which it is known to be done. */
export interface Alarm {
  readonly action: Extract<
    Action,
    'deemAccepted' | 'warnDueSoon' | 'recordOverdue' | 'escalate' | 'warnSupplementDue' | 'lapse'
  >;
  readonly at: Date;
  readonly detail: Readonly<{
    term: 'reply' | 'promised' | 'statutory' | 'supplement';
    date: string;
    to?: EscalationLevel;
  }>;
}

/** Working days before the last day on which a term of more than so many days is warned of; shorter ones are not. */
const warnings: readonly { longerThan: number; before: number }[] = [
  { longerThan: 5, before: 3 },
  { longerThan: 1, before: 1 },
];
/** Working days after the last day until the reform office hears of it. */
const patience = 3;

const actions: readonly Action[] = [
  'deemAccepted',
  'warnDueSoon',
  'recordOverdue',
  'escalate',
  'warnSupplementDue',
  'lapse',
] satisfies Alarm['action'][];

/** Whether a step is one the clock itself takes. */
export const isAlarm = (action: Action): boolean => actions.includes(action);

/** What an alarm that leaves the state as it is writes into the history. */
const eventOf = {
  warnDueSoon: 'dueSoon',
  recordOverdue: 'overdue',
  escalate: 'escalated',
  warnSupplementDue: 'supplementDueSoon',
} as const;
type Noted = keyof typeof eventOf;
const isNoted = (action: Alarm['action']): action is Noted => Object.hasOwn(eventOf, action);

function warningOf(
  begun: Date,
  count: number,
  detail: Alarm['detail'],
  action: Extract<Noted, `warn${string}`> = 'warnDueSoon',
): Alarm[] {
  const rule = warnings.find(({ longerThan }) => count > longerThan);
  if (rule === undefined) return [];
  const day = workingDaysBefore(detail.date, rule.before);
  return day <= hangzhouDate(begun) ? [] : [{ action, at: startOfDate(day), detail }];
}

/** A term is over when its last day is: at the first moment of the next. */
const after = (date: string): Date => startOfDate(dateAfter(date, 1));

function overdueOf(detail: Alarm['detail']): Alarm[] {
  const at = after(detail.date);
  const later = after(addTerm(startOfDate(detail.date), { count: patience, unit: 'workingDays' }).date);
  return [
    { action: 'recordOverdue', at, detail },
    { action: 'escalate', at, detail: { ...detail, to: 'departmentLead' } },
    { action: 'escalate', at: later, detail: { ...detail, to: 'reformOffice' } },
  ];
}

/** Before acceptance: a licence is deemed accepted once the days to reply have passed, anything else is escalated. */
function alarmsBeforeAcceptance(clock: Clock, { type }: Terms): Alarm[] {
  const reply = lastDayToReply(clock);
  if (reply === null || clock.receivedAt === null) return [];
  const detail = { term: 'reply', date: reply.date } as const;
  const warning = warningOf(clock.receivedAt, replyTerm.count, detail);
  if (type !== 'licence') return [...warning, ...overdueOf(detail)];
  return [...warning, { action: 'deemAccepted', at: after(reply.date), detail }];
}

/** After acceptance: the promise is warned of, recorded and escalated; the law’s own term goes to the reform office at once. */
function alarmsOfTerms(clock: Clock, terms: Terms): Alarm[] {
  const days = lastDays(clock, terms);
  if (days === null || clock.acceptedAt === null) return [];
  const promised = { term: 'promised', date: days.promised.date } as const;
  const statutory = { term: 'statutory', date: days.statutory.date } as const;
  const beyond: Alarm[] = [
    { action: 'recordOverdue', at: after(statutory.date), detail: statutory },
    { action: 'escalate', at: after(statutory.date), detail: { ...statutory, to: 'reformOffice' } },
  ];
  return [
    ...warningOf(clock.acceptedAt, terms.promised.count + clock.extraDays, promised),
    ...overdueOf(promised),
    ...(statutory.date > promised.date ? beyond : []),
  ];
}

/** While the citizen is awaited, before acceptance and after it: he is warned, and what he never gives ends it. */
function alarmsOfSupplement(awaitedSince: Date): Alarm[] {
  const detail = { term: 'supplement', date: lastDayToSupplement(awaitedSince).date } as const;
  return [
    ...warningOf(awaitedSince, supplementTerm.count, detail, 'warnSupplementDue'),
    { action: 'lapse', at: after(detail.date), detail },
  ];
}

/** Every alarm of a clock, earliest first; none in a special procedure, nor once it is over. */
export function alarmsOf(clock: Clock, terms: Terms): Alarm[] {
  if (clock.awaitedSince !== null && clock.state !== 'ended') return alarmsOfSupplement(clock.awaitedSince);
  const alarms =
    clock.state === 'notStarted'
      ? alarmsBeforeAcceptance(clock, terms)
      : clock.state === 'running'
        ? alarmsOfTerms(clock, terms)
        : [];
  return alarms.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * The first alarm that has not been acted on; null when none is left. It may lie in the past; but nobody is warned of a
 * day that is over.
 */
export function nextAlarm(clock: Clock, terms: Terms, history: readonly HistoryEntry[], now: Date): Alarm | null {
  const pointless = ({ action, detail }: Alarm): boolean =>
    (action === 'warnDueSoon' || action === 'warnSupplementDue') && after(detail.date) <= now;
  const acted = ({ action, detail }: Alarm): boolean =>
    isNoted(action) &&
    history.some(
      (entry) =>
        entry.type === eventOf[action] &&
        entry.detail.term === detail.term &&
        entry.detail.date === detail.date &&
        entry.detail.to === detail.to,
    );
  return alarmsOf(clock, terms).find((alarm) => !acted(alarm) && !pointless(alarm)) ?? null;
}
