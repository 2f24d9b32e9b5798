// Calendar dates in Hangzhou (UTC+8, no summer time since 1991) for what is printed on licences.
import { hangzhouDate } from '@onetrip/shared/deadline';

/** The first instant of a calendar date. */
export const startOfDate = (date: string): Date => new Date(`${date}T00:00:00+08:00`);

/** The first instant after a calendar date: a licence valid until a date is valid on it. */
export const endOfDate = (date: string): Date => new Date(startOfDate(date).getTime() + 86_400_000);

/** The same date some years later; 29 February becomes 28 February where the year has none. */
export function yearsLater(date: string, years: number): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  const target = String(Number(year) + years);
  const wanted = `${target}-${month}-${day}`;
  return hangzhouDate(startOfDate(wanted)) === wanted ? wanted : `${target}-02-28`;
}
