// The search index: plain JSON, built where pinyin is at hand, read by the server and by the phone offline.
import { commonCharacters } from './characters.ts';
import { all } from './lists.ts';
import { blur } from './sounds.ts';
import { traditionalCharacters } from './traditional.ts';
import { vocabulary as ownVocabulary, type Vocabulary } from './vocabulary.ts';

/** What is searched for: one matter. */
export interface SearchEntry {
  readonly matterId: string;
  readonly name: string;
  /** Other names people use for it. */
  readonly aliases: readonly string[];
  /** Department code. */
  readonly department: string;
  /** 主题. */
  readonly theme: string;
  /** Whether it can be filed online here. */
  readonly online: boolean;
  /** Whether some situation needs nothing but the ID; null where not known. */
  readonly idOnly: boolean | null;
  /** How much it is used: any scale from 0, compared within the index. */
  readonly weight: number;
}

/** Reads a text aloud: one syllable without tone for each character (`v` or `ü`), in context; other characters as they are. */
export type ToPinyin = (text: string) => readonly string[];

/** A matter as the index keeps it: in a row, for the phone counts bytes. */
export type MatterRow = readonly [
  matterId: string,
  name: string,
  /** One after the other, `|` between them. */
  aliases: string,
  /** Places of its department and theme among the index's. */
  department: number,
  theme: number,
  /** Sum of `marks`, and how much it is used; zeros at the end are left out. */
  marks?: number,
  weight?: number,
];

/** Yes/no properties of a row. */
export const marks = { online: 1, idOnly: 2 } as const;

/** The index, as it is stored and sent. */
export interface SearchIndex {
  readonly version: 2;
  readonly matters: readonly MatterRow[];
  /** Codes. */
  readonly departments: readonly string[];
  readonly themes: readonly string[];
  /** Every syllable with the characters read so. */
  readonly characters: Readonly<Record<string, string>>;
  /** Pairs of characters that read otherwise than one by one, with their syllables (行驶: xing shi, not hang shi). */
  readonly pairs: Readonly<Record<string, string>>;
  /** Traditional and simplified characters in turn. */
  readonly traditional: string;
  readonly vocabulary: Vocabulary;
}

/** Han characters beside which letters and digits are read as themselves. */
const isHan = (char: string): boolean => /[\u3400-\u9fff]/.test(char);

/** One syllable a character, whatever the reader makes of letters, digits and brackets. */
function syllables(text: string, toPinyin: ToPinyin): string[] {
  const chars = Array.from(text);
  const read = toPinyin(text);
  return chars.map((char, index) => {
    if (!isHan(char)) return char.toLowerCase();
    const syllable = read.length === chars.length ? read[index] : toPinyin(char)[0];
    return (syllable ?? char).toLowerCase().replace(/ü/g, 'v');
  });
}

/** The reading with the most votes. */
function mostRead(votes: ReadonlyMap<string, number>): string {
  let most = '';
  for (const [reading, count] of votes) if (count > (votes.get(most) ?? 0)) most = reading;
  return most;
}

/** Counts how often each of these is read so. */
class Votes {
  readonly of = new Map<string, Map<string, number>>();
  add(name: string, reading: string): void {
    const votes = this.of.get(name) ?? new Map<string, number>();
    this.of.set(name, votes.set(reading, (votes.get(reading) ?? 0) + 1));
  }
}

/**
 * How the characters of these texts are read: each as it mostly is, and the pairs in which one is read otherwise. Votes,
 * for a reader guesses, and wrongly where it cuts a text into the wrong words (换行|驶证).
 */
function readings(
  texts: readonly string[],
  toPinyin: ToPinyin,
): { alone: Map<string, string>; pairs: Record<string, string> } {
  const chars = new Votes();
  const pairs = new Votes();
  // Every office has the same names and words: each is read aloud once, however often it votes.
  const known = new Map<string, string[]>();
  for (const text of texts) {
    const read = known.get(text) ?? syllables(text, toPinyin);
    known.set(text, read);
    Array.from(text).forEach((char, at, all) => {
      if (!isHan(char)) return;
      chars.add(char, read[at] as string);
      const next = all[at + 1] ?? '';
      if (isHan(next)) pairs.add(char + next, `${read[at]} ${read[at + 1]}`);
    });
  }
  const alone = new Map(Array.from(chars.of, ([char, votes]) => [char, mostRead(votes)]));
  const otherwise: Record<string, string> = {};
  for (const [pair, votes] of pairs.of) {
    const reading = mostRead(votes);
    const usual = Array.from(pair, (char) => alone.get(char)).join(' ');
    if (reading !== usual) otherwise[pair] = reading;
  }
  return { alone, pairs: otherwise };
}

/** The traditional characters of the simplified ones that are searched in. */
function traditionalOf(searched: ReadonlySet<string>): string {
  const chars = Array.from(traditionalCharacters);
  return chars.filter((_, at) => searched.has(chars[at - (at % 2) + 1] ?? '')).join('');
}

/**
 * Builds the index.
 * @param vocabulary everyday words and fillers; a city brings its own places and departments
 */
export function buildIndex(
  entries: readonly SearchEntry[],
  toPinyin: ToPinyin,
  vocabulary: Vocabulary = ownVocabulary,
): SearchIndex {
  const departments = Array.from(new Set(entries.map(({ department }) => department)));
  const themes = Array.from(new Set(entries.map(({ theme }) => theme)));
  const words = all(vocabulary.thesaurus.map((line) => line.split(/[ >]+/)));
  const texts = [...all(entries.map((entry) => [entry.name, ...entry.aliases])), ...themes, ...words];
  const searched = new Set(Array.from(texts.join('')).filter(isHan));
  const { alone, pairs } = readings(texts, toPinyin);
  // A character beside these can only be a slip for one that sounds like it.
  const heard = new Set(Array.from(alone.values(), blur));
  for (const char of Array.from(commonCharacters)) {
    const syllable = syllables(char, toPinyin)[0] ?? char;
    if (!alone.has(char) && heard.has(blur(syllable))) alone.set(char, syllable);
  }

  const characters: Record<string, string> = {};
  for (const [char, syllable] of alone) characters[syllable] = (characters[syllable] ?? '') + char;

  return {
    version: 2,
    matters: entries.map((entry): MatterRow => {
      const { matterId, name, aliases, department, theme, online, idOnly, weight } = entry;
      const marked = (online ? marks.online : 0) + (idOnly === true ? marks.idOnly : 0);
      const last: [marks?: number, weight?: number] = weight > 0 ? [marked, weight] : marked > 0 ? [marked] : [];
      return [matterId, name, aliases.join('|'), departments.indexOf(department), themes.indexOf(theme), ...last];
    }),
    departments,
    themes,
    characters,
    pairs,
    traditional: traditionalOf(searched),
    vocabulary,
  };
}
