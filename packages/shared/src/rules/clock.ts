// The clock of an application: read from its history, never from a second record; what it says depends on the calendar.
import type { ApplicationEventType, ClockState } from '../contract/application.ts';
import type { Matter } from '../contract/matter.ts';
import { addTerm, type Deadline, type Pause } from './deadline.ts';
import { type ClockEffect, type Need, type Transition, transitions } from './lifecycle.ts';

/** What the clock reads of an entry of the history. */
export interface HistoryEntry {
  readonly type: ApplicationEventType;
  readonly at: Date;
  readonly detail: Readonly<Record<string, string>>;
}

/** The terms of a matter. */
export type Terms = Pick<Matter, 'promised' | 'statutory' | 'type'>;

/** Where the clock stands. */
export interface Clock {
  readonly state: ClockState;
  /** When everything needed was last received: filed, or the supplement given; null while that is awaited. */
  readonly receivedAt: Date | null;
  /** The event the terms begin with. */
  readonly acceptedAt: Date | null;
  /** Stretches that do not count; the last one has no end yet while the clock is paused. */
  readonly pauses: readonly Pause[];
  readonly pausedSince: Date | null;
  /** Working days the head of the department added. */
  readonly extraDays: number;
  readonly extended: boolean;
  readonly supplementAsked: boolean;
  /** When the supplement was asked for that the citizen has not given yet. */
  readonly awaitedSince: Date | null;
}

/** Days in which a department says what is missing, once and in full (行政许可法 32). */
export const replyTerm = { count: 5, unit: 'workingDays' } as const;
/**
 * Days in which the citizen gives what was asked for; after them the application is closed, and may be filed again. No
 * law of licences sets them; departments' own procedures mostly allow 15 working days to 30 days, and the longest of it
 * spares the citizen another filing (verify: a matter of its own may be stricter).
 */
export const supplementTerm = { count: 30, unit: 'calendarDays' } as const;
/** The most a term may be extended by, in working days (行政许可法 42). */
export const longestExtension = 10;

const stopped: Clock = {
  state: 'notStarted',
  receivedAt: null,
  acceptedAt: null,
  pauses: [],
  pausedSince: null,
  extraDays: 0,
  extended: false,
  supplementAsked: false,
  awaitedSince: null,
};

/** What an event does to a running or paused clock: read from the lifecycle’s table. */
const effects: ReadonlyMap<ApplicationEventType, ClockEffect> = new Map(
  transitions.filter(({ clock }) => clock !== 'none').map(({ event, clock }) => [event, clock]),
);

type Turn = (clock: Clock, entry: HistoryEntry) => Clock;

/** An effect on a clock that is not in the state for it changes nothing: a supplement asked for before acceptance pauses nothing. */
const turns: Readonly<Record<Exclude<ClockEffect, 'none'>, Turn>> = {
  start: (clock, { at }) => ({ ...clock, state: 'running', acceptedAt: at }),
  startFromReceipt: (clock, { at }) => ({ ...clock, state: 'running', acceptedAt: clock.receivedAt ?? at }),
  pause: (clock, { at }) => (clock.state === 'running' ? { ...clock, state: 'paused', pausedSince: at } : clock),
  resume: (clock, { at }) =>
    clock.pausedSince === null
      ? clock
      : {
          ...clock,
          state: 'running',
          pausedSince: null,
          pauses: [...clock.pauses, { from: clock.pausedSince, until: at }],
        },
  extend: (clock, { detail }) => ({
    ...clock,
    extended: true,
    extraDays: clock.extraDays + Math.max(0, Number.parseInt(detail.days ?? '0', 10)),
  }),
  end: (clock) => ({ ...clock, state: 'ended' }),
};

/** What was received, and what is awaited of the citizen. */
const receipts: Partial<Record<ApplicationEventType, Turn>> = {
  submitted: (clock, { at }) => ({ ...clock, receivedAt: at }),
  supplementAsked: (clock, { at }) => ({ ...clock, receivedAt: null, supplementAsked: true, awaitedSince: at }),
  supplementGiven: (clock, { at }) => ({ ...clock, receivedAt: at, awaitedSince: null }),
};

/** Whether a step moves the clock, or what it waits for. */
export const movesClock = ({ clock, event }: Pick<Transition, 'clock' | 'event'>): boolean =>
  clock !== 'none' || receipts[event] !== undefined;

/** Reads the clock from a history, oldest entry first. */
export function readClock(history: readonly HistoryEntry[]): Clock {
  return history.reduce((clock, entry) => {
    const received = receipts[entry.type]?.(clock, entry) ?? clock;
    const effect = effects.get(entry.type) ?? 'none';
    return effect === 'none' ? received : turns[effect](received, entry);
  }, stopped);
}

/** The last days of an accepted application. */
export interface LastDays {
  readonly promised: Deadline;
  readonly statutory: Deadline;
}

/** The last days of both terms; null before acceptance. While the clock is paused they stand as they stood. */
export function lastDays(
  clock: Clock,
  { promised, statutory }: Pick<Terms, 'promised' | 'statutory'>,
): LastDays | null {
  if (clock.acceptedAt === null) return null;
  const { acceptedAt, pauses, extraDays } = clock;
  const last = (term: Terms['promised']) => addTerm(acceptedAt, { ...term, count: term.count + extraDays }, pauses);
  return { promised: last(promised), statutory: last(statutory) };
}

/** The last day to say what is missing; null when nothing was received, or the citizen is awaited. */
export const lastDayToReply = ({ receivedAt }: Clock): Deadline | null =>
  receivedAt === null ? null : addTerm(receivedAt, replyTerm);

/** The citizen's last day to give what was asked for at a time. */
export const lastDayToSupplement = (askedAt: Date): Deadline => addTerm(askedAt, supplementTerm);

/** The department's last day: to say what is missing, then to decide; null while it is not its turn. */
export function lastDayToAct(clock: Clock, terms: Pick<Terms, 'promised' | 'statutory'>): Deadline | null {
  if (clock.state === 'notStarted') return lastDayToReply(clock);
  return clock.state === 'running' ? (lastDays(clock, terms)?.promised ?? null) : null;
}

/**
 * Which needs of the table that depend on the clock are met on a day.
 * @param today YYYY-MM-DD in Hangzhou’s zone
 */
export function clockNeeds(clock: Clock, { type }: Pick<Terms, 'type'>, today: string): Need[] {
  const reply = lastDayToReply(clock);
  const facts: Record<Exclude<Need, 'billSettled'>, boolean> = {
    receiptUnanswered: type === 'licence' && clock.state === 'notStarted' && reply !== null && today > reply.date,
    supplementUnanswered: clock.awaitedSince !== null && today > lastDayToSupplement(clock.awaitedSince).date,
    supplementOpen: !clock.supplementAsked && reply !== null && today <= reply.date,
    extensionOpen: type === 'licence' && !clock.extended,
  };
  return (Object.keys(facts) as (keyof typeof facts)[]).filter((need) => facts[need]);
}
