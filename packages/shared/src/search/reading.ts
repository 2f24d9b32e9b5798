// A query as it may be read: characters, syllables, initials or words of letters; everyday words; fillers; how much each unit says.
import { widest } from './bounds.ts';
import { longestWord, type Meant } from './lexicon.ts';
import { type Prepared, unitsOf, unknown } from './prepared.ts';
import { blur, cut, initials, type Spelt } from './sounds.ts';
import { weigh } from './weights.ts';

/** One unit of a query: a character or word, a typed syllable, or letters that begin one. */
export interface Unit {
  readonly kind: 'written' | 'spoken' | 'begun';
  /** As typed. */
  readonly letters: string;
  readonly sign: number;
  /** Its sound as blurred, and its first letter, 0–26. */
  readonly blurred: number;
  readonly initial: number;
  /** How well each sound agrees with it, 0–1. */
  readonly agreement: Float32Array;
}

/** An everyday word in a query, and what stands for it in the matters' texts. */
export interface EverydayWord {
  readonly from: number;
  readonly to: number;
  /** Null for a filler. */
  readonly meant: readonly Meant[] | null;
}

/** One way to read a query. */
export interface Reading {
  readonly units: readonly Unit[];
  /** How much each unit says, at most 1 for the one that says most. */
  readonly weights: Float32Array;
  /** Sum of the weights. */
  readonly whole: number;
  readonly words: readonly EverydayWord[];
  /** Sounds with which some unit agrees, as marks by sound. */
  readonly heard: Uint8Array;
  /** What everyday words may stand for, by its first sign. */
  readonly meantBy: ReadonlyMap<number, readonly MeantHere[]>;
}

/** What an everyday word at this place may stand for. */
interface MeantHere extends Meant {
  readonly from: number;
  readonly to: number;
}

/** How well a sound agrees that is not written as asked: typed as pinyin it is what was meant, typed as another character it is likely a slip. */
const agreements = {
  written: { same: 0.85, blurred: 0.62 },
  spoken: { same: 0.97, blurred: 0.75 },
  begun: 0.8,
} as const;

/** Letters of the longest run read as initials. */
const longestInitials = 8;

function agreement(ready: Prepared, kind: Unit['kind'], syllable: string, isLast: boolean): Float32Array {
  const { syllables, soundOf, blurred, blurOf } = ready;
  if (kind === 'begun') {
    return Float32Array.from(syllables, (one) => (one.startsWith(syllable) ? agreements.begun : 0));
  }
  const { same, blurred: nearly } = agreements[kind];
  const heard = blurOf.get(blur(syllable)) ?? unknown;
  const marks = new Float32Array(syllables.length);
  // The last syllable may be half typed.
  const isHalf = kind === 'spoken' && isLast;
  for (let at = 0; at < marks.length; at += 1) {
    if (blurred[at] === heard) marks[at] = nearly;
    if (isHalf && (syllables[at] as string).startsWith(syllable)) marks[at] = agreements.begun;
  }
  const itself = soundOf.get(syllable);
  if (itself !== undefined) marks[itself] = same;
  return marks;
}

function unitOf(ready: Prepared, kind: Unit['kind'], letters: string, syllable: string, isLast: boolean): Unit {
  return {
    kind,
    letters,
    sign: kind === 'written' ? (ready.signOf.get(letters) ?? unknown) : unknown,
    blurred: kind === 'begun' ? unknown : (ready.blurOf.get(blur(syllable)) ?? unknown),
    initial: /^[a-z]/.test(syllable) ? syllable.charCodeAt(0) - 97 : 26,
    agreement: agreement(ready, kind, syllable, isLast),
  };
}

type LetterReader = (letters: string) => Spelt[] | null;

const isLetters = (token: string): boolean => /^[a-z]+$/.test(token);

/** Reads the tokens of a query, its letters by the reader; letters it cannot read are a word. */
function unitsBy(tokens: readonly string[], ready: Prepared, readLetters: LetterReader): Unit[] {
  const spoken = ready.read(tokens);
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as string;
    const parts = isLetters(token) ? readLetters(token) : null;
    if (parts === null) {
      units.push(unitOf(ready, 'written', token, spoken[at] as string, false));
      continue;
    }
    parts.forEach(({ letters, isWhole }, part) => {
      const isLast = at === tokens.length - 1 && part === parts.length - 1;
      units.push(unitOf(ready, isWhole ? 'spoken' : 'begun', letters, letters, isLast));
    });
  }
  return units;
}

