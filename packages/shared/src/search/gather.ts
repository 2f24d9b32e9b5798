// Gathering: which matters share most with a reading, by the lists of its grams; the few best are then judged closely.
import {
  initialPairKey,
  type Prepared,
  pairKey,
  rarityOf,
  signKey,
  soundKey,
  soundPairKey,
  unknown,
} from './prepared.ts';
import type { Reading, Unit } from './reading.ts';

/** Matters judged closely at most: of a province more, for every office has the same ones. */
const mostOf = (matters: number): number => Math.max(160, Math.round(matters / 100));
/** The part of the best one's share below which none is judged. */
const least = 0.16;
/** Words of a query this short may be wrong in any character: each is looked for alone, too. */
const short = 4;

/** What has been gathered; kept between queries, for a province's table is large. */
interface Tally {
  readonly shares: Float32Array;
  readonly lastWord: Int32Array;
  readonly touched: Int32Array;
}
const tallies = new WeakMap<Prepared, Tally>();

function tallyOf(ready: Prepared): Tally {
  const size = ready.matters.length;
  const known = tallies.get(ready) ?? {
    shares: new Float32Array(size),
    lastWord: new Int32Array(size).fill(-1),
    touched: new Int32Array(size),
  };
  tallies.set(ready, known);
  return known;
}

/** Keys of what two neighbours may stand as, with the worth of each. */
function pairKeys(first: Unit, second: Unit, { postings }: Prepared, isShort: boolean): [number, number][] {
  const keys: [number, number][] = [];
  if (first.sign !== unknown && second.sign !== unknown) {
    const key = pairKey(first.sign, second.sign);
    if (postings(key).length > 0) {
      keys.push([key, 1]);
      if (!isShort) return keys;
    }
  }
  if (first.kind === 'begun' || second.kind === 'begun') {
    keys.push([initialPairKey(first.initial, second.initial), 0.7]);
  } else if (first.blurred !== unknown && second.blurred !== unknown) {
    const key = soundPairKey(first.blurred, second.blurred);
    keys.push([key, first.kind === 'spoken' ? 1 : 0.7]);
  }
  return keys;
}

/** The matters that share most with a reading, the best first. */
export function gather({ units, weights, words }: Reading, ready: Prepared): number[] {
  const { postings, matters } = ready;
  const { shares, lastWord, touched } = tallyOf(ready);
  let count = 0;
  const isShort = units.length <= short;
  const add = (list: Int32Array, worth: number): boolean => {
    if (list.length === 0) return false;
    const share = worth * rarityOf(list.length, matters.length);
    for (let at = 0; at < list.length; at += 1) {
      const matter = list[at] as number;
      const before = shares[matter] as number;
      if (before === 0) touched[count++] = matter;
      shares[matter] = before + share;
    }
    return true;
  };

  let wasPaired = false;
  units.forEach((unit, at) => {
    const weight = weights[at] as number;
    const next = units[at + 1];
    let isPaired = false;
    if (next !== undefined) {
      const pairWeight = (weight + (weights[at + 1] as number)) / 2;
      for (const [key, worth] of pairKeys(unit, next, ready, isShort)) {
        isPaired = add(postings(key), worth * pairWeight) || isPaired;
      }
    }
    if (isShort || !(wasPaired || isPaired)) {
      if (unit.sign !== unknown) add(postings(signKey(unit.sign)), 0.35 * weight);
      else if (unit.kind === 'spoken' && unit.blurred !== unknown) {
        add(postings(soundKey(unit.blurred)), 0.35 * weight);
      }
    }
    wasPaired = isPaired;
  });

  words.forEach(({ from, meant }, word) => {
    for (const { signs, quality } of meant ?? []) {
      const list = rarest(signs, ready);
      const share = quality * (weights[from] as number) * rarityOf(list.length, matters.length);
      for (let at = 0; at < list.length; at += 1) {
        const matter = list[at] as number;
        if (lastWord[matter] === word) continue;
        lastWord[matter] = word;
        const before = shares[matter] as number;
        if (before === 0) touched[count++] = matter;
        shares[matter] = before + share;
      }
    }
  });

  const found = best(touched.subarray(0, count), shares, mostOf(matters.length));
  for (let at = 0; at < count; at += 1) {
    shares[touched[at] as number] = 0;
    lastWord[touched[at] as number] = -1;
  }
  return found;
}

/** The shortest list of a word's pairs: no matter without it has the word. */
function rarest(signs: readonly number[], { postings }: Prepared): Int32Array {
  if (signs.length === 1) return postings(signKey(signs[0] as number));
  let list: Int32Array | null = null;
  for (let at = 0; at + 1 < signs.length; at += 1) {
    const each = postings(pairKey(signs[at] as number, signs[at + 1] as number));
    if (list === null || each.length < list.length) list = each;
  }
  return list as Int32Array;
}

/** Steps in which shares are counted to find the least of the most. */
const steps = 256;

/** The matters with the greatest shares. */
function best(touched: Int32Array, shares: Float32Array, most: number): number[] {
  let greatest = 0;
  for (let at = 0; at < touched.length; at += 1) greatest = Math.max(greatest, shares[touched[at] as number] as number);
  if (greatest === 0) return [];
  const counts = new Int32Array(steps + 1);
  const stepOf = (matter: number): number => Math.floor(((shares[matter] as number) / greatest) * steps);
  for (let at = 0; at < touched.length; at += 1) {
    const step = stepOf(touched[at] as number);
    counts[step] = (counts[step] as number) + 1;
  }
  let from = steps;
  for (
    let sum = counts[from] as number;
    from > least * steps && sum + (counts[from - 1] as number) <= most;
    from -= 1
  ) {
    sum += counts[from - 1] as number;
  }
  const found: number[] = [];
  for (let at = 0; at < touched.length; at += 1) {
    const matter = touched[at] as number;
    if (stepOf(matter) >= from) found.push(matter);
  }
  return found.slice(0, most);
}
