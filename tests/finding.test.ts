// Finding over HTTP: suggestions, facets, places, what is used most, and the index a phone keeps.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, MatterQuery } from '@onetrip/sdk';
import { complete, search } from '@onetrip/shared/search';
import { metresBetween } from '../packages/gateway/src/servicePoints/near.ts';
import { type System, startSystem } from './support/system.ts';

let system: System;
let client: Client;
beforeAll(async () => {
  system = await startSystem();
  client = system.client();
});
afterAll(() => system.close());

const ids = async (query: MatterQuery) => (await client.matters.search(query)).items.map(({ matterId }) => matterId);
/** 武林广场, GCJ-02. */
const square = { lat: 30.272, lng: 120.163 };

describe('suggestions while typing', () => {
  test('names and everyday words, marked where they match, each with its matter', async () => {
    const { items } = await client.matters.suggest({ q: 'jiash', limit: 5 });
    expect(items).toHaveLength(5);
    for (const { text, highlights, matterId, name, department } of items) {
      expect(highlights.length).toBeGreaterThan(0);
      for (const [from, to] of highlights) expect(from < to && to <= text.length).toBe(true);
      expect((await client.matters.get(matterId)).name).toEqual(name);
      expect(department.name.zh).not.toBe('');
    }
  });

  test('a slip is put right; what nobody knows leads to themes and the hotline', async () => {
    expect((await client.matters.suggest({ q: '居驻证' })).didYouMean).toContain('居住证');
    const lost = await client.matters.suggest({ q: '红烧肉怎么做' });
    expect(lost).toMatchObject({ items: [], nothingFound: { hotline: '12345' } });
    expect(lost.nothingFound?.themes).toHaveLength(3);
  });

  test('more than anybody types is refused, nothing typed suggests nothing', async () => {
    await expect(client.matters.suggest({ q: '居'.repeat(101) })).rejects.toMatchObject({ fields: [{ field: 'q' }] });
    expect(await client.matters.suggest({ q: ' ' })).toEqual({ items: [], didYouMean: null });
  });
});

