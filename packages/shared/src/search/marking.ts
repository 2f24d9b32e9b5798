// Showing what was understood: the part of a name that matched, and the query as it was likely meant.
import type { MatterRow } from './build.ts';
import { compare } from './compare.ts';
import { type Prepared, pairKey, unknown } from './prepared.ts';
import type { Reading, Unit } from './reading.ts';

/** Part of a name, [from, to) in characters. */
export type Range = [from: number, to: number];

/** Where each unit of a text stands in it, in characters. */
function rangesOf(text: string): Range[] {
  const ranges: Range[] = [];
  const pattern = /[a-z]*\d+|[a-z]+|[\u3400-\u9fff]/gi;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    ranges.push([match.index, match.index + match[0].length]);
  }
  return ranges;
}

/** What a reading matched of a text, as few ranges as will do. */
export function highlightsIn(reading: Reading, text: number, written: string, ready: Prepared): Range[] {
  const shown = compare(reading, text, ready)?.shown;
  const result: Range[] = [];
  rangesOf(written).forEach(([from, to], unit) => {
    if (shown?.[unit] !== 1) return;
    const last = result[result.length - 1];
    if (last !== undefined && last[1] === from) last[1] = to;
    else result.push([from, to]);
  });
  return result;
}

/** A text of a matter as it is written: its name, one of its aliases, or its theme. */
export function writtenText(matter: number, text: number, { matters, matterTexts, index }: Prepared): string {
  const [, name, aliases, , theme] = matters[matter] as MatterRow;
  const place = text - (matterTexts[matter] as number);
  if (place === 0) return name;
  return (aliases === '' ? [] : aliases.split('|'))[place - 1] ?? (index.themes[theme] as string);
}

/** Whether the texts know two written neighbours: then nothing speaks against them. */
function isKnown(first: Unit | undefined, second: Unit | undefined, { postings }: Prepared): boolean {
  if (first === undefined || second === undefined || first.sign === unknown || second.sign === unknown) return false;
  return postings(pairKey(first.sign, second.sign)).length > 0;
}

/** The query as it was likely meant, after the text that suits it best; null where nothing speaks against it as typed. */
export function meant(reading: Reading, text: number, ready: Prepared): string | null {
  const { units } = reading;
  const places = Array.from(compare(reading, text, ready)?.places.subarray(0, units.length) ?? []);
  const start = ready.textStarts[text] as number;
  const charAt = (place: number): string => ready.written[ready.signs[start + place] as number] ?? '';
  let isBetter = false;
  let replaced = 0;
  const better = units.map((unit, at) => {
    const before = places[at - 1] ?? -1;
    const after = places[at + 1] ?? -1;
    const between = before >= 0 && after === before + 2 ? before + 1 : -1;
    const place = (places[at] as number) >= 0 ? (places[at] as number) : between;
    if (place < 0) return unit.letters;
    const agrees = unit.agreement[ready.sounds[start + place] as number] as number;
    if (unit.kind === 'spoken') {
      if (agrees < 0.8) isBetter = true;
      return charAt(place);
    }
    if (unit.kind === 'begun' || charAt(place) === unit.letters) return unit.letters;
    if (isKnown(units[at - 1], unit, ready) || isKnown(unit, units[at + 1], ready)) return unit.letters;
    replaced += 1;
    return charAt(place);
  });
  // What differs in most of its characters is something else.
  if (2 * replaced > units.length) return null;
  return isBetter || replaced > 0 ? better.join('') : null;
}
