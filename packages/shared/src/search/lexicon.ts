// The vocabulary made ready: what an everyday word may stand for, by how it is written and by how it sounds.
import { blur } from './sounds.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Another word for an everyday one, as signs. */
export interface Meant {
  readonly signs: readonly number[];
  readonly quality: number;
}

/** A unit of a query, as far as a word is recognised by it. */
interface Heard {
  readonly kind: 'written' | 'spoken' | 'begun';
  readonly letters: string;
}

/** What these units, as one word, may stand for; null for a filler; undefined where they are no word. */
export type Lexicon = (units: readonly Heard[]) => readonly Meant[] | null | undefined;

/** Another everyday word is nearly as good as the word itself, an official one a little less: it may stand for others too. */
const qualities = { everyday: 0.92, official: 0.85, backwards: 0.7 } as const;

/** Units of the longest word that is looked for. */
export const longestWord = 8;

/** Reads the vocabulary; words none of whose characters stand in a text are left out. */
export function lexiconOf(
  { thesaurus, fillers }: Vocabulary,
  signsOf: (word: string) => readonly number[] | null,
  read: (chars: readonly string[]) => readonly string[],
): Lexicon {
  const words = new Map<string, Meant[]>();
  const put = (word: string, others: readonly string[], quality: number): void => {
    const meant = words.get(word) ?? [];
    words.set(word, meant);
    for (const other of others) {
      const signs = other === word ? null : signsOf(other);
      if (signs !== null) meant.push({ signs, quality });
    }
  };
  for (const line of thesaurus) {
    const [everyday = [], official = []] = line.split('>').map((part) => part.trim().split(/ +/));
    for (const word of everyday) {
      put(word, everyday, qualities.everyday);
      put(word, official, qualities.official);
    }
    for (const word of official) put(word, everyday, qualities.backwards);
  }
  const all = new Map<string, readonly Meant[] | null>(fillers.map((filler) => [filler, null]));
  for (const [word, meant] of words) all.set(word, meant);

  const spoken = new Map<string, readonly Meant[] | null>();
  for (const [word, meant] of all) {
    const chars = Array.from(word);
    if (chars.length > 1) spoken.set(read(chars).map(blur).join(' '), meant);
  }
  return (units) => {
    if (units.every(({ kind }) => kind === 'written')) return all.get(units.map(({ letters }) => letters).join(''));
    if (units.length < 2 || units.some(({ kind }) => kind !== 'spoken')) return undefined;
    return spoken.get(units.map(({ letters }) => blur(letters)).join(' '));
  };
}
