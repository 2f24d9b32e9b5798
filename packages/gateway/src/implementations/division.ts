// 行政区划 (GB/T 2260): a code names a place, and as much of it as is not zero names every place within.

/** The city this service is of: 杭州市. What its catalogue holds is carried out there. */
export const ownCity = '330100';

/** A code: province, city and county in six digits, street and community in three more each. */
export const divisionPattern = /^\d{6}(?:\d{3}){0,2}$/;

/** How many digits a level has, and how many the one above it. */
const levels = [
  [12, 9],
  [9, 6],
  [6, 4],
  [4, 2],
  [2, 0],
] as const;

/** The part of a code with which all within it begin: 330100 → 3301; 000000, the country → nothing. */
export function prefixOf(division: string): string {
  let prefix = division;
  for (const [length, above] of levels) {
    if (prefix.length === length && Number(prefix.slice(above)) === 0) prefix = prefix.slice(0, above);
  }
  return prefix;
}

/** Whether a place lies within another, or is it. */
export const isWithin = (division: string, other: string): boolean => prefixOf(division).startsWith(prefixOf(other));
