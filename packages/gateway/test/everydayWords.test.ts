// The words people use find the matter they mean: everyday speech, pinyin, initials, slips of the pen, traditional characters.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { complete, search } from '@onetrip/shared/search';
import { loadCatalogue, resolveMatter } from '../catalogue/load.ts';
import { readCityWords, searchIndexOf } from '../catalogue/searchIndex.ts';
import { catalogueFolder } from '../src/matters/service.ts';
import { packageRoot } from '../src/packageRoot.ts';

const files = loadCatalogue(catalogueFolder);
const matters = files.matters.map((filed) => resolveMatter(filed, files.departments));
const index = searchIndexOf(matters, files, readCityWords(catalogueFolder), { english: false });
const nameOf = new Map(matters.map(({ matterId, name }) => [matterId, name.zh]));

interface Query {
  query: string;
  expected: string[];
  kind: string;
}

const queriesIn = (file: string): Query[] =>
  readFileSync(join(packageRoot, 'test/fixtures', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',') as [string, string, string])
    .map(([query, expected, kind]) => ({ query, expected: expected.split(';'), kind }));

const development = queriesIn('queries-development.csv');
const heldOut = queriesIn('queries-held-out.csv');

/** Shares of the queries that find what was meant first, and among the first five. */
function quality(queries: readonly Query[]): { first: number; five: number } {
  const places = queries.map(({ query, expected }) =>
    search(index, query, { limit: 5 }).hits.findIndex(({ matterId }) => expected.includes(nameOf.get(matterId) ?? '')),
  );
  const share = (isGood: (place: number) => boolean) => places.filter(isGood).length / places.length;
  return { first: share((place) => place === 0), five: share((place) => place >= 0) };
}

describe('everyday words', () => {
  test.each([
    ['the development set', development],
    ['the set held out from tuning', heldOut],
  ])('%s: 85 of 100 find it first, 97 of 100 among the first five', (_, queries) => {
    const { first, five } = quality(queries);
    expect(first).toBeGreaterThanOrEqual(0.85);
    expect(five).toBeGreaterThanOrEqual(0.97);
  });

  test.each(['typo', 'pinyin', 'initials', 'mixed', 'traditional', 'filter'])('queries of kind %s, too', (kind) => {
    const { first, five } = quality([...development, ...heldOut].filter((query) => query.kind === kind));
    expect(first).toBeGreaterThanOrEqual(0.85);
    expect(five).toBeGreaterThanOrEqual(0.97);
  });
});

describe('the sets', () => {
  test('stand apart from the vocabulary, and from each other', () => {
    const words = new Set(Object.values(files.aliases).flat());
    const queries = [...development, ...heldOut].map(({ query }) => query);
    expect(queries.filter((query) => words.has(query))).toEqual([]);
    expect(new Set(queries).size).toBe(queries.length);
    expect(development.length).toBeGreaterThanOrEqual(400);
  });

  test('ask for matters there are, of every theme', () => {
    const names = new Set(nameOf.values());
    const expected = [...development, ...heldOut].flatMap((query) => query.expected);
    expect(expected.filter((name) => !names.has(name))).toEqual([]);
    const asked = new Set(expected);
    const themes = new Set(matters.filter(({ name }) => asked.has(name.zh)).map(({ theme }) => theme));
    expect([...new Set(matters.map(({ theme }) => theme))].filter((theme) => !themes.has(theme))).toEqual([]);
  });
});

describe('the vocabulary', () => {
  test('has everyday words for every matter', () => {
    expect(matters.filter(({ matterId }) => (files.aliases[matterId] ?? []).length < 2)).toEqual([]);
  });
  test('names districts and departments there are', () => {
    const { places, departments } = readCityWords(catalogueFolder);
    const codes = new Set(files.departments.map(({ code }) => code));
    expect(Object.keys(departments).filter((code) => !codes.has(code))).toEqual([]);
    const divisions = readFileSync(join(catalogueFolder, 'divisions-hangzhou.csv'), 'utf8');
    const districts = divisions
      .split('\n')
      .flatMap((line) => (line.split(',')[1] === 'district' ? [line.split(',')[2]] : []));
    expect(Object.keys(places).sort()).toEqual(districts.sort());
  });
});

describe('the phone’s index', () => {
  test('is at most 150 KB, and answers after a journey through JSON as before', () => {
    const sent = JSON.stringify(index);
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(150_000);
    const received = JSON.parse(sent);
    for (const { query } of heldOut.slice(0, 40)) expect(search(received, query)).toEqual(search(index, query));
  });
  test('suggests everyday words while they are typed', () => {
    expect(complete(index, '身份证丢').suggestions[0]?.text).toContain('身份证丢');
    expect(complete(index, 'shangp').suggestions.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('上牌'),
    );
  });
});
