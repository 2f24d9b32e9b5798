// Deadlines: terms counted in working or calendar days, in Hangzhou's zone, from the State Council's yearly notice.
import { getDayDetail, getSolarDateFromLunar } from 'chinese-days';
import type { Term } from '../contract/guide.ts';

/** A last day, and whether it was computed before the holiday notice it rests on (recompute it then). */
export interface Deadline {
  /** YYYY-MM-DD in Hangzhou's zone. */
  readonly date: string;
  readonly provisional: boolean;
}

/** A stretch that does not count against the term: hearing, inspection, testing (行政许可法 45). */
export interface Pause {
  readonly from: Date;
  readonly until: Date;
}

const dayMs = 86_400_000;
/** China keeps one zone, UTC+8, without summer time. */
const hangzhouOffsetMs = 8 * 3_600_000;
/** The days before New Year that the next year's notice has moved in the past (29–31 December 2018 and 2022). */
const newYearReach = 4;

/** A day as the number of days since 1970-01-01. */
type Day = number;

const dayOf = (at: Date): Day => Math.floor((at.getTime() + hangzhouOffsetMs) / dayMs);
const dayOn = (date: string): Day => Date.parse(`${date}T00:00:00Z`) / dayMs;
const dayFrom = (year: number, month: number, date: number): Day => Date.UTC(year, month - 1, date) / dayMs;
const dateOf = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10);
const yearOf = (day: Day): number => new Date(day * dayMs).getUTCFullYear();
const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(day * dayMs).getUTCDay());

/** The calendar date in Hangzhou at this moment, YYYY-MM-DD. */
export function hangzhouDate(at: Date): string {
  return dateOf(dayOf(at));
}

type Noticed = 'holiday' | 'makeUpDay' | undefined;

/** What was looked up; the library's table does not change while a process runs. */
const lookedUp = new Map<Day, Noticed>();
/** Some thirty years; whoever asks of more begins anew. */
const mostLookedUp = 10_000;

/**
 * What the yearly notice says of a day; undefined where it says nothing. The library reads its dates in the machine's
 * zone: its table survives that only when asked by string, and its weekdays do not, so they are computed here.
 */
function noticed(day: Day): Noticed {
  if (lookedUp.has(day)) return lookedUp.get(day);
  const { name, work } = getDayDetail(dateOf(day));
  const inNotice = work ? 'makeUpDay' : 'holiday';
  const said = name.includes(',') ? inNotice : undefined;
  if (lookedUp.size >= mostLookedUp) lookedUp.clear();
  lookedUp.set(day, said);
  return said;
}

/** Whether the notice of holidays for a year is known. The library does not say, so National Day is the probe. */
export function isNoticePublished(year: number): boolean {
  return noticed(dayFrom(year, 10, 1)) === 'holiday';
}

/** The day of a lunar date; asked with local fields, since that is what the library reads. */
function lunarDay(year: number, month: number, date: number): Day {
  return dayOn(getSolarDateFromLunar(new Date(year, month - 1, date, 12)).date);
}

/** 清明 in the 21st century, by the customary formula. */
function qingming(year: number): Day {
  const short = year % 100;
  return dayFrom(year, 4, Math.floor(short * 0.2422 + 4.81) - Math.floor((short - 1) / 4));
}

/** The thirteen statutory holidays (全国年节及纪念日放假办法, as of 2025), without the days moved around them. */
function statutoryHolidays(year: number): Day[] {
  const newYear = lunarDay(year, 1, 1);
  return [
    dayFrom(year, 1, 1),
    ...[-1, 0, 1, 2].map((offset) => newYear + offset),
    qingming(year),
    ...[1, 2].map((date) => dayFrom(year, 5, date)),
    lunarDay(year, 5, 5),
    lunarDay(year, 8, 15),
    ...[1, 2, 3].map((date) => dayFrom(year, 10, date)),
  ];
}

const withoutNotice = new Map<number, ReadonlySet<Day>>();

function isStatutoryHoliday(day: Day): boolean {
  const year = yearOf(day);
  const known = withoutNotice.get(year) ?? new Set(statutoryHolidays(year));
  withoutNotice.set(year, known);
  return known.has(day);
}

function isWorking(day: Day): boolean {
  const said = noticed(day);
  if (said !== undefined) return said === 'makeUpDay';
  return !isWeekend(day) && (isNoticePublished(yearOf(day)) || !isStatutoryHoliday(day));
}

/** Whether a notice still to come may change this day. */
const isOpen = (day: Day): boolean => !isNoticePublished(yearOf(day)) || !isNoticePublished(yearOf(day + newYearReach));

/** Whether people work on this date (YYYY-MM-DD): make-up days are working days. */
export function isWorkingDay(date: string): { readonly working: boolean; readonly provisional: boolean } {
  const day = dayOn(date);
  return { working: isWorking(day), provisional: isOpen(day) };
}

/**
 * The last day of a term that begins with an event. The day of the event is not counted; a last day on which nobody
 * works moves to the next working day; days of a pause after the day it began are not counted (行政许可法 45, 82), and no
 * term ends while it stands still: what was left of the day a pause began is given back on the day it ends.
 * A term of 0 is 即办: the day itself. A year whose notice is not out yet is computed from weekends and the statutory
 * holidays, and the date is marked provisional.
 */
export function addTerm(from: Date, term: Term, pauses: readonly Pause[] = []): Deadline {
  const paused = pauses.map((pause) => ({ from: dayOf(pause.from), until: dayOf(pause.until) }));
  let day = dayOf(from);
  let left = term.count;
  let provisional = false;
  const byWorkingDays = term.unit === 'workingDays';
  while (left > 0) {
    day += 1;
    const standsStill = paused.some((pause) => day > pause.from && day <= pause.until);
    if (standsStill) continue;
    if (byWorkingDays && isOpen(day)) provisional = true;
    if (!byWorkingDays || isWorking(day)) left -= 1;
  }
  const endingIn = (at: Day): Day | undefined => paused.find((pause) => at >= pause.from && at < pause.until)?.until;
  for (let resumed = endingIn(day); resumed !== undefined || !isWorking(day); resumed = endingIn(day)) {
    if (isOpen(day)) provisional = true;
    day = resumed ?? day + 1;
  }
  return { date: dateOf(day), provisional: provisional || isOpen(day) };
}

/** The first moment of a date (YYYY-MM-DD) in Hangzhou. */
export function startOfDate(date: string): Date {
  return new Date(dayOn(date) * dayMs - hangzhouOffsetMs);
}

/** The date after (or, with a negative number, before) a date by so many calendar days. */
export function dateAfter(date: string, days: number): string {
  return dateOf(dayOn(date) + days);
}

/** The date so many working days before a date (YYYY-MM-DD). */
export function workingDaysBefore(date: string, count: number): string {
  let day = dayOn(date);
  for (let left = count; left > 0; ) {
    day -= 1;
    if (isWorking(day)) left -= 1;
  }
  return dateOf(day);
}
