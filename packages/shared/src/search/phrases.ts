// A query taken apart: runs of characters and letters, letters cut into syllables, everyday words recognised.
import type { Prepared, Unit } from './prepared.ts';

/** A run of a query without spaces or punctuation. */
export interface Phrase {
  /** As typed, in lower case. */
  readonly chars: readonly string[];
  /** Characters and syllables; null where the letters are no whole syllables (initials, a word half typed). */
  readonly units: readonly Unit[] | null;
}

/** Part of a phrase: an everyday word with the official ones it may stand for, or the units between such words. */
export interface Piece {
  readonly units: readonly Unit[];
  /** Null where it is no everyday word. */
  readonly alternatives: readonly (readonly Unit[])[] | null;
  /** Which unit of the phrase it begins with. */
  readonly at: number;
}

const isLatin = (char: string): boolean => /[a-z]/.test(char);
/** Units of the longest everyday word. */
const longestWord = 8;

/** Full-width forms in half width, ü as v, lower case. */
function normalise(query: string): string {
  return query
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .toLowerCase()
    .replace(/ü/g, 'v')
    .replace(/['’]/g, '');
}

/** Cuts letters into the fewest syllables; null where that cannot be done. */
function cut(letters: string, { isSyllable }: Prepared): string[] | null {
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= letters.length; end += 1) {
    best[end] = null;
    for (let start = Math.max(0, end - 6); start < end; start += 1) {
      const before = best[start];
      const piece = letters.slice(start, end);
      if (!before || !isSyllable(piece)) continue;
      const known = best[end];
      if (!known || before.length + 1 < known.length) best[end] = [...before, piece];
    }
  }
  return best[letters.length] ?? null;
}

function unitsOf(chars: readonly string[], prepared: Prepared): Unit[] | null {
  const units: Unit[] = [];
  for (let at = 0; at < chars.length; ) {
    const char = chars[at] as string;
    if (!isLatin(char)) {
      units.push({ char, sound: prepared.soundOf(char) });
      at += 1;
      continue;
    }
    let end = at;
    while (end < chars.length && isLatin(chars[end] as string)) end += 1;
    const syllables = cut(chars.slice(at, end).join(''), prepared);
    if (syllables === null) return null;
    units.push(...syllables.map((sound) => ({ sound })));
    at = end;
  }
  return units;
}

/** The phrases of a query, in order. Syllables typed one by one (ju zhu zheng) are one phrase. */
export function phrasesOf(query: string, prepared: Prepared): Phrase[] {
  const runs: string[][] = [];
  for (const run of normalise(query).split(/[^a-z0-9\u3400-\u9fff]+/)) {
    const before = runs[runs.length - 1];
    const isSyllable = prepared.isSyllable(run);
    if (isSyllable && before?.every(isLatin)) before.push(...run);
    else if (run !== '') runs.push(Array.from(run));
  }
  return runs.map((chars) => ({ chars, units: unitsOf(chars, prepared) }));
}

/** The units a written word is looked for by. */
export function unitsOfWord(word: string, { soundOf }: Prepared): Unit[] {
  return Array.from(word.toLowerCase(), (char) => ({ char, sound: soundOf(char) }));
}

/** The pieces of a phrase. Fillers (怎么, 的) are left out, unless nothing else is there. */
export function piecesOf(units: readonly Unit[], prepared: Prepared): Piece[] {
  const { synonyms, fillers } = prepared.index.vocabulary;
  const pieces: Piece[] = [];
  let start = 0;
  const close = (end: number): void => {
    if (end > start) pieces.push({ units: units.slice(start, end), alternatives: null, at: start });
  };
  for (let at = 0; at < units.length; ) {
    const lengths = Array.from({ length: Math.min(longestWord, units.length - at) }, (_, index) => index + 1).reverse();
    const length = lengths.find((count) => {
      const run = units.slice(at, at + count);
      return fillers.includes(run.map((unit) => unit.char ?? '').join('')) || prepared.wordOf(run) !== undefined;
    });
    if (length === undefined) {
      at += 1;
      continue;
    }
    close(at);
    const run = units.slice(at, at + length);
    const word = prepared.wordOf(run);
    if (word !== undefined) {
      const alternatives = (synonyms[word] ?? []).map((official) => unitsOfWord(official, prepared));
      pieces.push({ units: run, alternatives, at });
    }
    at += length;
    start = at;
  }
  close(units.length);
  return pieces.length > 0 ? pieces : [{ units, alternatives: null, at: 0 }];
}
