// The words people use find the matter they mean: everyday speech, pinyin, initials, slips of the pen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadCatalogue, resolveMatter } from '../catalogue/load.ts';
import { catalogueFolder, searchOver } from '../src/matters/service.ts';
import { packageRoot } from '../src/packageRoot.ts';

const queries = readFileSync(join(packageRoot, 'test/fixtures/everyday-queries.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [query: string, matterIds: string])
  .map(([query, matterIds]) => ({ query, wanted: matterIds.split(' ') }));

describe('everyday words', () => {
  const places = new Map<string, number>();
  beforeAll(() => {
    const files = loadCatalogue(catalogueFolder);
    const matters = files.matters.map((filed) => ({ ...resolveMatter(filed, files.departments), version: 1 }));
    const search = searchOver(matters, files);
    for (const { query, wanted } of queries) {
      const { items } = search({ q: query, limit: 5 });
      places.set(
        query,
        items.findIndex(({ matterId }) => wanted.includes(matterId)),
      );
    }
  });
  const share = (test: (place: number) => boolean) => [...places.values()].filter(test).length / places.size;

  test('95 of 100 find what was meant among the first five', () => {
    expect(share((place) => place >= 0)).toBeGreaterThanOrEqual(0.95);
  });

  test('85 of 100 find it first', () => {
    expect(share((place) => place === 0)).toBeGreaterThanOrEqual(0.85);
  });
});
