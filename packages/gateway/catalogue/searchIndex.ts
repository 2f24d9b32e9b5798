// The search index over a catalogue: names, everyday words, and what people of this city call its districts and departments.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIndex, type SearchIndex, type Vocabulary, vocabulary } from '@onetrip/shared/search';
import { pinyin } from 'pinyin-pro';
import type { CatalogueFiles, ResolvedMatter } from './load.ts';

/** `vocabulary/city.json`: districts by their full name and departments by their code, each with what people say. */
export type CityWords = Required<Pick<Vocabulary, 'places' | 'departments'>>;

/** Reads the words of the city beside a catalogue. */
export function readCityWords(folder: string): CityWords {
  return JSON.parse(readFileSync(join(folder, 'vocabulary', 'city.json'), 'utf8')) as CityWords;
}

/** Reads a text aloud, a syllable without tone for each character. */
const toPinyin = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array', v: true });

/** How much each matter is used: the most used has the greatest weight, one that is not listed none. */
export function weightsOf({ mostUsed }: Pick<CatalogueFiles, 'mostUsed'>): (matterId: string) => number {
  const weights = new Map(mostUsed.map((matterId, place) => [matterId, mostUsed.length - place] as const));
  return (matterId) => weights.get(matterId) ?? 0;
}

/** What an index holds. */
interface IndexOptions {
  /** Whether English names are searched, too; the phone's index goes without, for its size. */
  english?: boolean;
  /** The matter of the catalogue whose words and use one has, where it is not in the catalogue itself. */
  matterOf?: (matterId: string) => string;
}

/**
 * Builds the index over these matters.
 */
export function searchIndexOf(
  matters: readonly ResolvedMatter[],
  words: Pick<CatalogueFiles, 'mostUsed' | 'aliases'>,
  city: CityWords,
  { english = true, matterOf = (id) => id }: IndexOptions = {},
): SearchIndex {
  const weightOf = weightsOf(words);
  return buildIndex(
    matters.map(({ matterId, name, department, theme, online, idOnly }) => ({
      matterId,
      name: name.zh,
      aliases: [...(english && name.en ? [name.en] : []), ...(words.aliases[matterOf(matterId)] ?? [])],
      department: department.code,
      theme,
      online,
      idOnly,
      weight: weightOf(matterOf(matterId)),
    })),
    toPinyin,
    { ...vocabulary, ...city },
  );
}
