// Finding one phrase: as it stands, piece by piece, by its sound, and – where little was found – with slips.
import { all } from './lists.ts';
import { type Phrase, type Piece, piecesOf, unitsOfWord } from './phrases.ts';
import type { Occurrence, Prepared, Unit } from './prepared.ts';
import { nearInSound, nearInWriting, spelt } from './spelling.ts';

/** What one phrase found in one entry. */
export interface Found {
  /** 0–1: how much of the phrase was found, and how well. */
  score: number;
  occurrences: Occurrence[];
}
/** What one phrase found, by the number of the entry. */
export type FoundByEntry = Map<number, Found>;

/** An official word for an everyday one is nearly as good as the word itself. */
const synonymQuality = 0.9;
/** Units of a run in which slips are looked for; a longer one is a sentence. */
const longestSlip = 10;
/** Below this a phrase counts as little found, and slips are considered. */
const littleFound = 0.7;

/** How much of the query a phrase is. */
export const lengthOf = ({ chars, units }: Phrase): number => (units ?? chars).length;

const isPresent = <T>(item: T | null | undefined): item is T => item !== null && item !== undefined;
const isLatin = (char: string): boolean => /[a-z]/.test(char);
const value = ({ quality, text }: Occurrence): number => quality * text.worth;

/** The best occurrence for each entry. */
function bestByEntry(occurrences: readonly Occurrence[]): Map<number, Occurrence> {
  const best = new Map<number, Occurrence>();
  for (const occurrence of occurrences) {
    const known = best.get(occurrence.text.entry);
    if (known === undefined || value(occurrence) > value(known)) best.set(occurrence.text.entry, occurrence);
  }
  return best;
}

/** Where any of the official words stands. */
function officially(alternatives: readonly (readonly Unit[])[], { find }: Prepared): Occurrence[] {
  const found = alternatives.map((units) => find(units).filter(({ kind }) => kind === 'exact'));
  return all(found).map((occurrence) => ({ ...occurrence, kind: 'synonym' as const, quality: synonymQuality }));
}

/** Keeps the better of two findings for each entry. */
function merge(into: FoundByEntry, occurrences: readonly Occurrence[]): void {
  for (const [entry, occurrence] of bestByEntry(occurrences)) {
    const known = into.get(entry);
    const score = value(occurrence);
    if (known === undefined || score > known.score) into.set(entry, { score, occurrences: [occurrence] });
  }
}

const best = (found: FoundByEntry): number => {
  let greatest = 0;
  for (const { score } of found.values()) greatest = Math.max(greatest, score);
  return greatest;
};

/** Findings added up by weight; each is 0–1, and so is the sum. */
function added(parts: readonly { found: FoundByEntry; weight: number }[]): FoundByEntry {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  const sum: FoundByEntry = new Map();
  for (const { found, weight } of parts) {
    for (const [entry, { score, occurrences }] of found) {
      const known = sum.get(entry) ?? { score: 0, occurrences: [] };
      known.score += (weight / whole) * score;
      known.occurrences.push(...occurrences);
      sum.set(entry, known);
    }
  }
  return sum;
}

const asFound = (occurrences: readonly Occurrence[]): FoundByEntry => {
  const found: FoundByEntry = new Map();
  merge(found, occurrences);
  return found;
};

/** What few matters have says more; what none has says that something else was meant. */
const rarity = (found: FoundByEntry, { index }: Prepared): number =>
  Math.log(1 + index.entries.length / Math.max(1, found.size));

/** A piece without a word of the vocabulary: pair by pair, as a whole, and – where little was found – with a slip. */
function findRun({ units, at }: Piece, ready: Prepared): { found: FoundByEntry; weight: number } {
  const pairs = units.length === 1 ? [units] : units.slice(1).map((unit, index) => [units[index] as Unit, unit]);
  const parts = pairs.map((pair, index) => {
    const found = asFound(ready.find(pair).map((occurrence) => ({ ...occurrence, at: at + index })));
    return { found, weight: rarity(found, ready) };
  });
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const found = added(parts);
  merge(
    found,
    ready.find(units).map((occurrence) => ({ ...occurrence, at })),
  );
  const typed = units.map((unit) => unit.char);
  if (best(found) < littleFound && units.length <= longestSlip && typed.every(isPresent)) {
    const near = ready.texts.map(nearInWriting(typed, ready.soundOf)).filter(isPresent);
    merge(
      found,
      near.map((occurrence) => ({ ...occurrence, at, until: at + units.length })),
    );
  }
  return { found, weight: units.length === 1 ? weight / 2 : weight };
}

function findPiece(piece: Piece, ready: Prepared): { found: FoundByEntry; weight: number } {
  if (piece.alternatives === null) return findRun(piece, ready);
  const itself = ready.find(piece.units).map((occurrence) => ({ ...occurrence, at: piece.at }));
  const found = asFound([...itself, ...officially(piece.alternatives, ready)]);
  return { found, weight: rarity(found, ready) * Math.max(1, piece.units.length - 1) };
}

/** All that a phrase finds: its pieces, the whole of it, its pinyin or initials, and – where little was found – slips. */
export function findPhrase({ chars, units }: Phrase, ready: Prepared): FoundByEntry {
  const found =
    units === null ? new Map<number, Found>() : added(piecesOf(units, ready).map((piece) => findPiece(piece, ready)));
  if (units !== null && units.length > 1) merge(found, ready.find(units));
  if (!chars.some(isLatin)) return found;
  merge(found, ready.texts.map((text) => spelt(chars, text)).filter(isPresent));
  if (!chars.every(isLatin)) return found;
  const words = ready.wordsByInitials(chars.join('')).map((word) => ready.index.vocabulary.synonyms[word] ?? []);
  merge(
    found,
    officially(
      all(words).map((official) => unitsOfWord(official, ready)),
      ready,
    ),
  );
  if (best(found) < littleFound && chars.length <= 3 * longestSlip) {
    const near = ready.texts.map((text) => nearInSound(chars, text)).filter(isPresent);
    merge(
      found,
      near.map((occurrence) => ({ ...occurrence, until: lengthOf({ chars, units }) })),
    );
  }
  return found;
}
