// What one query may cost at most, whatever is typed: the engine shares its thread with everything else a server does.

/** Characters of a query that are read; nobody types more, and what is left out is said to nobody. */
export const longestQuery = 100;

/** Words between spaces and stops that are read; each run of letters is a search of its own. */
const mostWords = 8;

/** Units of a reading, and of a text, that are compared; the rest of a longer one is left out. */
export const widest = 40;

/** Places in lists of grams that one reading may go through: some milliseconds in the largest index. */
export const mostListed = 600_000;

/** Matters judged closely times units of the reading: a long query has fewer judged, and costs as much as a short one. */
export const mostJudged = 12_000;

const words = new RegExp(`^(?:[^a-z0-9\\u3400-\\u9fff]*[a-z0-9\\u3400-\\u9fff]+){0,${mostWords}}`);

/** The words of a query that are read; it is in half width and lower case. What has no words stays as it is. */
export const firstWords = (query: string): string => words.exec(query)?.[0] || query;
