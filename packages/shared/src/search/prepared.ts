// An index made ready for queries: every text in one row of units, and for every gram the matters it stands in.
import type { MatterRow, SearchIndex } from './build.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import { type Postings, PostingsBuilder, Row } from './postings.ts';
import { blur } from './sounds.ts';

/** Unit of a query for which there is none here. */
export const unknown = 0xffff;

/** An index made ready for queries. Texts, units and matters are numbers: a province has a million of them. */
export interface Prepared {
  readonly index: SearchIndex;
  readonly matters: readonly MatterRow[];
  /** Units of all texts, one after the other: the character or word, its sound, whether it says little beside the others. */
  readonly signs: Uint16Array;
  readonly sounds: Uint16Array;
  readonly aside: Uint8Array;
  /** Text → its first unit, and one more for the end. */
  readonly textStarts: Int32Array;
  /** Matter → its first text (the name), and one more for the end. The last of them is the theme. */
  readonly matterTexts: Int32Array;
  /** Character, or word of letters and digits → its sign. */
  readonly signOf: ReadonlyMap<string, number>;
  /** Sign → the character or word. */
  readonly written: readonly string[];
  /** Those of them that are words of letters. */
  readonly letterWords: readonly string[];
  readonly soundOf: ReadonlyMap<string, number>;
  /** Sound → the syllable; its blurred sound; its first letter, 0–25. */
  readonly syllables: readonly string[];
  readonly blurred: Uint16Array;
  /** Blurred sound, in letters → its number. */
  readonly blurOf: ReadonlyMap<string, number>;
  readonly initial: Uint8Array;
  /** Every sound a sign is read with in the texts. */
  readonly soundsOfSign: (sign: number) => readonly number[];
  /** Sign → how rare it is among the matters. */
  readonly rarity: Float32Array;
  readonly read: (chars: readonly string[]) => string[];
  readonly simplified: (text: string) => string;
  /** Matters in which a gram stands, by its key. */
  readonly postings: Postings;
  /** What the units of a query may stand for as one word. */
  readonly everyday: Lexicon;
  readonly greatestWeight: number;
}

/** Keys of grams. Signs and sounds are below 2^15, so that every key is a small integer to the engine. */
export const pairKey = (first: number, second: number): number => first * 0x8000 + second;
export const soundPairKey = (first: number, second: number): number => 0x4000_0000 + first * 0x400 + second;
export const initialPairKey = (first: number, second: number): number => 0x4020_0000 + first * 32 + second;
export const signKey = (sign: number): number => 0x4030_0000 + sign;
export const soundKey = (sound: number): number => 0x4040_0000 + sound;

/** How rare what stands in so many of the matters is: 0 for what stands in all. */
export const rarityOf = (count: number, of: number): number => Math.log((of + 1) / (count + 0.5));

/** Units of a text: Han characters one by one, letters and digits by words; `null` where something else stands between. */
export function unitsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z]*\d+|[a-z]+|[\u3400-\u9fff]|[（(]|[）)]/g) ?? [];
}

const isBracket = (unit: string): boolean => /[（()）]/.test(unit);

/** Numbers given in the order of asking. */
class Numbers {
  readonly of = new Map<string, number>();
  readonly names: string[] = [];
  get(name: string): number {
    const known = this.of.get(name);
    if (known !== undefined) return known;
    this.names.push(name);
    this.of.set(name, this.names.length - 1);
    return this.names.length - 1;
  }
}

/** Reads characters aloud by the index. */
function reader({ characters, pairs }: SearchIndex): (chars: readonly string[]) => string[] {
  const alone = new Map<string, string>();
  for (const syllable of Object.keys(characters)) {
    for (const char of Array.from(characters[syllable] ?? '')) alone.set(char, syllable);
  }
  return (chars) => {
    const sounds = chars.map((char) => alone.get(char) ?? char);
    for (let at = 0; at + 1 < chars.length; at += 1) {
      const pair = pairs[`${chars[at]}${chars[at + 1]}`];
      if (pair !== undefined) [sounds[at], sounds[at + 1]] = pair.split(' ') as [string, string];
    }
    return sounds;
  };
}

/** The texts of all matters, as rows of units. */
interface Texts {
  readonly signs: Uint16Array;
  readonly sounds: Uint16Array;
  readonly aside: Uint8Array;
  readonly textStarts: Int32Array;
  readonly matterTexts: Int32Array;
}

/** Puts brackets around the words that say little in a name: what is usually meant (申领), and fillers (浙江省). */
function asides({ usual, fillers }: SearchIndex['vocabulary']): (text: string) => string {
  const words = [...usual, ...fillers.filter((word) => word.length > 1)].sort((a, b) => b.length - a.length);
  if (words.length === 0) return (text) => text;
  const pattern = new RegExp(words.join('|'), 'g');
  return (text) => text.replace(pattern, '($&)');
}

