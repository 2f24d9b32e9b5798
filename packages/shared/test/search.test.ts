// Search as citizens use it: everyday words, pinyin, initials, slips, over the names of the whole catalogue.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pinyin } from 'pinyin-pro';
import { buildIndex, complete, type SearchEntry, type SearchIndex, search, vocabulary } from '../src/search/index.ts';

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));
const entries: SearchEntry[] = (fixture('matters.json') as [string, string, string, string, number][]).map(
  ([matterId, name, department, theme, weight], at) => ({
    matterId,
    name,
    aliases: matterId === 'HZ-GA-048' ? ['出国护照', 'passport'] : [],
    department,
    theme,
    online: at % 2 === 0,
    idOnly: at % 3 === 0 ? true : at % 3 === 1 ? false : null,
    weight,
  }),
);
const toPinyin = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array' });
// The index as the phone gets it: through JSON.
const city = {
  places: { 余杭区: '余杭区 余杭', 西湖区: '西湖区 西湖' },
  departments: { GA: '公安局 派出所', MZ: '民政局' },
};
const index = JSON.parse(JSON.stringify(buildIndex(entries, toPinyin, { ...vocabulary, ...city }))) as SearchIndex;
const nameOf = new Map(entries.map(({ matterId, name }) => [matterId, name]));
const namesFor = (query: string, limit = 3): string[] =>
  search(index, query, { limit }).hits.map(({ matterId }) => nameOf.get(matterId) ?? '');

const permit = '浙江省居住证申领（IC卡式）';
const lostLicence = '机动车驾驶证遗失补证';
const permitId = entries.find(({ name }) => name === permit)?.matterId ?? '';
const newCar = '机动车注册登记（新车上牌）';

