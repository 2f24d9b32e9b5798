// Dates and times as the city's systems write them: Hangzhou's zone, UTC+8 all year.
const hangzhouOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** RFC 3339 with +08:00, whole seconds. */
export const rfc3339 = (at: number): string =>
  new Date(at + hangzhouOffsetMs).toISOString().replace(/\.\d{3}Z$/, '+08:00');

/** The calendar day in Hangzhou, `YYYY-MM-DD`. */
export const calendarDay = (at: number): string => new Date(at + hangzhouOffsetMs).toISOString().slice(0, 10);

/** A day so many days away; negative for earlier. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Whole days from one calendar day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

/** Whole months from one calendar day to another, as insurance months are counted. */
export const monthsBetween = (from: string, to: string): number => {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
};
