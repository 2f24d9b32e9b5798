// How much each unit of a query says: the rarer among the matters, the more; a filler next to nothing.
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
import type { EverydayWord, Unit } from './reading.ts';

/** What a filler (怎么, 的) says beside a word. */
const fillerWeight = 0.06;
/** What a unit says that stands nowhere. */
const strangeWeight = 0.25;
/** The least an everyday word says. */
const leastOfWord = 0.6;
/** Part of the matters in which a pair stands often. */
const oftenPart = 0.004;

/** How much two neighbours say together, 0 where they stand nowhere. */
function pairRarity(ready: Prepared, first: Unit, second: Unit): number {
  const of = ready.matters.length;
  const count = (key: number): number => ready.postings(key).length;
  const known = first.sign !== unknown && second.sign !== unknown ? count(pairKey(first.sign, second.sign)) : 0;
  if (known > 0) return rarityOf(known, of);
  if (first.kind === 'begun' || second.kind === 'begun') {
    const begun = count(initialPairKey(first.initial, second.initial));
    return begun > 0 ? 0.6 * rarityOf(begun, of) : 0;
  }
  if (first.blurred === unknown || second.blurred === unknown) return 0;
  const sounding = count(soundPairKey(first.blurred, second.blurred));
  return sounding > 0 ? (first.kind === 'spoken' ? 0.8 : 0.4) * rarityOf(sounding, of) : 0;
}

/** Whether these two stand side by side in many matters. */
function isOften(ready: Prepared, first: Unit | undefined, second: Unit | undefined): boolean {
  if (first === undefined || second === undefined || first.sign === unknown || second.sign === unknown) return false;
  return ready.postings(pairKey(first.sign, second.sign)).length > oftenPart * ready.matters.length;
}

function loneRarity(ready: Prepared, { sign, blurred, kind, letters }: Unit): number {
  const of = ready.matters.length;
  // A word of letters or digits (C5) is whole by itself, a character is not.
  if (sign !== unknown) return (letters.length > 1 ? 1 : 0.65) * rarityOf(ready.postings(signKey(sign)).length, of);
  if (kind !== 'spoken' || blurred === unknown) return 0;
  const count = ready.postings(soundKey(blurred)).length;
  return count > 0 ? 0.4 * rarityOf(count, of) : 0;
}

/** The weight of each unit, 1 for the one that says most. */
export function weigh(units: readonly Unit[], words: readonly EverydayWord[], ready: Prepared): Float32Array {
  const pairs = units.slice(1).map((unit, at) => pairRarity(ready, units[at] as Unit, unit));
  const strange = strangeWeight * rarityOf(1, ready.matters.length);
  const weights = Float32Array.from(units, (unit, at) => {
    const beside = [pairs[at - 1] ?? 0, pairs[at] ?? 0].filter((rarity) => rarity > 0);
    if (beside.length > 0) return beside.reduce((sum, rarity) => sum + rarity, 0) / beside.length;
    return loneRarity(ready, unit) || strange;
  });
  const { particles = '' } = ready.index.vocabulary;
  // A character alone (会) is no filler in a word the texts often have (工会).
  const isInWord = (at: number): boolean =>
    isOften(ready, units[at - 1], units[at]) || isOften(ready, units[at], units[at + 1]);
  for (const { from, to, meant } of words) {
    const isHidden = words.some((other) => other.meant !== null && other.from < to && from < other.to);
    const isParticle = particles.includes((units[from] as Unit).letters);
    if (meant !== null || isHidden || (to - from === 1 && !isParticle && isInWord(from))) continue;
    for (let at = from; at < to; at += 1) weights[at] = fillerWeight * strange;
  }
  const least = leastOfWord * rarityOf(ready.matters.length / 40, ready.matters.length);
  for (const { from, to, meant } of words) {
    if (meant === null || meant.length === 0) continue;
    for (let at = from; at < to; at += 1) weights[at] = Math.max(weights[at] as number, least);
  }
  const greatest = weights.reduce((most, weight) => Math.max(most, weight), 0) || 1;
  return weights.map((weight) => weight / greatest);
}
