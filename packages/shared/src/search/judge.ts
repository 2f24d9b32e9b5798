// Judging: how well one matter answers a reading – how much of the query its texts hold, and how much of its best text was asked for.
import { widest } from './bounds.ts';
import { type Comparison, compare } from './compare.ts';
import type { Prepared } from './prepared.ts';
import type { Reading } from './reading.ts';

/** What a match is worth by the text it stands in. */
const worths = { name: 1, alias: 0.97, theme: 0.45 } as const;
/** What stands in brackets explains; it makes a name less fitting only a little. */
const asideWeight = 0.1;

/** How well a matter answers. */
export interface Judgement {
  readonly matter: number;
  /** How much of the query its texts hold, 0–1. */
  readonly coverage: number;
  /** How well its best text agrees with the query, both ways, 0–1. */
  readonly fit: number;
  /** That text. */
  readonly text: number;
}

/** How much of a text was asked for, by the rarity of its units, 0–1. */
function precision({ asked }: Comparison, text: number, { textStarts, signs, aside, rarity }: Prepared): number {
  const start = textStarts[text] as number;
  const width = Math.min(widest, (textStarts[text + 1] as number) - start);
  let met = 0;
  let whole = 0;
  for (let at = 0; at < width; at += 1) {
    const weight = (rarity[signs[start + at] as number] as number) * (aside[start + at] === 1 ? asideWeight : 1);
    whole += weight;
    met += weight * (asked[at] as number);
  }
  return whole === 0 ? 0 : met / whole;
}

const held = new Float32Array(widest);

/** Judges a matter by a reading. */
export function judge(reading: Reading, matter: number, ready: Prepared): Judgement {
  const { weights, whole } = reading;
  const height = Math.min(widest, weights.length);
  const first = ready.matterTexts[matter] as number;
  const end = ready.matterTexts[matter + 1] as number;
  held.fill(0, 0, height);
  let fit = 0;
  let fittest = first;
  for (let text = first; text < end; text += 1) {
    const comparison = compare(reading, text, ready);
    if (comparison === null) continue;
    const worth = text === first ? worths.name : text === end - 1 ? worths.theme : worths.alias;
    let covered = 0;
    for (let row = 0; row < height; row += 1) {
      const quality = comparison.qualities[row] as number;
      covered += quality * (weights[row] as number);
      if (quality * worth > (held[row] as number)) held[row] = quality * worth;
    }
    const recall = covered / whole;
    // Twice the recall is more than the harmonic mean can be with it.
    if (2 * recall * worth <= fit) continue;
    const both = recall + precision(comparison, text, ready);
    const here = both === 0 ? 0 : (worth * 2 * recall * (both - recall)) / both;
    if (here <= fit) continue;
    fit = here;
    fittest = text;
  }
  let coverage = 0;
  for (let row = 0; row < height; row += 1) coverage += (held[row] as number) * (weights[row] as number);
  return { matter, coverage: coverage / whole, fit, text: fittest };
}
