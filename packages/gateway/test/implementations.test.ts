// 实施清单: what the authorities of other places carry out is found there, once, and read and filed only where it may be.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalogue } from '../catalogue/load.ts';
import type { OpenDatabase } from '../src/database/connection.ts';
import { isWithin, prefixOf } from '../src/implementations/division.ts';
import { TableBuilder } from '../src/implementations/table.ts';
import { type Catalogue, catalogueFolder, openCatalogue } from '../src/matters/service.ts';
import { openTestDatabase } from './support/databases.ts';

const now = new Date('2026-11-23T09:00:00+08:00');
const files = loadCatalogue(catalogueFolder);
const [permit, marriage] = ['HZ-GA-041', 'HZ-MZ-001'];

const list = [
  'division,matterId,name',
  '330110,HZ-GA-041,',
  '330110001,HZ-GA-041,',
  '330200,HZ-GA-041,宁波市居住证申领',
  '330212,HZ-GA-041,',
  '330212,HZ-MZ-001,',
];

let folder: string;
let open: OpenDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onetrip-list-'));
  open = await openTestDatabase('pglite');
});
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

function openWith(lines: readonly string[]): Promise<Catalogue> {
  const file = join(folder, 'list.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return openCatalogue(open.database, now, files, file);
}

describe('finding within a division', () => {
  let catalogue: Catalogue;
  beforeAll(async () => {
    catalogue = await openWith(list);
  });
  const first = (q: string, division?: string) =>
    catalogue.search({ q, ...(division === undefined ? {} : { division }) }).items[0];

  test.each([
    ['330100', permit, 3],
    ['330110', permit, 3],
    ['330106', permit, 1],
    ['330200', `${permit}-330212`, 1],
    ['330212', `${permit}-330212`, 1],
    ['330000', permit, 4],
  ])('居住证 in %s', (division, matterId, implementations) => {
    expect(first('居住证申领', division)).toMatchObject({ matterId, implementations });
  });

  test('a name of its own is found by it, and shown with it', () => {
    expect(first('宁波市居住证申领', '000000')).toMatchObject({
      matterId: `${permit}-330200`,
      division: '330200',
      name: { zh: '宁波市居住证申领' },
    });
  });

  test('nothing is found where nobody carries it out', () => {
    const page = catalogue.search({ q: '居住证', division: '440100' });
    expect(page).toMatchObject({ items: [], total: 0, nothingFound: { hotline: '12345' } });
  });

  test('without words an authority lists what it carries out, the most used first', () => {
    const { items, total } = catalogue.search({ division: '330212' });
    expect(total).toBe(3);
    expect(items.map(({ division }) => division).sort()).toEqual(['330200', '330212', '330212']);
  });

  test('other filters hold as well', () => {
    expect(catalogue.search({ q: '居住证', division: '330200', department: 'MZ' }).total).toBe(0);
    expect(catalogue.search({ q: '居住证', division: '330200', online: true }).total).toBe(0);
    expect(catalogue.search({ q: '居住证', division: '330110', online: true }).total).toBeGreaterThan(0);
  });

  test('without a division the catalogue of the city answers as ever', () => {
    const hit = first('居住证申领');
    expect(hit?.matterId).toBe(permit);
    expect(hit).not.toHaveProperty('division');
  });

  test('an implementation is read by its id, and is filed only in our own city', () => {
    const matter = catalogue.get(permit);
    expect(catalogue.get(`${permit}-330110001`)).toEqual({
      ...matter,
      matterId: `${permit}-330110001`,
      division: '330110001',
    });
    expect(catalogue.get(`${permit}-330212`)).toMatchObject({ division: '330212', online: false });
    expect(() => catalogue.get(`${marriage}-330110`)).toThrow('matter_not_found');
  });

  test('an application keeps its implementation when the list no longer names it', async () => {
    const later = await openWith(list.slice(0, 1));
    expect(() => later.get(`${permit}-330110`)).toThrow('matter_not_found');
    const { version } = later.get(permit);
    expect(await later.version(`${permit}-330110`, version)).toMatchObject({ division: '330110', version });
    await expect(later.version(`${permit}-330110`, version + 1)).rejects.toMatchObject({ code: 'matter_not_found' });
  });
});

describe('a list that does not fit', () => {
  test.each([
    ['another heading', ['division;matterId;name'], ':1 is not the heading'],
    ['no code', [list[0], '3301,HZ-GA-041,'], ':2 is not of the form'],
    ['a field too few', [list[0], '330110,HZ-GA-041'], ':2 is not of the form'],
    ['an unknown matter', [list[0], '330110,HZ-XX-999,'], ':2 names HZ-XX-999, which the catalogue has not'],
    [
      'a matter twice',
      [list[0], '330110,HZ-GA-041,', '330110,HZ-GA-041,别名'],
      ':3 names HZ-GA-041 of 330110 a second',
    ],
    ['an authority twice', [list[0], '330110,HZ-GA-041,', '330106,HZ-GA-041,', '330110,HZ-MZ-001,'], ':4 names 330110'],
    ['our own city', [list[0], '330100,HZ-GA-041,'], ':2 names 330100'],
  ])('%s is refused by its line', async (_, lines, message) => {
    await expect(openWith(lines as string[])).rejects.toThrow(message);
  });
});

describe('divisions', () => {
  test.each([
    ['000000', ''],
    ['330000', '33'],
    ['330100', '3301'],
    ['330110', '330110'],
    ['330110000', '330110'],
    ['330110001', '330110001'],
    ['330110001000', '330110001'],
    ['330110001005', '330110001005'],
    ['110000', '11'],
    ['410010', '410010'],
  ])('within %s all begin with "%s"', (division, prefix) => {
    expect(prefixOf(division)).toBe(prefix);
  });

  test('an area holds exactly what stands in it, above it and below it', () => {
    const code = fc.constantFrom('330000', '330100', '330110', '330110001', '330200', '330212', '440100');
    const row = fc.tuple(code, fc.integer({ min: 0, max: 9 }));
    const rows = fc.uniqueArray(row, { selector: String, maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.oneof(code, fc.constant('000000')), (all, division) => {
        const builder = new TableBuilder();
        for (const [one, document] of all) builder.add(one, document);
        const { counts, highest } = builder.finish(Int32Array.from({ length: 10 }, (_, at) => at)).area(division);
        const here = all.filter(([one]) => isWithin(one, division) || isWithin(division, one));
        for (let document = 0; document < 10; document += 1) {
          const by = here.filter(([, other]) => other === document).map(([one]) => one);
          expect(counts[document]).toBe(by.length);
          const top = highest(document);
          expect(top === null ? by.length === 0 : by.every((one) => prefixOf(top) <= prefixOf(one))).toBe(true);
        }
      }),
    );
  });
});