function layOut(
  { matters, themes, vocabulary }: SearchIndex,
  signs: Numbers,
  sounds: Numbers,
  read: Prepared['read'],
): Texts {
  const [signRow, soundRow, asideRow] = [new Row(), new Row(), new Row()];
  const [textStarts, matterTexts] = [new Row(), new Row()];
  const setAside = asides(vocabulary);
  for (const [, name, aliases, , theme] of matters) {
    matterTexts.push(textStarts.length);
    for (const text of [name, ...(aliases === '' ? [] : aliases.split('|')), themes[theme] ?? '']) {
      textStarts.push(signRow.length);
      const units = unitsOf(setAside(text));
      const spoken = read(units.filter((unit) => !isBracket(unit)));
      let place = 0;
      let depth = 0;
      units.forEach((unit) => {
        if (isBracket(unit)) {
          depth += unit === '（' || unit === '(' ? 1 : -1;
        } else {
          signRow.push(signs.get(unit));
          soundRow.push(sounds.get(spoken[place++] as string));
          asideRow.push(depth > 0 ? 1 : 0);
        }
      });
    }
  }
  matterTexts.push(textStarts.length);
  textStarts.push(signRow.length);
  return {
    signs: Uint16Array.from(signRow.finish()),
    sounds: Uint16Array.from(soundRow.finish()),
    aside: Uint8Array.from(asideRow.finish()),
    textStarts: textStarts.finish(),
    matterTexts: matterTexts.finish(),
  };
}

/** Which matters every gram of the texts stands in. */
function postingsOf(texts: Texts, blurred: Uint16Array, initial: Uint8Array): Postings {
  const { signs, sounds, textStarts, matterTexts } = texts;
  const grams = new PostingsBuilder();
  for (let matter = 0; matter + 1 < matterTexts.length; matter += 1) {
    for (let text = matterTexts[matter] as number; text < (matterTexts[matter + 1] as number); text += 1) {
      const end = textStarts[text + 1] as number;
      for (let at = textStarts[text] as number; at < end; at += 1) {
        const [sign, sound] = [signs[at] as number, sounds[at] as number];
        grams.add(signKey(sign), matter);
        grams.add(soundKey(blurred[sound] as number), matter);
        if (at + 1 === end) continue;
        const next = sounds[at + 1] as number;
        grams.add(pairKey(sign, signs[at + 1] as number), matter);
        grams.add(soundPairKey(blurred[sound] as number, blurred[next] as number), matter);
        grams.add(initialPairKey(initial[sound] as number, initial[next] as number), matter);
      }
    }
  }
  return grams.finish();
}

/** Every sound a sign is read with. */
function readSounds({ signs, sounds }: Texts, count: number): Prepared['soundsOfSign'] {
  const read = Array.from({ length: count }, (): number[] => []);
  signs.forEach((sign, at) => {
    const known = read[sign] as number[];
    if (!known.includes(sounds[at] as number)) known.push(sounds[at] as number);
  });
  return (sign) => read[sign] ?? [];
}

function prepare(index: SearchIndex): Prepared {
  const { matters } = index;
  const read = reader(index);
  const signs = new Numbers();
  const sounds = new Numbers();
  for (const syllable of Object.keys(index.characters)) sounds.get(syllable);
  const texts = layOut(index, signs, sounds, read);
  const blurs = new Numbers();
  const blurred = Uint16Array.from(sounds.names, (sound) => blurs.get(blur(sound)));
  const initial = Uint8Array.from(sounds.names, (sound) => (/^[a-z]/.test(sound) ? sound.charCodeAt(0) - 97 : 26));
  const postings = postingsOf(texts, blurred, initial);
  const signsOf = (word: string): number[] | null => {
    const wanted = unitsOf(word).map((unit) => signs.of.get(unit));
    const known = wanted.filter((sign): sign is number => sign !== undefined);
    return known.length === wanted.length && known.length > 0 ? known : null;
  };

  const simple = new Map<string, string>();
  const traditional = Array.from(index.traditional);
  for (let at = 0; at < traditional.length; at += 2)
    simple.set(traditional[at] as string, traditional[at + 1] as string);

  return {
    index,
    matters,
    ...texts,
    signOf: signs.of,
    written: signs.names,
    letterWords: signs.names.filter((word) => /^[a-z]/.test(word)),
    soundOf: sounds.of,
    syllables: sounds.names,
    blurred,
    blurOf: blurs.of,
    initial,
    soundsOfSign: readSounds(texts, signs.names.length),
    rarity: Float32Array.from(signs.names, (_, sign) => rarityOf(postings(signKey(sign)).length, matters.length)),
    read,
    simplified: (text) => Array.from(text, (char) => simple.get(char) ?? char).join(''),
    postings,
    everyday: lexiconOf(index.vocabulary, signsOf, read),
    greatestWeight: matters.reduce((greatest, [, , , , , , weight = 0]) => Math.max(greatest, weight), 1),
  };
}

const ready = new WeakMap<SearchIndex, Prepared>();

/** The index made ready, once for each index. */
export function prepared(index: SearchIndex): Prepared {
  const known = ready.get(index) ?? prepare(index);
  ready.set(index, known);
  return known;
}