describe('facets', () => {
  const facets = ['idOnly', 'onPhone', 'atBank'] as const;

  test.each(['驾驶证', ''])('each count is what its filter leaves (%j)', async (q) => {
    const { facets: counts, total } = await client.matters.search({ q, limit: 1 });
    for (const facet of facets) {
      expect([facet, (await client.matters.search({ q, [facet]: true, limit: 1 })).total]).toEqual([
        facet,
        counts?.[facet],
      ]);
    }
    const { departments = [], districts = [] } = counts ?? {};
    expect(departments.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    for (const { code, count } of [...departments.slice(0, 3), ...districts.slice(0, 3)]) {
      const chosen = /^\d/.test(code) ? { district: code } : { department: code };
      expect([code, (await client.matters.search({ q, ...chosen, limit: 1 })).total]).toEqual([code, count]);
    }
  });

  test('counts beside the filters already set: a department may still be changed for another', async () => {
    const chosen = await client.matters.search({ q: '补贴', department: 'RS', limit: 1 });
    expect(chosen.facets?.departments.length).toBeGreaterThan(1);
    expect(chosen.facets?.departments.find(({ code }) => code === 'RS')?.count).toBe(chosen.total);
    const both = await client.matters.search({ q: '补贴', department: 'RS', idOnly: true, limit: 1 });
    expect(both.total).toBe(chosen.facets?.idOnly);
  });

  test('what a bank handles is handled at a bank’s branch', async () => {
    const found = await ids({ atBank: true, limit: 100 });
    expect(found.length).toBeGreaterThan(0);
    for (const matterId of found) {
      expect((await client.matters.get(matterId)).servicePointKinds).toContain('bank_branch');
    }
  });

  test('near somebody is what a point within the radius handles; at a bank near him, what a bank within it does', async () => {
    const near = await client.matters.search({ ...square, within: 2_000, limit: 100 });
    const kinds = new Set(
      (await client.servicePoints.nearby({ ...square, within: 2_000, limit: 50 })).items.map(({ kind }) => kind),
    );
    expect(near.total).toBeGreaterThan(0);
    for (const { matterId } of near.items.slice(0, 10)) {
      const { servicePointKinds = [] } = await client.matters.get(matterId);
      expect(servicePointKinds.some((kind) => kinds.has(kind))).toBe(true);
    }
    expect(await ids({ lat: 30, lng: 100, limit: 1 })).toEqual([]);
    const bank = await client.servicePoints.nearby({ kind: 'bank_branch', ...square, within: 50_000, limit: 1 });
    const at = { lat: bank.items[0]?.lat ?? 0, lng: bank.items[0]?.lng ?? 0, within: 100 };
    expect((await ids({ ...at, atBank: true, limit: 100 })).sort()).toEqual(
      (await ids({ atBank: true, limit: 100 })).sort(),
    );
  });

  test('themes of a life event go together, and facets stand on the first page alone', async () => {
    const first = await client.matters.search({ theme: '出生,婚育', limit: 5 });
    const one = await client.matters.search({ theme: '出生', limit: 1 });
    const other = await client.matters.search({ theme: '婚育', limit: 1 });
    expect(first.total).toBe(one.total + other.total);
    const second = await client.matters.search({ theme: '出生,婚育', limit: 5, cursor: first.nextCursor ?? '' });
    expect([first.facets === undefined, second.facets === undefined]).toEqual([false, true]);
    expect(second.items.some(({ matterId }) => first.items.some((one) => one.matterId === matterId))).toBe(false);
  });
});

describe('what the words of a query filter by themselves', () => {
  test('a district and a department are named, and each can be taken away', async () => {
    const { said, items } = await client.matters.search({ q: '余杭 公安局 居住证' });
    expect(said.map(({ kind, code, name }) => [kind, code, name.zh])).toEqual([
      ['department', 'GA', '市公安局'],
      ['district', '330110', '余杭区'],
    ]);
    expect(items[0]?.matterId).toBe('HZ-GA-041');
    expect(items.every(({ department }) => department.code === 'GA')).toBe(true);
    const withoutDepartment = await client.matters.search({ q: said[0]?.without ?? '' });
    expect(withoutDepartment.said.map(({ kind }) => kind)).toEqual(['district']);
    const withoutDistrict = await client.matters.search({ q: said[1]?.without ?? '' });
    expect(withoutDistrict.said.map(({ kind }) => kind)).toEqual(['department']);
  });

  test('what a filter would hide is worth more than the filter', async () => {
    const { said, items } = await client.matters.search({ q: '公安局 公积金提取' });
    expect(said).toEqual([]);
    expect(items[0]?.department.code).toBe('GJ');
  });

  test('what is chosen counts before what is said', async () => {
    const { said } = await client.matters.search({ q: '余杭 居住证', district: '330106' });
    expect(said).toEqual([]);
  });
});

test('every name, written out, comes first', async () => {
  const { index } = await client.matters.index();
  const names = new Map(index?.matters.map(([matterId, name]) => [matterId, name] as const));
  expect(names.size).toBe(668);
  const wrong: string[] = [];
  for (const [, name] of names) {
    const answer = index && search(index, name, { limit: 1 });
    if (names.get(answer?.hits[0]?.matterId ?? '') !== name) wrong.push(name);
    // What a name says of a department or a district does not hide the name itself.
    const filters = answer?.said.place ?? answer?.said.department;
    if (filters && (await client.matters.search({ q: name, limit: 1 })).items[0]?.name.zh !== name) wrong.push(name);
  }
  expect(wrong).toEqual([]);
});

describe('service points', () => {
  test('the nearest come first, at the distance they say, and handle the matter', async () => {
    const { items, disclaimer } = await client.servicePoints.nearby({ matterId: 'HZ-GA-041', ...square, limit: 5 });
    const { servicePointKinds = [] } = await client.matters.get('HZ-GA-041');
    expect(items.length).toBeGreaterThan(0);
    const distances = items.map(({ distanceMetres }) => distanceMetres ?? -1);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    for (const { lat, lng, distanceMetres, kind } of items) {
      expect(Math.abs(metresBetween(square, { lat, lng }) - (distanceMetres ?? -1))).toBeLessThan(1);
      expect(distanceMetres).toBeLessThanOrEqual(3_000);
      expect(servicePointKinds).toContain(kind);
    }
    expect(disclaimer.zh).toContain('编制示例');
  });

  test('without a position a district will do, and without that the districts are offered', async () => {
    const { districts, items } = await client.servicePoints.nearby({ matterId: 'HZ-GA-041' });
    expect(items).toEqual([]);
    expect(districts.length).toBeGreaterThan(5);
    const [{ code, count } = { code: '', count: 0 }] = districts;
    const there = await client.servicePoints.nearby({ matterId: 'HZ-GA-041', district: code, limit: 50 });
    expect(there.items).toHaveLength(Math.min(50, count));
    expect(there.items.every(({ district, distanceMetres }) => district.code === code && distanceMetres === null)).toBe(
      true,
    );
  });

  test.each([
    [{ lat: 30 }, 'lng'],
    [{ lng: 120 }, 'lat'],
    [{ district: '110101' }, 'district'],
    [{ lat: 91, lng: 120 }, 'lat'],
    [{ ...square, within: 60_000 }, 'within'],
  ])('a place that is none is told: %j', async (place, field) => {
    const refused = { code: 'invalid_request', fields: [{ field }] };
    await expect(client.servicePoints.nearby(place)).rejects.toMatchObject(refused);
    await expect(client.matters.search(place)).rejects.toMatchObject(refused);
  });

  test('of a matter nobody has there are none', async () => {
    await expect(client.servicePoints.nearby({ matterId: 'HZ-GA-999' })).rejects.toMatchObject({
      code: 'matter_not_found',
    });
  });

  test('distances are right: a degree of latitude is 111 km, of longitude 96 km in Hangzhou', () => {
    expect(Math.round(metresBetween({ lat: 30, lng: 120 }, { lat: 31, lng: 120 }) / 1000)).toBe(111);
    expect(Math.round(metresBetween({ lat: 30.27, lng: 120 }, { lat: 30.27, lng: 121 }) / 1000)).toBe(96);
  });
});

describe('the phone’s index', () => {
  test('finds what the service finds, and is sent once for what is published', async () => {
    const { index, version, departments } = await client.matters.index();
    if (!index) throw new Error('no index came');
    expect(Buffer.byteLength(JSON.stringify(index))).toBeLessThan(150 * 1024);
    expect(Object.keys(departments).sort()).toEqual([...index.departments].sort());
    for (const q of ['居住证', 'jiazhao diu le', '上牌', 'sbk']) {
      const here = search(index, q, { limit: 3 }).hits.map(({ matterId }) => matterId);
      expect([q, here]).toEqual([q, (await ids({ q, limit: 3 })).slice(0, 3)]);
    }
    expect(complete(index, '驾驶').suggestions.length).toBeGreaterThan(0);
    expect(await client.matters.index({ have: version })).toEqual({ version, index: null, departments });
    expect((await client.matters.index({ have: 'another' })).index).toEqual(index);
  });
});

test('what is filed and read most is hot; the editors’ order holds until then', async () => {
  const order = (await client.matters.search({ limit: 3 })).items.map(({ matterId }) => matterId);
  const quiet = 'HZ-TYJ-001';
  for (let opened = 0; opened < 420; opened += 1) await client.matters.get(quiet);
  const { items, days } = await client.matters.hot({ limit: 4 });
  expect(days).toBe(30);
  expect(items.map(({ matterId }) => matterId)).toEqual([quiet, ...order]);
}, 60_000);
