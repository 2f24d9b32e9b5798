// Answering a query: its phrases found, the matters ranked, a better spelling suggested.
import type { SearchEntry, SearchIndex } from './build.ts';
import { type Found, type FoundByEntry, findPhrase, lengthOf } from './finding.ts';
import { all } from './lists.ts';
import { type Phrase, phrasesOf } from './phrases.ts';
import { type Occurrence, type Prepared, prepared } from './prepared.ts';

/** Part of a name, [from, to) in characters. */
export type Range = [from: number, to: number];

/** A found matter. */
export interface SearchHit {
  readonly matterId: string;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
  /** What matched of the name. */
  readonly highlights: Range[];
}

/** What a search answers with. */
export interface SearchAnswer {
  /** The best first; the same query over the same index always gives the same order. */
  readonly hits: SearchHit[];
  /** How many there are in all, beyond `limit`. */
  readonly total: number;
  /** A better spelling, where one is likely. */
  readonly didYouMean: string | null;
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

/** What a score is made of. */
const shares = { coverage: 0.7, density: 0.15, used: 0.1, usual: 0.05 } as const;
/** Hits below this part of the best one are noise. */
const noise = 0.4;

/** Overlapping and touching ranges as one, in order. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result[result.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** How much of its fullest text the occurrences cover, 0–1: the shorter name is the likelier one. */
function density(occurrences: readonly Occurrence[]): number {
  let greatest = 0;
  for (const { text } of occurrences) {
    const covered = joined(occurrences.filter((other) => other.text === text).map(({ from, to }) => [from, to]));
    const length = covered.reduce((sum, [from, to]) => sum + to - from, 0);
    greatest = Math.max(greatest, text.worth * Math.min(1, length / text.length));
  }
  return greatest;
}

/** The phrase as it was likely meant, after what the best hit matched; as typed where nothing speaks against it. */
function meant({ chars, units }: Phrase, found: Found | undefined): string {
  const typed = chars.join('');
  const better: string[] = units === null ? [...chars] : units.map((unit) => unit.char ?? unit.sound);
  let isBetter = false;
  // From the end on, so that what stands before keeps its place.
  const ordered = [...(found?.occurrences ?? [])].sort((a, b) => b.at - a.at);
  for (const { kind, at, until, from, to, text } of ordered) {
    if (kind !== 'homophone' && kind !== 'slip') continue;
    better.splice(at, (until ?? at + to - from) - at, ...text.chars.slice(from, to));
    isBetter = true;
  }
  return isBetter ? better.join('') : typed;
}

function passes(entry: SearchEntry, filter: NonNullable<SearchOptions['filter']>): boolean {
  return (
    (filter.theme === undefined || entry.theme === filter.theme) &&
    (filter.department === undefined || entry.department === filter.department) &&
    (filter.idOnly !== true || entry.idOnly === true) &&
    (filter.online !== true || entry.online)
  );
}

interface Ranked {
  readonly entry: number;
  /** How much of the query was found, 0–1. */
  readonly coverage: number;
  readonly hit: SearchHit;
}

const byRank = (a: Ranked, b: Ranked): number =>
  b.hit.score - a.hit.score || (a.hit.matterId < b.hit.matterId ? -1 : a.hit.matterId > b.hit.matterId ? 1 : 0);

function rank(ready: Prepared, phrases: readonly Phrase[], findings: readonly FoundByEntry[]): Ranked[] {
  const { usual } = ready.index.vocabulary;
  const whole = phrases.reduce((sum, phrase) => sum + lengthOf(phrase), 0);
  return ready.index.entries.map((matter, entry) => {
    const mine = findings.map((found) => found.get(entry));
    const coverage = mine.reduce(
      (sum, found, at) => sum + ((found?.score ?? 0) * lengthOf(phrases[at] as Phrase)) / whole,
      0,
    );
    const occurrences = all(mine.map((found) => found?.occurrences ?? []));
    const used = matter.weight / ready.greatestWeight;
    return {
      entry,
      coverage,
      hit: {
        matterId: matter.matterId,
        score:
          phrases.length === 0
            ? used
            : shares.coverage * coverage +
              shares.density * density(occurrences) +
              shares.used * used +
              (usual.some((word) => matter.name.includes(word)) ? shares.usual : 0),
        highlights: joined(occurrences.filter(({ text }) => text.isName).map(({ from, to }) => [from, to])),
      },
    };
  });
}

/**
 * Finds matters by name, everyday word, pinyin, initials or a mixture, with a slip or a homophone. An empty query lists
 * the most used.
 */
export function search(
  index: SearchIndex,
  query: string,
  { limit = 20, filter = {} }: SearchOptions = {},
): SearchAnswer {
  const ready = prepared(index);
  const phrases = phrasesOf(query, ready);
  const findings = phrases.map((phrase) => findPhrase(phrase, ready));
  const ranked = rank(ready, phrases, findings);
  const greatest = ranked.reduce((most, { coverage }) => Math.max(most, coverage), 0);
  const kept = ranked
    .filter(({ coverage }) => query.trim() === '' || (coverage > 0 && coverage >= greatest * noise))
    .filter(({ entry }) => passes(index.entries[entry] as SearchEntry, filter))
    .sort(byRank);
  const top = kept[0];
  const better =
    top === undefined ? '' : phrases.map((phrase, at) => meant(phrase, findings[at]?.get(top.entry))).join(' ');
  const typed = phrases.map(({ chars }) => chars.join('')).join(' ');
  return {
    hits: kept.slice(0, limit).map(({ hit }) => hit),
    total: kept.length,
    didYouMean: better === '' || better === typed ? null : better,
  };
}
