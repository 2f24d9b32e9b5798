// What ought to happen to an application, written down a second time and in another way than the service does it: a state,
// a list of days, and a calendar walked day by day.
import type { ApplicationState } from '@onetrip/shared/contract';
import { dateAfter, isWorkingDay } from '@onetrip/shared/deadline';

export interface OracleTerms {
  licence: boolean;
  promised: { count: number; unit: 'workingDays' | 'calendarDays' };
}

/** One application as it ought to stand. Days are dates in Hangzhou. */
export interface OracleCase {
  applicationId: string;
  terms: OracleTerms;
  /** The paper is still with the department. */
  paperMissing: boolean;
  car: string;
  state: ApplicationState;
  received: string;
  accepted: string | null;
  pauses: { from: string; until: string | null }[];
  extra: number;
  supplementAsked: boolean;
  /** The day it was asked for. */
  asked: string;
  billOpen: boolean;
}

const works = (date: string): boolean => isWorkingDay(date).working;

/** The day after which five working days have passed since a date. */
export function fifthWorkingDay(date: string): string {
  let day = date;
  for (let left = 5; left > 0; ) {
    day = dateAfter(day, 1);
    if (works(day)) left -= 1;
  }
  return day;
}

/** The last day promised. While the clock stands still, the pause that is open has taken nothing yet. */
export function lastDay({ accepted, pauses, terms, extra }: OracleCase): string | null {
  if (accepted === null) return null;
  const over = pauses.flatMap(({ from, until }) => (until === null ? [] : [{ from, until }]));
  let day = accepted;
  for (let left = terms.promised.count + extra; left > 0; ) {
    day = dateAfter(day, 1);
    const stands = over.some(({ from, until }) => day > from && day <= until);
    if (!stands && (terms.promised.unit === 'calendarDays' || works(day))) left -= 1;
  }
  while (!works(day) || over.some(({ from, until }) => day >= from && day < until)) day = dateAfter(day, 1);
  return day;
}

/** The last day to answer a supplement asked for on a day: the thirtieth after it, moved off holidays. */
function lastDayToAnswer(asked: string): string {
  let day = dateAfter(asked, 30);
  while (!works(day)) day = dateAfter(day, 1);
  return day;
}

const alive: ApplicationState[] = [
  'submitted',
  'supplementAsked',
  'accepted',
  'inReview',
  'supplementAskedInReview',
  'specialProcedure',
];
/** Whether it still stands in the way of another one for the same car. */
export const isOpen = ({ state }: OracleCase): boolean => alive.includes(state) || state === 'approved';

const pause = (one: OracleCase, today: string) => one.pauses.push({ from: today, until: null });
const resume = (one: OracleCase, today: string) => {
  const last = one.pauses.at(-1);
  if (last) last.until = today;
};

/** What each step does; false where it ought to be refused, and then nothing is done. */
export const oracle = {
  withdraw(one: OracleCase): boolean {
    if (!isOpen(one)) return false;
    one.state = 'withdrawn';
    one.billOpen = false;
    return true;
  },
  terminate(one: OracleCase): boolean {
    if (!isOpen(one)) return false;
    one.state = 'terminated';
    one.billOpen = false;
    return true;
  },
  accept(one: OracleCase, today: string): boolean {
    if (one.state !== 'submitted') return false;
    one.state = 'accepted';
    one.accepted = today;
    return true;
  },
  refuse(one: OracleCase): boolean {
    if (one.state !== 'submitted') return false;
    one.state = 'notAccepted';
    return true;
  },
  askSupplement(one: OracleCase, today: string): boolean {
    if (one.supplementAsked || today > fifthWorkingDay(one.received)) return false;
    if (one.state === 'submitted') one.state = 'supplementAsked';
    else if (one.state === 'accepted' || one.state === 'inReview') {
      one.state = 'supplementAskedInReview';
      pause(one, today);
    } else return false;
    one.supplementAsked = true;
    one.asked = today;
    return true;
  },
  supplement(one: OracleCase, today: string): boolean {
    if (one.state === 'supplementAsked') one.state = 'submitted';
    else if (one.state === 'supplementAskedInReview') {
      one.state = 'accepted';
      resume(one, today);
    } else return false;
    one.received = today;
    return true;
  },
  review(one: OracleCase): boolean {
    if (one.state === 'accepted' && !one.paperMissing) one.state = 'inReview';
    return true;
  },
  startSpecialProcedure(one: OracleCase, today: string): boolean {
    if (one.state !== 'inReview') return false;
    one.state = 'specialProcedure';
    pause(one, today);
    return true;
  },
  endSpecialProcedure(one: OracleCase, today: string): boolean {
    if (one.state !== 'specialProcedure') return false;
    one.state = 'inReview';
    resume(one, today);
    return true;
  },
  extendTerm(one: OracleCase): boolean {
    if (one.state !== 'inReview' || !one.terms.licence || one.extra > 0) return false;
    one.extra = 4;
    return true;
  },
  correct(one: OracleCase): boolean {
    if (!alive.includes(one.state) && one.state !== 'approved') return false;
    if (one.state === 'inReview') one.state = 'accepted';
    return true;
  },
  approve(one: OracleCase): boolean {
    if (one.state !== 'inReview') return false;
    one.state = 'approved';
    one.billOpen = one.terms.licence;
    return true;
  },
  reject(one: OracleCase): boolean {
    if (one.state !== 'inReview') return false;
    one.state = 'rejected';
    return true;
  },
  deliver(one: OracleCase): boolean {
    if (one.state === 'approved' && !one.billOpen) one.state = 'delivered';
    return true;
  },
  /** A day has come: silence about a licence is acceptance, from the day it was received; silence of the citizen ends it. */
  dayComes(one: OracleCase, today: string): boolean {
    if (one.state === 'submitted' && one.terms.licence && today > fifthWorkingDay(one.received)) {
      one.state = 'accepted';
      one.accepted = one.received;
    }
    const awaited = one.state === 'supplementAsked' || one.state === 'supplementAskedInReview';
    if (awaited && today > lastDayToAnswer(one.asked)) one.state = 'terminated';
    return true;
  },
};
export type OracleStep = keyof typeof oracle;

/** Whether a day set for the department has passed without a word. */
export function isOverdue(one: OracleCase, today: string): boolean {
  if (one.state === 'submitted') return !one.terms.licence && today > fifthWorkingDay(one.received);
  const last = lastDay(one);
  return (one.state === 'accepted' || one.state === 'inReview') && last !== null && today > last;
}