describe('what people type', () => {
  test.each([
    ['居住证', permit],
    ['juzhuzheng', permit],
    ['ju zhu zheng', permit],
    ['JZZ', permit],
    ['juzhuz', permit],
    ['居zhu证', permit],
    ['居驻证', permit],
    ['居往证', permit],
    ['居证', permit],
    ['juzuzheng', permit],
    ['ｊｕｚｈｕ', permit],
    ['驾驶证丢了', lostLicence],
    ['驾照不见了怎么办', lostLicence],
    ['jiashizheng diule', lostLicence],
    ['驾马证丢了', lostLicence],
    ['新车上牌', newCar],
    ['刚买了车怎么上牌照', newCar],
    ['xinchesp', newCar],
    ['XCSP', newCar],
    ['機動車駕駛證遺失', lostLicence],
    ['辦居住證', permit],
  ])('%s', (query, wanted) => {
    expect(namesFor(query, 1)).toEqual([wanted]);
  });

  test('a lone driving licence lists the matters of driving licences', () => {
    for (const query of ['jiashizheng', '驾驶证', 'jiasizheng']) {
      const names = namesFor(query, 5);
      expect(names).toHaveLength(5);
      for (const name of names) expect([query, name]).toEqual([query, expect.stringContaining('驾驶证')]);
    }
  });

  test('an alias is found, in either script', () => {
    expect(namesFor('passport', 1)).toEqual(['普通护照签发（首次申领）']);
    expect(namesFor('出国护照', 1)).toEqual(['普通护照签发（首次申领）']);
  });

  test('the written sample by names alone: eight in ten come first, nine in ten among the first three', () => {
    const sample = fixture('search-queries.json') as [query: string, wanted: string[], kind: string][];
    const places = sample.map(([query, wanted]) => namesFor(query, 3).findIndex((name) => wanted.includes(name)));
    expect(places.filter((place) => place === 0).length / sample.length).toBeGreaterThanOrEqual(0.8);
    expect(places.filter((place) => place >= 0).length / sample.length).toBeGreaterThanOrEqual(0.9);
  });

  test('every matter comes first by its whole name, also among those of the same characters', () => {
    for (const { name } of entries) expect(namesFor(name, 1)).toEqual([name]);
  });

  test('any matter is found by its pinyin', () => {
    fc.assert(
      fc.property(fc.constantFrom(...entries), ({ name }) => {
        const letters = toPinyin(name.replace(/[^\u4e00-\u9fff]/g, '')).join('');
        if (!/[（、]/.test(name)) expect(namesFor(letters, 3)).toContain(name);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the answer', () => {
  test('marks what matched in the name', () => {
    const [first] = search(index, '居住证').hits;
    expect(first?.highlights).toEqual([[3, 6]]);
    const [lost] = search(index, '驾驶证丢了').hits;
    expect(lost?.highlights).toEqual([[3, 8]]);
  });
  test('suggests the likely spelling only where the typed one is wrong', () => {
    expect(search(index, '结昏登记').didYouMean).toBe('结婚登记');
    expect(search(index, '居往证').didYouMean).toBe('居住证');
    expect(search(index, '驾马证丢了').didYouMean).toBe('驾驶证丢了');
    expect(search(index, 'jiasizheng').didYouMean).toBe('驾驶证');
    for (const right of ['居住证', 'juzhuzheng', 'jzz', '驾驶证丢了', '一件事', ''])
      expect(search(index, right).didYouMean).toBeNull();
  });
  test('is empty for what no matter is about', () => {
    for (const query of ['ooooo', '红烧肉怎么做', '乒乓球比赛', '！！！', '#'])
      expect(search(index, query).hits).toEqual([]);
  });
  test('lists the most used for an empty query', () => {
    const { hits, total } = search(index, '  ', { limit: 45 });
    expect(total).toBe(entries.length);
    const weights = hits.map(({ matterId }) => entries.find((entry) => entry.matterId === matterId)?.weight);
    expect(weights).toEqual(Array(45).fill(2));
  });
  test('keeps to the filter and the limit, and counts all', () => {
    const all = search(index, '登记', { limit: 1000 });
    expect(all.total).toBe(all.hits.length);
    expect(search(index, '登记', { limit: 5 }).hits).toEqual(all.hits.slice(0, 5));
    const filters = [
      { department: 'GA' },
      { theme: '出生' },
      { idOnly: true },
      { online: true },
      { department: 'JJ', online: true },
    ];
    for (const filter of filters) {
      const wanted = all.hits.filter(({ matterId }) => {
        const entry = entries.find((each) => each.matterId === matterId);
        return Object.entries(filter).every(([key, value]) => entry?.[key as keyof SearchEntry] === value);
      });
      expect(search(index, '登记', { limit: 1000, filter }).hits).toEqual(wanted);
    }
  });
  test('is the same every time, best first, whatever is typed, with highlights inside the name', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 20, unit: 'grapheme' }),
      fc.constantFrom(...entries).chain(({ name }) => fc.subarray(Array.from(name)).map((chars) => chars.join(''))),
    );
    fc.assert(
      fc.property(typed, (query) => {
        const answer = search(index, query);
        expect(search(JSON.parse(JSON.stringify(index)), query)).toEqual(answer);
        answer.hits.forEach(({ matterId, score, highlights }, at) => {
          expect(score).toBeLessThanOrEqual(answer.hits[at - 1]?.score ?? Number.POSITIVE_INFINITY);
          const length = Array.from(nameOf.get(matterId) ?? '').length;
          let last = -1;
          for (const [from, to] of highlights) {
            expect(from > last && from < to && to <= length).toBe(true);
            last = to;
          }
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('what else a query says', () => {
  test('a district is understood, and is none of the words', () => {
    const answer = search(index, '余杭 居住证');
    expect(answer.said).toEqual({ place: { key: '余杭区', without: '居住证' }, department: null });
    expect(nameOf.get(answer.hits[0]?.matterId ?? '')).toBe(permit);
    expect(search(index, '余杭居住证').hits.map(({ matterId }) => matterId)).toEqual(
      answer.hits.map(({ matterId }) => matterId),
    );
  });
  test('a word of a name is no district: 西湖益联保', () => {
    expect(search(index, '西湖益联保').said.place).toBeNull();
    expect(namesFor('西湖益联保', 1)[0]).toContain('西湖益联保');
  });
  test('a department comes first; alone, it lists what is its own', () => {
    const departmentOf = new Map(entries.map(({ matterId, department }) => [matterId, department]));
    const departments = (query: string) => search(index, query).hits.map(({ matterId }) => departmentOf.get(matterId));
    expect(departments('民政局 补贴')[0]).toBe('MZ');
    expect(new Set(departments('民政局'))).toEqual(new Set(['MZ']));
    expect(search(index, '派出所').said.department).toEqual({ key: 'GA', without: '' });
  });
});

describe('narrowing by what only the caller knows', () => {
  test('is told everything that answers, and what it keeps is all there is', () => {
    const all = search(index, '居住证', { limit: 100 }).hits.map(({ matterId }) => matterId);
    const told: string[] = [];
    const answer = search(index, '居住证', {
      narrow: (answering) => {
        told.push(...answering.map(({ matterId }) => matterId));
        return new Set([permitId]);
      },
    });
    expect(told).toEqual(all);
    expect(answer).toMatchObject({ total: 1, hits: [{ matterId: permitId }] });
    expect(search(index, '居住证', { narrow: () => new Set() }).nothingFound?.themes[0]).toBe('居住证');
  });
  test('a district or a department is taken away without the other', () => {
    expect(search(index, '余杭 派出所 居住证').said).toEqual({
      place: { key: '余杭区', without: '派出所 居住证' },
      department: { key: 'GA', without: expect.stringMatching(/^余杭 +居住证$/) },
    });
  });
});

describe('suggestions while typing', () => {
  test('names and everyday words, what is typed marked, no text twice', () => {
    for (const typed of ['驾', '驾驶', '驾驶z', 'jiash', 'jsz', '居住证丢']) {
      const { suggestions } = complete(index, typed, { limit: 5 });
      expect([typed, suggestions.length]).toEqual([typed, 5]);
      expect(new Set(suggestions.map(({ text }) => text)).size).toBe(5);
      for (const { text, highlights } of suggestions) {
        expect(highlights.length).toBeGreaterThan(0);
        for (const [from, to] of highlights) expect(from < to && to <= text.length).toBe(true);
      }
    }
    const [first] = complete(index, 'passp').suggestions;
    expect(first).toEqual({ text: 'passport', matterId: 'HZ-GA-048', highlights: [[0, 8]] });
  });
  test('a slip is put right, and what nobody knows leads somewhere', () => {
    expect(complete(index, '居驻证').didYouMean).toContain('居住证');
    expect(complete(index, '红烧肉怎么做')).toMatchObject({ suggestions: [], nothingFound: { hotline: '12345' } });
  });
  test('nothing typed suggests nothing', () => {
    expect(complete(index, ' ')).toMatchObject({ suggestions: [], didYouMean: null, nothingFound: null });
  });
});

describe('when nothing is found', () => {
  test('three themes and the hotline say where to turn', () => {
    const { hits, total, nothingFound } = search(index, '红烧肉怎么做');
    expect([hits, total]).toEqual([[], 0]);
    expect(nothingFound?.hotline).toBe('12345');
    expect(nothingFound?.themes).toHaveLength(3);
    const themes = new Set(entries.map(({ theme }) => theme));
    for (const theme of nothingFound?.themes ?? []) expect(themes).toContain(theme);
    expect(search(index, '居住证').nothingFound).toBeNull();
  });
});

describe('the index', () => {
  test('reads characters in context: 行驶证 is xingshizheng, not hangshizheng', () => {
    expect(namesFor('xingshizheng', 1)[0]).toContain('行驶证');
  });
  test('takes the city’s own vocabulary', () => {
    const own = buildIndex(entries, toPinyin, { thesaurus: ['小本本 > 居住证'], fillers: [], usual: ['申领'] });
    const [first] = search(own, '小本本').hits;
    expect(nameOf.get(first?.matterId ?? '')).toContain('居住证');
  });
});
