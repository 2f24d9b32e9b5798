// Comparing one text with a reading, unit by unit: what agrees, in which company, and where slips are.
import { widest } from './bounds.ts';
import type { Prepared } from './prepared.ts';
import type { Reading, Unit } from './reading.ts';

/** How well a text agrees with a reading. */
export interface Comparison {
  /** For each unit of the reading, how well the text has it, 0–1. */
  readonly qualities: Float32Array;
  /** For each unit of the reading, which unit of the text agrees, or -1. */
  readonly places: Int16Array;
  /** For each unit of the text, how well it was asked for, 0–1. */
  readonly asked: Float32Array;
  /** For each unit of the text, 1 where somebody reading it sees why it was found. */
  readonly shown: Uint8Array;
}

/** A unit that agrees while its neighbours do not: next to a slip, or alone. */
const contexts = { slip: 0.85, alone: 0.3, aloneByEar: 0.15 } as const;
/** A unit agrees at least so well where it is shown. */
const clear = 0.5;
/** A unit that does not agree, between two that do. */
const wrong = 0.5;
/** Two units that agree only by their sound, with no character among them, are likely a chance. */
const chance = 0.65;
/** An initial at the end of a run that is shorter than the query's. */
const broken = 0.4;

// One table for all comparisons, with two empty rows and columns around it, so that neighbours need no bounds.
const line = widest + 4;
const table = new Float32Array(line * line);
const cells = new Int32Array(widest * widest);
const answer: Comparison = {
  qualities: new Float32Array(widest),
  places: new Int16Array(widest),
  asked: new Float32Array(widest),
  shown: new Uint8Array(widest),
};

/** Marks in the table what agrees; answers with the number of cells marked. */
function fill(
  { units, heard }: Reading,
  start: number,
  width: number,
  height: number,
  { signs, sounds }: Prepared,
): number {
  let count = 0;
  for (let at = 0; at < width; at += 1) {
    const sign = signs[start + at] as number;
    const sound = sounds[start + at] as number;
    if (heard[sound] === 0) continue;
    for (let row = 0; row < height; row += 1) {
      const unit = units[row] as Unit;
      const agrees = unit.sign === sign ? 1 : (unit.agreement[sound] as number);
      if (agrees === 0) continue;
      const cell = (row + 2) * line + at + 2;
      table[cell] = agrees;
      cells[count++] = cell;
    }
  }
  return count;
}

/** How good the agreement in a cell is in its company. */
function quality(cell: number, { kind, letters }: Unit, isFirst: boolean, isLast: boolean, isOnly: boolean): number {
  const itself = table[cell] as number;
  const before = table[cell - line - 1] as number;
  const after = table[cell + line + 1] as number;
  if (before > 0 || after > 0) {
    // Initials say little: what stands on both sides has to agree, too.
    if (kind === 'begun' && !((isFirst || before > 0) && (isLast || after > 0))) return itself * broken;
    const isByEar = kind === 'written' && itself < 1 && before < 1 && after < 1;
    return isByEar ? itself * chance : itself;
  }
  // A word of letters or digits needs no company, nor does the only unit there is.
  if (isOnly || (kind === 'written' && letters.length > 1)) return itself;
  if (isBesideSlip(cell)) return itself * contexts.slip;
  return itself === 1 ? contexts.alone : kind === 'spoken' ? contexts.aloneByEar : 0;
}

/** Whether something agrees two steps on: one unit is wrong, missing or too many between. */
function isBesideSlip(cell: number): boolean {
  return (
    (table[cell + 2 * line + 2] as number) > 0 ||
    (table[cell - 2 * line - 2] as number) > 0 ||
    (table[cell + line + 2] as number) > 0 ||
    (table[cell - line - 2] as number) > 0 ||
    (table[cell + 2 * line + 1] as number) > 0 ||
    (table[cell - 2 * line - 1] as number) > 0
  );
}

/** Gives a wrong unit (居往证) part of what the right one is worth. */
function bridge(height: number): void {
  const { qualities, places, asked, shown } = answer;
  for (let row = 1; row + 1 < height; row += 1) {
    const before = places[row - 1] as number;
    if (before < 0 || places[row + 1] !== before + 2 || (qualities[row] as number) >= wrong) continue;
    qualities[row] = wrong;
    asked[before + 1] = Math.max(asked[before + 1] as number, wrong);
    shown[before + 1] = 1;
  }
}

/** Finds what everyday words of the reading may stand for; answers whether anything was found. */
function findWords({ meantBy }: Reading, start: number, width: number, height: number, signs: Uint16Array): boolean {
  const { qualities, places, asked, shown } = answer;
  let isFound = false;
  for (let at = 0; at < width; at += 1) {
    const candidates = meantBy.get(signs[start + at] as number);
    if (candidates === undefined) continue;
    for (const { from, to, signs: wanted, quality: worth } of candidates) {
      let length = 1;
      while (length < wanted.length && at + length < width && signs[start + at + length] === wanted[length])
        length += 1;
      if (length < wanted.length) continue;
      isFound = true;
      for (let row = from; row < Math.min(to, height); row += 1) {
        if (worth <= (qualities[row] as number)) continue;
        qualities[row] = worth;
        places[row] = -1;
        shown.fill(1, at, at + length);
      }
      for (let place = at; place < at + length; place += 1) asked[place] = Math.max(asked[place] as number, worth);
    }
  }
  return isFound;
}

/** Compares a text with a reading; null where nothing agrees. The answer is overwritten by the next comparison. */
export function compare(reading: Reading, text: number, ready: Prepared): Comparison | null {
  const { qualities, places, asked, shown } = answer;
  const start = ready.textStarts[text] as number;
  const width = Math.min(widest, (ready.textStarts[text + 1] as number) - start);
  const height = Math.min(widest, reading.units.length);
  qualities.fill(0, 0, height);
  places.fill(-1, 0, height);
  asked.fill(0, 0, width);
  shown.fill(0, 0, width);
  const count = fill(reading, start, width, height, ready);
  for (let index = 0; index < count; index += 1) {
    const cell = cells[index] as number;
    const row = Math.floor(cell / line) - 2;
    const at = (cell % line) - 2;
    const here = quality(cell, reading.units[row] as Unit, row === 0, row === height - 1, width === 1 || height === 1);
    if (here > (qualities[row] as number)) {
      qualities[row] = here;
      places[row] = at;
    }
    if (here > (asked[at] as number)) asked[at] = here;
  }
  for (let index = 0; index < count; index += 1) table[cells[index] as number] = 0;
  for (let row = 0; row < height; row += 1) {
    if ((qualities[row] as number) >= clear) shown[places[row] as number] = 1;
  }
  if (count > 1) bridge(height);
  const isWordFound = findWords(reading, start, width, height, ready.signs);
  return count > 0 || isWordFound ? answer : null;
}
