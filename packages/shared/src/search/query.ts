// Answering a query: read, ranked, filtered, marked, and a better spelling suggested.
import { type MatterRow, marks, type SearchIndex } from './build.ts';
import { saidIn } from './filters.ts';
import { highlightsIn, meant, type Range, writtenText } from './marking.ts';
import { type Prepared, prepared } from './prepared.ts';
import { answering, listed, nearestThemes, type Ranked } from './rank.ts';
import { readingsOf } from './reading.ts';

export type { Range } from './marking.ts';

/** A found matter. */
export interface SearchHit {
  readonly matterId: string;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
  /** What matched of the name. */
  readonly highlights: Range[];
}

/** Where to turn when nothing was found. */
export interface NothingFound {
  /** The nearest themes, else the most used. */
  readonly themes: string[];
  /** The government's hotline. */
  readonly hotline: string;
}

/** What a search answers with. */
export interface SearchAnswer {
  /** The best first; the same query over the same index always gives the same order. */
  readonly hits: SearchHit[];
  /** How many there are in all, beyond `limit`; of a query in words some hundreds at most, the rest is noise. */
  readonly total: number;
  /** A better spelling, where one is likely. */
  readonly didYouMean: string | null;
  /** What the query itself names: a district in full, a department by its code. */
  readonly said: { readonly place: string | null; readonly department: string | null };
  /** Null where something was found. */
  readonly nothingFound: NothingFound | null;
}

/** How to search. */
export interface SearchOptions {
  /** Hits wanted; default 20. */
  readonly limit?: number;
  readonly filter?: {
    readonly theme?: string;
    readonly department?: string;
    /** `true`: only those that need nothing but the ID. */
    readonly idOnly?: boolean;
    /** `true`: only those that can be filed online. */
    readonly online?: boolean;
  };
}

/** What somebody typing may want to ask: a name or an everyday word of a matter. */
export interface Suggestion {
  readonly text: string;
  readonly matterId: string;
  /** What matched of the text. */
  readonly highlights: Range[];
}

/** Hits below this part of the best one's coverage are noise; below this coverage nothing was found. */
const noise = { part: 0.3, least: 0.3 } as const;
/** A better spelling is suggested only where a hit holds so much of the query. */
const sure = 0.6;
/** 政务服务便民热线. */
const hotline = '12345';
const themesNamed = 3;

function passes(
  [, , , department, theme, marked = 0]: MatterRow,
  filter: NonNullable<SearchOptions['filter']>,
  { departments, themes }: SearchIndex,
): boolean {
  return (
    (filter.theme === undefined || themes[theme] === filter.theme) &&
    (filter.department === undefined || departments[department] === filter.department) &&
    (filter.idOnly !== true || (marked & marks.idOnly) !== 0) &&
    (filter.online !== true || (marked & marks.online) !== 0)
  );
}

interface Asked {
  readonly said: SearchAnswer['said'];
  readonly ranked: readonly Ranked[];
}

function ask(ready: Prepared, query: string): Asked {
  const { words, place, department } = saidIn(query, ready);
  const code = department === null ? -1 : ready.index.departments.indexOf(department);
  const isBare = words.trim() === '';
  const ranked = isBare ? listed(ready, code) : answering(ready, readingsOf(words, ready), code, query);
  return { said: { place, department }, ranked };
}

/** The ranked that are no noise. */
function foundOf(ranked: readonly Ranked[]): Ranked[] {
  const greatest = ranked.reduce((most, { coverage }) => Math.max(most, coverage), 0);
  return ranked.filter(({ coverage }) => coverage >= noise.least && coverage >= greatest * noise.part);
}

/**
 * Finds matters by name, everyday word or sentence, pinyin, initials or a mixture, with a slip or a homophone, in
 * simplified or traditional characters. An empty query lists the most used.
 */
export function search(
  index: SearchIndex,
  query: string,
  { limit = 20, filter = {} }: SearchOptions = {},
): SearchAnswer {
  const ready = prepared(index);
  const { said, ranked } = ask(ready, query);
  const kept = foundOf(ranked).filter(({ matter }) => passes(ready.matters[matter] as MatterRow, filter, index));
  const hits = kept.slice(0, limit).map(({ matter, score, reading }) => {
    const [matterId, name] = ready.matters[matter] as MatterRow;
    const text = ready.matterTexts[matter] as number;
    return { matterId, score, highlights: reading === null ? [] : highlightsIn(reading, text, name, ready) };
  });
  const top = kept[0];
  return {
    hits,
    total: kept.length,
    didYouMean:
      top === undefined || top.reading === null || top.coverage < sure ? null : meant(top.reading, top.text, ready),
    said,
    nothingFound: kept.length > 0 ? null : { themes: nearestThemes(ready, ranked, themesNamed), hotline },
  };
}

/** Matters looked at for each suggestion wanted: several may suggest the same text. */
const lookedAt = 4;

/**
 * Suggests what somebody typing may want to ask, no text twice: first what begins as typed, then the likeliest. A text is
 * the matter's name or that of its everyday words which agrees best with what is typed.
 * @param limit suggestions wanted; default 8
 */
export function suggest(index: SearchIndex, typed: string, { limit = 8 }: { limit?: number } = {}): Suggestion[] {
  const ready = prepared(index);
  const suggestions = new Map<string, Suggestion>();
  for (const { matter, text, reading } of foundOf(ask(ready, typed).ranked).slice(0, lookedAt * limit)) {
    const written = writtenText(matter, text, ready);
    if (reading === null || suggestions.has(written)) continue;
    const [matterId] = ready.matters[matter] as MatterRow;
    suggestions.set(written, { text: written, matterId, highlights: highlightsIn(reading, text, written, ready) });
  }
  const all = Array.from(suggestions.values());
  const beginning = all.filter(({ text }) => text.indexOf(typed.trim()) === 0);
  return [...beginning, ...all.filter((one) => beginning.indexOf(one) < 0)].slice(0, limit);
}
