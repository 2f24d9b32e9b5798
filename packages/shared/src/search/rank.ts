// Ranking: the matters that answer a query, each by the reading that suits it best.
import type { MatterRow } from './build.ts';
import { type Among, gather } from './gather.ts';
import { judge } from './judge.ts';
import type { Prepared } from './prepared.ts';
import type { Reading } from './reading.ts';

/** A matter that answers. */
export interface Ranked {
  readonly matter: number;
  readonly score: number;
  /** How much of the query its texts hold, 0–1. */
  readonly coverage: number;
  /** The text that agrees best. */
  readonly text: number;
  /** Null where nothing was asked. */
  readonly reading: Reading | null;
}

/**
 * What a score is made of. A department the query names comes first, and does not hide what others have; a name written
 * out stands before all that has the same characters in another order.
 */
const shares = { coverage: 0.5, fit: 0.38, used: 0.05, usual: 0.03, department: 0.15, writtenOut: 1 } as const;

/** Fields of a row. */
const [nameOf, departmentOf, themeOf, weightOf] = [1, 3, 4, 6] as const;

const used = ({ matters, greatestWeight }: Prepared, matter: number): number =>
  ((matters[matter] as MatterRow)[weightOf] ?? 0) / greatestWeight;

/** The best first; equals by id, so that the same query always gives the same order. */
function inOrder(ranked: Ranked[], { matters }: Prepared): Ranked[] {
  const idOf = (matter: number): string => (matters[matter] as MatterRow)[0];
  return ranked.sort((a, b) => b.score - a.score || (idOf(a.matter) < idOf(b.matter) ? -1 : 1));
}

/** A text without brackets, stops and spaces. */
const bare = (text: string): string => text.replace(/[^A-Za-z0-9\u3400-\u9fff]/g, '');

/**
 * Every matter that answers one of the readings.
 * @param typed the query as it was typed
 */
export function answering(
  ready: Prepared,
  readings: readonly Reading[],
  department: number,
  typed: string,
  among?: Among,
): Ranked[] {
  const { usual } = ready.index.vocabulary;
  const whole = bare(typed);
  const best = new Map<number, Ranked>();
  for (const reading of readings) {
    for (const matter of gather(reading, ready, among)) {
      const { coverage, fit, text } = judge(reading, matter, ready);
      const row = ready.matters[matter] as MatterRow;
      const score =
        shares.coverage * coverage +
        shares.fit * fit +
        shares.used * used(ready, matter) +
        (usual.some((word) => row[nameOf].includes(word)) ? shares.usual : 0) +
        (row[departmentOf] === department ? shares.department : 0) +
        (bare(row[nameOf]) === whole ? shares.writtenOut : 0);
      if (score > (best.get(matter)?.score ?? 0)) best.set(matter, { matter, score, coverage, text, reading });
    }
  }
  return inOrder(Array.from(best.values()), ready);
}

/** Where nothing is asked: the most used; of one department, where only that is named. */
export function listed(ready: Prepared, department: number, among?: Among): Ranked[] {
  const wanted: Ranked[] = [];
  ready.matters.forEach((row, matter) => {
    if (department >= 0 && row[departmentOf] !== department) return;
    if (among === undefined || among[matter] !== 0) {
      wanted.push({ matter, score: used(ready, matter), coverage: 1, text: 0, reading: null });
    }
  });
  return inOrder(wanted, ready);
}

/** How much the matters of each theme are used, by the theme's place; summed once for each index. */
const themeUse = new WeakMap<Prepared, readonly number[]>();

function usedByTheme(ready: Prepared): readonly number[] {
  const known = themeUse.get(ready);
  if (known !== undefined) return known;
  const sums = ready.index.themes.map(() => 0);
  ready.matters.forEach((row, matter) => {
    sums[row[themeOf]] = (sums[row[themeOf]] as number) + used(ready, matter) / ready.matters.length;
  });
  themeUse.set(ready, sums);
  return sums;
}

/** Themes by how much of the query their matters hold, then by how much they are used. */
export function nearestThemes(ready: Prepared, ranked: readonly Ranked[], limit: number): string[] {
  // Use decides only where the query does not.
  const worths = usedByTheme(ready).slice();
  for (const { matter, coverage } of ranked) {
    const theme = (ready.matters[matter] as MatterRow)[themeOf];
    worths[theme] = (worths[theme] as number) + coverage;
  }
  const themes = worths.map((_, theme) => theme);
  themes.sort((a, b) => (worths[b] as number) - (worths[a] as number) || a - b);
  return themes.slice(0, limit).map((theme) => ready.index.themes[theme] as string);
}
