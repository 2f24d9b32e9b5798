// Answering a query: read, ranked, filtered, marked, and a better spelling suggested.
import { longestQuery } from './bounds.ts';
import { type MatterRow, marks, type SearchIndex } from './build.ts';
import { type Said, saidIn } from './filters.ts';
import type { Among } from './gather.ts';
import { highlightsIn, meant, type Range, writtenText } from './marking.ts';
import { type Prepared, prepared } from './prepared.ts';
import { answering, listed, nearestThemes, type Ranked } from './rank.ts';
import { readingsOf } from './reading.ts';

export type { Named, Said } from './filters.ts';
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
  /** What the query itself names beside the matter. */
  readonly said: Said;
  /** Null where something was found. */
  readonly nothingFound: NothingFound | null;
}

/** A matter that answers a query, before any filter. */
export interface Answering {
  readonly matterId: string;
  /** How much of the query its texts hold, 0–1; 1 where nothing was asked. */
  readonly coverage: number;
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
  /**
   * For each matter, by its place in the index, whether it can be found at all: 0 where not. Unlike a filter it is asked
   * before the best are chosen, so that a place's few matters are not lost among a country's.
   */
  readonly among?: Among;
  /**
   * Keeps some of what was found, by what the caller knows of the matters and the index does not.
   * @param answering all that passed `filter`, the best first
   * @returns the ids to keep
   */
  readonly narrow?: (answering: readonly Answering[], said: Said) => ReadonlySet<string>;
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
  readonly said: Said;
  readonly ranked: readonly Ranked[];
}

function ask(ready: Prepared, asked: string, among?: Among): Asked {
  const query = asked.slice(0, longestQuery);
  const { words, said } = saidIn(query, ready);
  const code = said.department === null ? -1 : ready.index.departments.indexOf(said.department.key);
  const isBare = words.trim() === '';
  const ranked = isBare ? listed(ready, code, among) : answering(ready, readingsOf(words, ready), code, query, among);
  return { said, ranked };
}

const idOf = (ready: Prepared, matter: number): string => (ready.matters[matter] as MatterRow)[0];

/** A better spelling, after what was found first. */
function betterSpelling(ready: Prepared, [top]: readonly Ranked[]): string | null {
  return top === undefined || top.reading === null || top.coverage < sure ? null : meant(top.reading, top.text, ready);
}

/** Where to turn when nothing of the ranked is left. */
function whereToTurn(ready: Prepared, kept: readonly Ranked[], ranked: readonly Ranked[]): NothingFound | null {
  return kept.length > 0 ? null : { themes: nearestThemes(ready, ranked, themesNamed), hotline };
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
  { limit = 20, filter = {}, among, narrow }: SearchOptions = {},
): SearchAnswer {
  const ready = prepared(index);
  const { said, ranked } = ask(ready, query, among);
  const passing = foundOf(ranked).filter(({ matter }) => passes(ready.matters[matter] as MatterRow, filter, index));
  const wanted = narrow?.(
    passing.map(({ matter, coverage }) => ({ matterId: idOf(ready, matter), coverage })),
    said,
  );
  const kept = wanted ? passing.filter(({ matter }) => wanted.has(idOf(ready, matter))) : passing;
  const hits = kept.slice(0, limit).map(({ matter, score, reading }) => {
    const [matterId, name] = ready.matters[matter] as MatterRow;
    const text = ready.matterTexts[matter] as number;
    return { matterId, score, highlights: reading === null ? [] : highlightsIn(reading, text, name, ready) };
  });
  return {
    hits,
    total: kept.length,
    didYouMean: betterSpelling(ready, kept),
    said,
    nothingFound: whereToTurn(ready, kept, ranked),
  };
}

/** Matters looked at for each suggestion wanted: several may suggest the same text. */
const lookedAt = 4;

/** What somebody typing is offered. */
export interface Completion {
  readonly suggestions: Suggestion[];
  /** A better spelling, where one is likely. */
  readonly didYouMean: string | null;
  /** Null where something was found. */
  readonly nothingFound: NothingFound | null;
}

/**
 * Suggests what somebody typing may want to ask, no text twice: first what begins as typed, then the likeliest. A text is
 * the matter's name or that of its everyday words which agrees best with what is typed.
 * @param limit suggestions wanted; default 8
 */
export function complete(index: SearchIndex, typed: string, { limit = 8 }: { limit?: number } = {}): Completion {
  const ready = prepared(index);
  const { ranked } = ask(ready, typed);
  const found = foundOf(ranked);
  const suggestions = new Map<string, Suggestion>();
  for (const { matter, text, reading } of found.slice(0, lookedAt * limit)) {
    const written = writtenText(matter, text, ready);
    if (reading === null || suggestions.has(written)) continue;
    const highlights = highlightsIn(reading, text, written, ready);
    suggestions.set(written, { text: written, matterId: idOf(ready, matter), highlights });
  }
  const all = Array.from(suggestions.values());
  const beginning = all.filter(({ text }) => text.indexOf(typed.trim()) === 0);
  return {
    suggestions: [...beginning, ...all.filter((one) => beginning.indexOf(one) < 0)].slice(0, limit),
    didYouMean: betterSpelling(ready, found),
    nothingFound: whereToTurn(ready, found, ranked),
  };
}
