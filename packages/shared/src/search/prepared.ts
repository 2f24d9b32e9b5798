// An index made ready for queries: every pair of neighbouring characters and syllables, and where it stands.
import type { SearchIndex } from './build.ts';

/** One searchable text of an entry. */
export interface Text {
  readonly entry: number;
  readonly isName: boolean;
  readonly chars: readonly string[];
  readonly sounds: readonly string[];
  /** Characters beside what stands in brackets: an explanation does not make a name less fitting. */
  readonly length: number;
  /** What a match here is worth beside one in the name. */
  readonly worth: number;
}

/** A run of query units found in a text. */
export interface Occurrence {
  readonly text: Text;
  readonly from: number;
  readonly to: number;
  /** 1 where every character is the one asked for, less where only the sound agrees. */
  readonly quality: number;
  readonly kind: MatchKind;
  /** Which unit of the phrase it begins with. */
  readonly at: number;
  /** The unit of the phrase it ends before, where that is another number of units: a slip. */
  readonly until?: number;
}

/** How a match came about. */
export type MatchKind = 'exact' | 'typed' | 'homophone' | 'synonym' | 'spelt' | 'slip';

/** One unit of a query: a character, or a typed syllable. */
export interface Unit {
  /** Absent for a typed syllable. */
  readonly char?: string;
  readonly sound: string;
}

/** An index made ready for queries. */
export interface Prepared {
  readonly index: SearchIndex;
  readonly texts: readonly Text[];
  readonly soundOf: (char: string) => string;
  readonly isSyllable: (letters: string) => boolean;
  /** The vocabulary's word that is written, or sounds, so. */
  readonly wordOf: (units: readonly Unit[]) => string | undefined;
  /** The vocabulary's words with these initials. */
  readonly wordsByInitials: (letters: string) => readonly string[];
  /** Where a run of one or more units stands, by character or by sound. */
  readonly find: (units: readonly Unit[]) => Occurrence[];
  /** The greatest weight of an entry, at least 1. */
  readonly greatestWeight: number;
}

const worths = { name: 1, alias: 0.95, theme: 0.45 } as const;
/** What agrees in sound only: typed as pinyin it is what was meant, typed as another character it is likely a slip. */
const qualities = { exact: 1, typed: 0.95, homophone: 0.8 } as const;

type Place = readonly [text: number, from: number];

function add(places: Map<string, Place[]>, key: string, place: Place): void {
  const list = places.get(key);
  if (list === undefined) places.set(key, [place]);
  else list.push(place);
}

function prepare(index: SearchIndex): Prepared {
  const sounds = new Map<string, string>();
  for (const syllable of Object.keys(index.characters)) {
    for (const char of Array.from(index.characters[syllable] ?? '')) sounds.set(char, syllable);
  }
  const soundOf = (char: string): string => sounds.get(char) ?? char.toLowerCase();

  const soundsOf = (text: string): string[] => index.sounds[text]?.split(' ') ?? Array.from(text).map(soundOf);
  const syllables = new Set(Object.keys(index.characters));

  const texts: Text[] = [];
  index.entries.forEach((entry, number) => {
    const put = (written: string, worth: number, isName: boolean): void => {
      const chars = Array.from(written.toLowerCase());
      const length = Array.from(written.replace(/（.*?）/g, '')).length || chars.length;
      texts.push({ entry: number, isName, chars, sounds: soundsOf(written), length, worth });
    };
    put(entry.name, worths.name, true);
    for (const alias of entry.aliases) put(alias, worths.alias, false);
    put(entry.theme, worths.theme, false);
  });

  const places = new Map<string, Place[]>();
  texts.forEach(({ chars, sounds: read }, text) => {
    chars.forEach((char, at) => {
      const [nextChar, nextSound] = [chars[at + 1], read[at + 1]];
      add(places, `=${char}`, [text, at]);
      add(places, `~${read[at]}`, [text, at]);
      if (nextChar === undefined) return;
      add(places, `=${char}${nextChar}`, [text, at]);
      add(places, `~${read[at]} ${nextSound}`, [text, at]);
    });
  });

  const words = new Map<string, string>();
  const byInitials = new Map<string, string[]>();
  for (const word of Object.keys(index.vocabulary.synonyms)) {
    words.set(word, word);
    const read = soundsOf(word).join(' ');
    if (word.length > 1 && !words.has(read)) words.set(read, word);
    const initials = Array.from(word, (char) => soundOf(char).charAt(0)).join('');
    byInitials.set(initials, [...(byInitials.get(initials) ?? []), word]);
  }

  const find = (units: readonly Unit[]): Occurrence[] => {
    const pair = units.slice(0, 2);
    const key = `~${pair.map((unit) => unit.sound).join(' ')}`;
    // A character read otherwise in context (行) is still the character: both lists are looked at.
    const exact = pair.every((unit) => unit.char !== undefined)
      ? (places.get(`=${pair.map((unit) => unit.char).join('')}`) ?? [])
      : [];
    const seen = new Set(exact.map(([text, from]) => `${text} ${from}`));
    const sounding = (places.get(key) ?? []).filter(([text, from]) => !seen.has(`${text} ${from}`));
    const found: Occurrence[] = [];
    for (const [number, from] of [...exact, ...sounding]) {
      const text = texts[number] as Text;
      let kind: keyof typeof qualities = 'exact';
      const fits = units.every((unit, offset) => {
        if (unit.char !== undefined && text.chars[from + offset] === unit.char) return true;
        if (unit.char !== undefined) kind = 'homophone';
        else if (kind === 'exact') kind = 'typed';
        return text.sounds[from + offset] === unit.sound;
      });
      if (fits) found.push({ text, from, to: from + units.length, quality: qualities[kind], kind, at: 0 });
    }
    return found;
  };

  return {
    index,
    texts,
    soundOf,
    isSyllable: (letters) => syllables.has(letters),
    wordOf: (units) =>
      words.get(units.map((unit) => unit.char ?? '').join('')) ?? words.get(units.map((unit) => unit.sound).join(' ')),
    wordsByInitials: (letters) => byInitials.get(letters) ?? [],
    find,
    greatestWeight: index.entries.reduce((greatest, { weight }) => Math.max(greatest, weight), 1),
  };
}

const ready = new WeakMap<SearchIndex, Prepared>();

/** The index made ready, once for each index. */
export function prepared(index: SearchIndex): Prepared {
  const known = ready.get(index) ?? prepare(index);
  ready.set(index, known);
  return known;
}