/** Everyday words and fillers in the units; the longer ones hide those inside them. */
function wordsIn(units: readonly Unit[], { everyday }: Prepared): EverydayWord[] {
  const found: EverydayWord[] = [];
  for (let from = 0; from < units.length; from += 1) {
    for (let to = Math.min(units.length, from + longestWord); to > from; to -= 1) {
      const meant = everyday(units.slice(from, to));
      if (meant === undefined) continue;
      if (!found.some((other) => other.from <= from && to <= other.to)) found.push({ from, to, meant });
      break;
    }
  }
  return found;
}

/** A word of letters that stands in the texts, or the only one that begins so. */
function asWord(letters: string, { signOf, letterWords }: Prepared): string | undefined {
  if (signOf.has(letters)) return letters;
  return letters.length < 3 ? undefined : letterWords.find((word) => word.startsWith(letters));
}

/** Marks of the sounds that agree with a unit, or in which a character of it is ever read. */
function heardIn(units: readonly Unit[], { syllables, soundsOfSign }: Prepared): Uint8Array {
  const heard = new Uint8Array(syllables.length);
  for (const { agreement, sign } of units) {
    for (let sound = 0; sound < heard.length; sound += 1) if ((agreement[sound] as number) > 0) heard[sound] = 1;
    for (const sound of soundsOfSign(sign)) heard[sound] = 1;
  }
  return heard;
}

function meantByFirst(words: readonly EverydayWord[]): Map<number, MeantHere[]> {
  const byFirst = new Map<number, MeantHere[]>();
  for (const { from, to, meant } of words) {
    for (const { signs, quality } of meant ?? []) {
      const first = signs[0] as number;
      const known = byFirst.get(first);
      if (known === undefined) byFirst.set(first, [{ from, to, signs, quality }]);
      else known.push({ from, to, signs, quality });
    }
  }
  return byFirst;
}

/** How the letters of a query may be read. */
interface Manner {
  readonly letters: LetterReader;
  /** As words of letters, where the texts have such. */
  readonly isByWord: boolean;
}

/** The manners that make sense for these runs of letters. */
function mannersFor(runs: readonly string[], ready: Prepared): Manner[] {
  const bySyllable: LetterReader = (letters) => cut(letters, (part) => part.length > 1 && ready.blurOf.has(blur(part)));
  const byInitial: LetterReader = (letters) =>
    (letters.length <= longestInitials ? initials(letters) : null) ?? bySyllable(letters);
  const manners: Manner[] = [{ letters: bySyllable, isByWord: false }];
  if (runs.some((run) => asWord(run, ready) !== undefined)) manners.push({ letters: bySyllable, isByWord: true });
  if (runs.some((run) => run.length > 1)) manners.push({ letters: byInitial, isByWord: false });
  return manners;
}

/** The ways to read a query, each at most once. */
export function readingsOf(query: string, ready: Prepared): Reading[] {
  const tokens = unitsOf(query)
    .filter((token) => !/[（()）]/.test(token))
    .slice(0, widest);
  if (tokens.length === 0) return [];
  const readings = new Map<string, Reading>();
  for (const { letters, isByWord } of mannersFor(tokens.filter(isLetters), ready)) {
    const written = isByWord ? tokens.map((token) => (isLetters(token) && asWord(token, ready)) || token) : tokens;
    const units = unitsBy(written, ready, (run) =>
      isByWord && asWord(run, ready) !== undefined ? null : letters(run),
    ).slice(0, widest);
    const shape = units.map((unit) => `${unit.kind} ${unit.letters}`).join(' ');
    if (readings.has(shape)) continue;
    const words = wordsIn(units, ready);
    const weights = weigh(units, words, ready);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    readings.set(shape, { units, weights, whole, words, heard: heardIn(units, ready), meantBy: meantByFirst(words) });
  }
  return Array.from(readings.values());
}
