// Spelling: full pinyin, initials and half-typed words against a text, and what is one slip away from it.
import type { Occurrence, Text } from './prepared.ts';

const isLatin = (char: string | undefined): boolean => char !== undefined && /[a-z]/.test(char);

/**
 * Matches what was typed against a text from one place on: a character stands for itself, letters for the beginning of
 * a syllable – all of it (pinyin), its first letter (initials) or part (half typed). Answers with the place after the
 * match and the letters the syllables have beyond those typed, or null.
 */
function spell(typed: readonly string[], at: number, text: Text, from: number): { to: number; untyped: number } | null {
  if (at === typed.length) return { to: from, untyped: 0 };
  const sound = text.sounds[from];
  if (sound === undefined) return null;
  const char = typed[at];
  if (!isLatin(char)) return text.chars[from] === char ? spell(typed, at + 1, text, from + 1) : null;
  let length = 0;
  while (length < sound.length && typed[at + length] === sound[length]) length += 1;
  for (; length > 0; length -= 1) {
    const further = spell(typed, at + length, text, from + 1);
    if (further !== null) return { to: further.to, untyped: further.untyped + sound.length - length };
  }
  return null;
}

/** The best place where what was typed spells part of a text; null where none does. */
export function spelt(typed: readonly string[], text: Text): Occurrence | null {
  let best: Occurrence | null = null;
  for (let from = 0; from < text.chars.length; from += 1) {
    const match = spell(typed, 0, text, from);
    if (match === null) continue;
    const quality = 0.65 + 0.35 * (typed.length / (typed.length + match.untyped));
    if (best === null || quality > best.quality) best = { text, from, to: match.to, quality, kind: 'spelt', at: 0 };
  }
  return best;
}

/** Southern and hurried spellings heard as one: zh/z, ch/c, sh/s, -ng/-n, n-/l-. */
const blur = (sound: string): string =>
  sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n/, 'l')
    .replace(/ng$/, 'n');

/** A character with what is heard, exactly and blurred. */
interface Sign {
  readonly char: string;
  readonly sound: string;
  readonly blurred: string;
}

/** What putting one character for another costs. */
function exchange(typed: Sign, meant: Sign): number {
  if (typed.char === meant.char) return 0;
  if (typed.sound === meant.sound) return 0.3;
  return typed.blurred === meant.blurred ? 0.5 : 1;
}

/** A text as slips are looked for in it; worked out at its first slip. */
interface Spelling {
  readonly signs: readonly Sign[];
  readonly letters: readonly string[];
  /** Which character begins with this letter; the last one stands for the end. */
  readonly starts: ReadonlyMap<number, number>;
}

const spellings = new WeakMap<Text, Spelling>();

function spellingOf(text: Text): Spelling {
  const known = spellings.get(text);
  if (known !== undefined) return known;
  const starts = new Map<number, number>();
  let offset = 0;
  text.sounds.forEach((sound, at) => {
    starts.set(offset, at);
    offset += sound.length;
  });
  starts.set(offset, text.sounds.length);
  const signs = text.chars.map((char, at) => signOf(char, text.sounds[at] ?? char));
  const spelling = { signs, letters: Array.from(text.sounds.join('')), starts };
  spellings.set(text, spelling);
  return spelling;
}

const signOf = (char: string, sound: string): Sign => ({ char, sound, blurred: blur(sound) });

/** Slips allowed in so many characters or letters. */
const slipsIn = (length: number, each: number): number => (length < 3 ? 0 : Math.max(1, Math.floor(length / each)));

interface Nearest {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
}

/** The part of a row of signs nearest to what was typed (Sellers), beginning and ending only where it may break. */
function nearest<T>(
  typed: readonly T[],
  row: readonly T[],
  cost: (a: T, b: T) => number,
  mayBreak: (at: number) => boolean,
): Nearest {
  // Two lines of the table: what it costs to end here, and where that match began.
  let costs = Array.from({ length: row.length + 1 }, (_, at) => (mayBreak(at) ? 0 : Number.POSITIVE_INFINITY));
  let begins = costs.map((_, at) => at);
  let [newCosts, newBegins] = [costs.slice(), begins.slice()];
  for (const sign of typed) {
    newCosts[0] = (costs[0] as number) + 1;
    for (let at = 0; at < row.length; at += 1) {
      const exchanged = (costs[at] as number) + cost(sign, row[at] as T);
      const tooMany = (costs[at + 1] as number) + 1;
      const missing = (newCosts[at] as number) + 1;
      const least = Math.min(exchanged, tooMany, missing);
      newCosts[at + 1] = least;
      newBegins[at + 1] = (
        least === exchanged ? begins[at] : least === tooMany ? begins[at + 1] : newBegins[at]
      ) as number;
    }
    [costs, newCosts] = [newCosts, costs];
    [begins, newBegins] = [newBegins, begins];
  }
  const to = costs.reduce((least, each, at) => (mayBreak(at) && each < (costs[least] as number) ? at : least), 0);
  return { from: begins[to] as number, to, cost: costs[to] as number };
}

const slipQuality = 0.75;

/** Two characters with one missing between them. */
function withGap(typed: readonly string[], text: Text): Occurrence | null {
  const from = text.chars.findIndex((char, at) => char === typed[0] && text.chars[at + 2] === typed[1]);
  return from < 0 ? null : { text, from, to: from + 3, quality: slipQuality / 2, kind: 'slip', at: 0 };
}

/** Finds characters with a slip: one wrong, missing or too many in about four; a homophone counts for less. */
export function nearInWriting(
  typed: readonly string[],
  soundOf: (char: string) => string,
): (text: Text) => Occurrence | null {
  if (typed.length === 2) return (text) => withGap(typed, text);
  const allowed = slipsIn(typed.length, 4);
  const asked = typed.map((char) => signOf(char, soundOf(char)));
  return (text) => {
    const { from, to, cost } = nearest(asked, spellingOf(text).signs, exchange, () => true);
    if (cost > allowed || to - from < 2) return null;
    return { text, from, to, quality: slipQuality * (1 - cost / typed.length), kind: 'slip', at: 0 };
  };
}

/** Letters with a slip, against the pinyin of a text; a match begins and ends with a syllable. */
export function nearInSound(typed: readonly string[], text: Text): Occurrence | null {
  const allowed = slipsIn(typed.length - 1, 6);
  const { letters, starts } = spellingOf(text);
  const { from, to, cost } = nearest(
    typed,
    letters,
    (a, b) => (a === b ? 0 : 1),
    (at) => starts.has(at),
  );
  const [first, last] = [starts.get(from), starts.get(to)];
  if (cost > allowed || first === undefined || last === undefined || last - first < 2) return null;
  return { text, from: first, to: last, quality: slipQuality * (1 - cost / typed.length), kind: 'slip', at: 0 };
}
