// Gathering: which matters share most with a reading, by the lists of its grams; the few best are then judged closely.
import { mostJudged, mostListed } from './bounds.ts';
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

/** Matters judged closely at most: of a province more, for every office has the same ones; of a long query fewer. */
function mostOf({ units }: Reading, { matters }: Prepared): number {
  return Math.max(160, Math.min(Math.round(matters.length / 100), Math.floor(mostJudged / units.length)));
}
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

/** A list of matters that have something of the reading, and what each of them shares by it. */
interface Part {
  readonly list: Int32Array;
  readonly share: number;
  /** The everyday word it stands for, counted once however it is said; -1 for what is written. */
  readonly word: number;
}

/** What of a reading stands in the matters, gram by gram and word by word. */
function partsOf({ units, weights, words }: Reading, ready: Prepared): Part[] {
  const { postings, matters } = ready;
  const parts: Part[] = [];
  const isShort = units.length <= short;
  const add = (list: Int32Array, worth: number, word = -1): boolean => {
    if (list.length === 0) return false;
    parts.push({ list, share: worth * rarityOf(list.length, matters.length), word });
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
    for (const { signs, quality } of meant ?? []) add(rarest(signs, ready), quality * (weights[from] as number), word);
  });
  return parts;
}

/** As many of the parts as may be gone through; the longest lists, which say least, are left out first. */
function affordable(parts: Part[]): Part[] {
  let length = parts.reduce((sum, { list }) => sum + list.length, 0);
  if (length <= mostListed) return parts;
  const left = new Set<Part>();
  for (const part of parts.slice().sort((a, b) => b.list.length - a.list.length)) {
    if (length <= mostListed || left.size === parts.length - 1) break;
    left.add(part);
    length -= part.list.length;
  }
  return parts.filter((part) => !left.has(part));
}

/** For each matter, by its place in the index, 0 where it cannot be found. */
export type Among = Uint8Array | Uint16Array | Uint32Array;

/** The matters that share most with a reading, the best first. */
export function gather(reading: Reading, ready: Prepared, among?: Among): number[] {
  const { shares, lastWord, touched } = tallyOf(ready);
  let count = 0;
  for (const { list, share, word } of affordable(partsOf(reading, ready))) {
    for (let at = 0; at < list.length; at += 1) {
      const matter = list[at] as number;
      if (word >= 0) {
        if (lastWord[matter] === word) continue;
        lastWord[matter] = word;
      }
      const before = shares[matter] as number;
      if (before === 0) touched[count++] = matter;
      shares[matter] = before + share;
    }
  }
  const all = touched.subarray(0, count);
  const found = best(
    among === undefined ? all : all.filter((matter) => among[matter] !== 0),
    shares,
    mostOf(reading, ready),
  );
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
