// The catalogue's data: every file fits its format, the linter finds nothing, and the rules reach the figures of 2018.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Matter } from '@onetrip/shared/contract';
import { feeLines, holds } from '@onetrip/shared/rules';
import { parse } from 'csv-parse/sync';
import { Compile } from 'typebox/compile';
import { checkCatalogue } from '../catalogue/check.ts';
import { fileSchema } from '../catalogue/fileSchema.ts';
import { loadCatalogue, resolveMatter } from '../catalogue/load.ts';
import { everySituation } from '../catalogue/situations.ts';
import { packageRoot } from '../src/packageRoot.ts';

const folder = join(packageRoot, 'catalogue');
const files = loadCatalogue(folder);
const matters = files.matters.map((filed) => resolveMatter(filed, files.departments));
const matter = (matterId: string) => {
  const found = matters.find((one) => one.matterId === matterId);
  if (!found) throw new Error(`no matter ${matterId}`);
  return found;
};
const amount = (matterId: string, situation: Record<string, string>) =>
  feeLines(matter(matterId), situation, files.fees).totalFen;

describe('the files', () => {
  test('the linter finds nothing to mend', () => {
    expect(checkCatalogue(files)).toEqual([]);
  });

  test('schema.json follows from format.ts (UPDATE_SCHEMA=1 writes it anew)', () => {
    const path = join(folder, 'schema.json');
    const fresh = `${JSON.stringify(fileSchema, null, 2)}\n`;
    if (process.env.UPDATE_SCHEMA) writeFileSync(path, fresh);
    expect(readFileSync(path, 'utf8')).toBe(fresh);
  });

  test('every matter, resolved, fits the contract', () => {
    const validator = Compile(Matter);
    const misfits = matters.filter((one) => !validator.Check({ ...one, version: 1 }));
    expect(misfits.map(({ matterId }) => matterId)).toEqual([]);
  });

  test('668 matters of 44 departments and units, 598 of them of 2018 and each of those compiled in full', () => {
    expect(files.matters).toHaveLength(668);
    expect(files.departments).toHaveLength(44);
    const of2018 = files.matters.filter(({ written }) => written.in2018);
    expect(of2018).toHaveLength(598);
    expect(of2018.filter(({ written }) => !written.materials).map(({ written }) => written.matterId)).toEqual([]);
  });
});

describe('what the rules make of the data', () => {
  test('id-only in every situation is reached by the rule for exactly those of the 45 detailed matters it was announced for', () => {
    const announced = parse<{ matterId: string; idOnly: string }>(
      readFileSync(join(packageRoot, 'test/fixtures/id-only-2018.csv')),
      { columns: true },
    );
    expect(announced).toHaveLength(45);
    const reached = announced.map(({ matterId }) => ({ matterId, idOnly: matter(matterId).idOnly ? 'Y' : 'N' }));
    expect(reached).toEqual(announced);
  });

  test('a matter that is not compiled claims nothing: neither id-only nor visits', () => {
    const [filed] = files.matters;
    if (!filed) throw new Error('no matter');
    const { materials: _materials, ...written } = { ...filed.written, online: false };
    const { idOnly, idOnlyInSome, visits, materials, online } = resolveMatter({ ...filed, written }, files.departments);
    expect({ idOnly, idOnlyInSome, visits }).toEqual({ idOnly: null, idOnlyInSome: null, visits: null });
    expect({ materials, online }).toEqual({ materials: [], online: false });
  });

  test('every result has a sample of each of its fields', () => {
    for (const { fields, sample = {} } of matters.flatMap(({ results }) => results)) {
      expect(Object.keys(sample).sort()).toEqual(fields.map(({ id }) => id).sort());
    }
  });

  test('on the spot is what is promised on the spot', () => {
    expect(matter('HZ-GA-041').immediate).toBe(false);
    expect(matter('HZ-JJ-026').immediate).toBe(true);
    expect(matter('HZ-JJ-001').immediate).toBe(true);
  });

  test('only the three matters whose sources and results are complete can be filed', () => {
    expect(matters.filter(({ online }) => online).map(({ matterId }) => matterId)).toEqual([
      'HZ-GA-041',
      'HZ-JJ-001',
      'HZ-JJ-026',
    ]);
  });

  test('nothing but the ID: no situation of a matter that can be filed asks for a paper', () => {
    for (const { questions, materials } of matters.filter(({ online }) => online)) {
      for (const answers of everySituation({ questions })) {
        const provided = materials.filter((one) => one.ending === 'provided' && holds(one.when, answers));
        expect(provided).toEqual([]);
      }
    }
  });

  test('the residence permit looks up one proof, by the ground of the application', () => {
    const { questions, materials } = matter('HZ-GA-041');
    const proofs = everySituation({ questions }).map((answers) => [
      Object.values(answers).join('/'),
      materials.filter(({ when }) => when && holds(when, answers)).map(({ id, ending }) => `${id}: ${ending}`),
    ]);
    expect(Object.fromEntries(proofs)).toEqual({
      employment: ['employment: shared'],
      study: ['study: shared'],
      'residence/owned': ['ownHome: shared'],
      'residence/rented': ['lease: shared'],
      'residence/dormitory': ['dormitory: commitment'],
    });
  });

  test('a new energy car needs no quota', () => {
    const { materials } = matter('HZ-JJ-001');
    const quota = materials.find(({ id }) => id === 'quota');
    expect(holds(quota?.when, { energy: 'ordinary' })).toBe(true);
    expect(holds(quota?.when, { energy: 'newEnergy' })).toBe(false);
  });
});

