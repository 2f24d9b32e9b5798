// Ranking: the matters that answer a query, each by the reading that suits it best.
import type { MatterRow } from './build.ts';
import { gather } from './gather.ts';
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
export function answering(ready: Prepared, readings: readonly Reading[], department: number, typed: string): Ranked[] {
  const { usual } = ready.index.vocabulary;
  const whole = bare(typed);
  const best = new Map<number, Ranked>();
  for (const reading of readings) {
    for (const matter of gather(reading, ready)) {
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
export function listed(ready: Prepared, department: number): Ranked[] {
  const all = ready.matters.map((_, matter) => ({
    matter,
    score: used(ready, matter),
    coverage: 1,
    text: 0,
    reading: null,
  }));
  const wanted = all.filter(
    ({ matter }) => department < 0 || (ready.matters[matter] as MatterRow)[departmentOf] === department,
  );
  return inOrder(wanted, ready);
}

/** Themes by how much of the query their matters hold, then by how much they are used. */
export function nearestThemes(ready: Prepared, ranked: readonly Ranked[], limit: number): string[] {
  const worths = new Map<number, number>();
  const add = (matter: number, worth: number): void => {
    const theme = (ready.matters[matter] as MatterRow)[themeOf];
    worths.set(theme, (worths.get(theme) ?? 0) + worth);
  };
  for (const { matter, coverage } of ranked) add(matter, coverage);
  // Use decides only where the query does not.
  for (let matter = 0; matter < ready.matters.length; matter += 1)
    add(matter, used(ready, matter) / ready.matters.length);
  const themes = Array.from(worths.keys()).sort((a, b) => (worths.get(b) ?? 0) - (worths.get(a) ?? 0) || a - b);
  return themes.slice(0, limit).map((theme) => ready.index.themes[theme] as string);
}
