// The search index: plain JSON, built where pinyin is at hand, read by the server and by the phone offline.
import { commonCharacters } from './characters.ts';
import { all } from './lists.ts';
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

/** The index, as it is stored and sent. */
export interface SearchIndex {
  readonly version: 1;
  readonly entries: readonly SearchEntry[];
  /** Every syllable with the characters read so. */
  readonly characters: Readonly<Record<string, string>>;
  /** Texts that read otherwise than their characters do one by one (行驶证: xing, not hang). */
  readonly sounds: Readonly<Record<string, string>>;
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

/**
 * Builds the index.
 * @param vocabulary everyday words and fillers; a city may bring its own
 */
export function buildIndex(
  entries: readonly SearchEntry[],
  toPinyin: ToPinyin,
  vocabulary: Vocabulary = ownVocabulary,
): SearchIndex {
  const searched = all(entries.map((entry) => [entry.name, ...entry.aliases, entry.theme]));
  const everyday = Object.keys(vocabulary.synonyms);
  const texts = [...searched, ...everyday, ...all(everyday.map((word) => vocabulary.synonyms[word] ?? []))];
  const known = Array.from(new Set(Array.from(commonCharacters + texts.join('')).filter(isHan)));
  const alone = new Map(known.map((char) => [char, syllables(char, toPinyin)[0] ?? char]));

  const characters: Record<string, string> = {};
  for (const [char, syllable] of alone) characters[syllable] = (characters[syllable] ?? '') + char;

  const sounds: Record<string, string> = {};
  for (const text of [...searched, ...everyday]) {
    const inContext = syllables(text, toPinyin);
    const differs = Array.from(text).some((char, at) => isHan(char) && alone.get(char) !== inContext[at]);
    if (differs) sounds[text] = inContext.join(' ');
  }

  return { version: 1, entries: entries.map((entry) => ({ ...entry })), characters, sounds, vocabulary };
}