describe('places', () => {
  const table = (name: string): Record<string, string>[] =>
    parse(readFileSync(join(folder, name)), { columns: true, skip_empty_lines: true });
  const divisions = table('divisions-hangzhou.csv');
  const codes = new Set(divisions.map(({ code }) => code));

  test('13 districts, and every division below hangs in the one above', () => {
    expect(divisions).toHaveLength(3530);
    expect(divisions.filter(({ level }) => level === 'district')).toHaveLength(13);
    const orphans = divisions.filter(({ level, parent_code: parent = '' }) => level !== 'city' && !codes.has(parent));
    expect(orphans).toEqual([]);
  });

  test('410 service points, each in a district, within the city', () => {
    const points = table('service-points.csv');
    expect(new Set(points.map(({ id }) => id)).size).toBe(410);
    for (const { id, district_code: district = '', longitude_gcj02, latitude_gcj02 } of points) {
      const [east, north] = [Number(longitude_gcj02), Number(latitude_gcj02)];
      expect([id, codes.has(district), east > 118 && east < 121 && north > 29 && north < 31]).toEqual([id, true, true]);
    }
  });
});

describe('fees', () => {
  const items = [...files.fees.values()];

  test('the 23 heads, and what is outside the unified payment', () => {
    const heads = new Set(items.map(({ head }) => head));
    expect([...heads].filter((head) => head.startsWith('F'))).toHaveLength(23);
    expect([...heads].filter((head) => head.startsWith('X'))).toHaveLength(7);
    expect(items).toHaveLength(45);
  });

  test('only a single amount of high confidence under one of the 23 heads can be charged', () => {
    for (const { feeId, head, amountFen, confidence, chargeable } of items) {
      expect([feeId, chargeable]).toEqual([feeId, confidence === 'high' && amountFen !== null && head.startsWith('F')]);
    }
    expect(files.fees.get('F10-1')).toMatchObject({ confidence: 'high', amountFen: null, chargeable: false });
    expect(files.fees.get('F08-2')).toMatchObject({ confidence: 'low', amountFen: 2000, chargeable: false });
  });

  test('what is charged, in fen', () => {
    expect(amount('HZ-GA-041', { basis: 'employment' })).toBe(0);
    expect(amount('HZ-JJ-026', {})).toBe(1000);
    expect(amount('HZ-JJ-001', { energy: 'newEnergy' })).toBe(12000);
    expect(amount('HZ-GA-035', { reason: 'expired' })).toBe(2000);
    expect(amount('HZ-GA-035', { reason: 'damaged' })).toBe(4000);
    expect(amount('HZ-GA-039', {})).toBeNull();
  });
});
