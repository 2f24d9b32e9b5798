// Sounds: what is heard as one, and letters cut into syllables and initials.

/** Southern and hurried spellings heard as one: zh/z, ch/c, sh/s, -ng/-n, n-/l-. */
export const blur = (sound: string): string =>
  sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=.)/, 'l')
    .replace(/ng$/, 'n');

/** Part of a run of letters: a whole syllable, or the beginning of one. */
export interface Spelt {
  readonly letters: string;
  readonly isWhole: boolean;
}

/** What a cut costs: a whole syllable is likelier than letters that only begin one, the fewer the better. */
const costs = { whole: 1, part: 1.9 } as const;
const longestSyllable = 6;

/** Letters cut into syllables and beginnings of syllables, at the least cost; null where letters begin none. */
export function cut(letters: string, isSyllable: (part: string) => boolean): Spelt[] | null {
  const best: ({ cost: number; parts: Spelt[] } | undefined)[] = [{ cost: 0, parts: [] }];
  for (let end = 1; end <= letters.length; end += 1) {
    for (let start = Math.max(0, end - longestSyllable); start < end; start += 1) {
      const before = best[start];
      const part = letters.slice(start, end);
      const isWhole = isSyllable(part);
      if (before === undefined || !(isWhole || isInitial(part))) continue;
      const cost = before.cost + (isWhole ? costs.whole : costs.part);
      const known = best[end];
      if (known === undefined || cost < known.cost) {
        best[end] = { cost, parts: [...before.parts, { letters: part, isWhole }] };
      }
    }
  }
  return best[letters.length]?.parts ?? null;
}

/** Letters one by one, as initials; null where one of them begins no syllable. */
export function initials(letters: string): Spelt[] | null {
  const parts = Array.from(letters, (letter) => ({ letters: letter, isWhole: false }));
  return parts.every((part) => isInitial(part.letters)) ? parts : null;
}

const isInitial = (part: string): boolean => /^([b-hj-np-tw-z]|[ao]|e|[zcs]h)$/.test(part);
