// The figures follow from what is written: each change of a paper moves exactly the figures it should.
import { describe, expect, test } from '@jest/globals';
import { Batch } from '@onetrip/shared/contract';
import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { batchLists, publicBatches } from '../catalogue/batches.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { abolishedProofs } from '../catalogue/progress.ts';
import { announced, differences, statsOf } from '../catalogue/stats.ts';
import { catalogueFolder } from '../src/matters/service.ts';
import { matter, smallCatalogue } from './support/smallCatalogue.ts';

const provided = { ending: 'provided', byLaw: '某法第1条' };
const figures = (...matters: Record<string, unknown>[]) => statsOf(smallCatalogue({ matters }));

describe('items cut', () => {
  test('what was asked in 2017 and is not asked now', () => {
    const { materialItemsCut, kpis, cutByEnding } = figures(
      matter(1, {
        materials: [
          { identity: 'idCard' },
          { paper: 'marriageCertificate' },
          { paper: 'employerLetter' },
          { paper: 'kinshipProof', ...provided, confidence: 'verify' },
          { act: ['到场', 'In person'] },
        ],
      }),
    );
    expect([materialItemsCut, kpis.itemsIn2017, kpis.articlesToVerify]).toEqual([2, 3, 1]);
    expect(cutByEnding).toEqual({ shared: 1, cancelled: 1, commitment: 0, investigated: 0, afterApproval: 0 });
  });

  test('what came later was no item of 2017, and what is not of the 598 does not count', () => {
    const one = { materials: [{ paper: 'marriageCertificate', since: '2020-05-01' }] };
    const other = { in2018: undefined, materials: [{ paper: 'marriageCertificate' }] };
    const { materialItemsCut, matters } = figures(matter(1, one), matter(2, other));
    expect([materialItemsCut, matters]).toEqual([0, 1]);
  });
});

describe('kinds of proof abolished', () => {
  const kinds = (...matters: Record<string, unknown>[]) => abolishedProofs(smallCatalogue({ matters }));

  test('a kind counts once, and only where it is a proof', () => {
    const asking = [{ paper: 'kinshipProof' }, { paper: 'marriageCertificate' }];
    expect(kinds(matter(1, { materials: asking }), matter(2, { materials: asking }))).toEqual(['kinshipProof']);
  });

  test('one matter that still asks for it keeps it alive, also one that is not of the 598', () => {
    const asks = { materials: [{ paper: 'kinshipProof', ...provided }] };
    const cut = matter(1, { materials: [{ paper: 'kinshipProof' }] });
    expect(kinds(cut, matter(2, asks))).toEqual([]);
    expect(kinds(cut, matter(2, { ...asks, in2018: undefined }))).toEqual([]);
  });
});

describe('the middle of 2018, and today', () => {
  const files = smallCatalogue({ matters: [matter(1, { materials: [{ paper: 'marriageCertificate' }] })] });
  const linked = (linkedOn: string, department: string) =>
    statsOf({
      ...files,
      registers: files.registers.map((one) => ({ ...one, linkedOn })),
      matters: files.matters.map((one) => ({ ...one, department })),
    });

  test('a paper is the citizen’s until the register of another department is linked', () => {
    const { idOnly, materialItemsCut, today } = linked('2019-01-01', 'GA');
    expect([idOnly, materialItemsCut]).toEqual([0, 0]);
    expect([today.idOnly, today.materialItemsCut]).toEqual([1, 1]);
    expect(linked('2018-01-01', 'GA')).toMatchObject({ idOnly: 1, materialItemsCut: 1 });
  });

  test('a department’s own records need no link', () => {
    expect(linked('2019-01-01', 'MZ')).toMatchObject({ idOnly: 1, materialItemsCut: 1 });
  });

  test('a paper cancelled later was still asked', () => {
    const cancelledOn = '2020-01-01';
    const { idOnly, today } = figures(matter(1, { materials: [{ paper: 'employerLetter', cancelledOn }] }));
    expect([idOnly, today.idOnly]).toEqual([0, 1]);
  });
});

test('id-only is said of a matter where every situation is; where only some are, it is the other reading', () => {
  const { idOnly, readings } = figures(
    matter(1, {
      questions: [{ id: 'home', text: '住房', options: { owned: '自有', rented: '租赁' } }],
      materials: [{ paper: 'marriageCertificate', ...provided, when: { home: 'rented' } }],
    }),
    matter(2, { materials: [{ paper: 'marriageCertificate' }] }),
    matter(3, { materials: [{ paper: 'kinshipProof', ...provided }] }),
  );
  expect([idOnly, readings.idOnlyInSome, readings.today.idOnlyInSome]).toEqual([1, 2, 2]);
});

test('kinds of paper are counted once, however many matters asked, and only when none asks any more', () => {
  const asking = { materials: [{ paper: 'marriageCertificate' }, { paper: 'kinshipProof' }] };
  const keeping = { materials: [{ paper: 'kinshipProof', ...provided }] };
  const { materialItemsCut, readings } = figures(matter(1, asking), matter(2, asking), matter(3, keeping));
  expect([materialItemsCut, readings.paperKindsCut]).toEqual([4, 1]);
});

test('on another day, what came later is taken back', () => {
  const files = smallCatalogue({
    matters: [matter(1, { materials: [{ paper: 'employerLetter', cancelledOn: '2017-10-31' }] })],
  });
  const on = (day: string) => statsOf(files, day);
  expect([on('2017-10-30'), on('2017-10-31')].map(({ date, idOnly }) => [date, idOnly])).toEqual([
    ['2017-10-30', 0],
    ['2017-10-31', 1],
  ]);
});

test('id-only is what the rule says, and a matter without materials claims nothing', () => {
  const { idOnly } = figures(
    matter(1, { materials: [{ paper: 'marriageCertificate' }] }),
    matter(2, { materials: [{ paper: 'marriageCertificate', ...provided }] }),
    matter(3),
  );
  expect(idOnly).toBe(1);
});

test('the measures of the reviewers', () => {
  const { kpis } = figures(
    matter(1, { promised: { count: 0, unit: 'workingDays' }, materials: [{ identity: 'idCard' }] }),
    matter(2, { channels: ['counter'], materials: [{ identity: 'idCard' }] }),
    matter(3, { materials: [{ act: '到场' }], notOnlineBecause: '须采集指纹' }),
    matter(4, { statutory: { count: 7, unit: 'calendarDays' } }),
  );
  expect(kpis).toMatchObject({
    immediateShare: 0.25,
    // Statutory 20 + 20 + 20 + 5 working days, promised 0 + 5 + 5 + 5.
    promiseCompression: 0.7692,
    zeroVisitShare: 0.5,
    averageVisits: 0.6667,
    phoneShare: 0.75,
    compiledShare: 0.75,
  });
});

test('a batch lists what its rule finds, and nothing an earlier batch listed', () => {
  const batch = (id: string, more: object) => ({
    id,
    publishedOn: '2018-06-30',
    confidence: 'verify',
    name: { zh: id },
    ...more,
  });
  const files = smallCatalogue({
    matters: [
      matter(1, { materials: [{ paper: 'kinshipProof' }], opened: { phone: '2018-06-01' } }),
      matter(2, { materials: [{ paper: 'employerLetter', ...provided }], opened: { phone: '2019-06-01' } }),
    ],
    batches: [
      batch('papers', { kind: 'papers' }),
      batch('first', { kind: 'idOnly', departments: ['MZ'] }),
      batch('second', { kind: 'idOnly' }),
      batch('mobile', { kind: 'mobile' }),
    ],
  });
  const lists = ['papers', 'first', 'second', 'mobile'].map((id) => batchLists(files).get(id) ?? []);
  expect(lists).toEqual([['kinshipProof'], ['HZ-MZ-001'], [], ['HZ-MZ-001']]);
});

test('a batch lists nothing that came after its day', () => {
  const cancelledOn = '2017-10-31';
  const batch = { kind: 'papers', confidence: 'verify' };
  const files = smallCatalogue({
    matters: [matter(1, { materials: [{ paper: 'employerLetter', cancelledOn }] })],
    batches: [
      { ...batch, id: 'first', name: { zh: '第一批' }, publishedOn: '2017-06-30' },
      { ...batch, id: 'second', name: { zh: '第二批' }, publishedOn: '2017-10-31' },
    ],
  });
  expect(['first', 'second'].map((id) => batchLists(files).get(id) ?? [])).toEqual([[], ['employerLetter']]);
});

test('each paper added is cut or asked, never both', () => {
  const papers = ['marriageCertificate', 'kinshipProof', 'employerLetter', 'statement'];
  const material = fc.record({ paper: fc.constantFrom(...papers), asked: fc.boolean() });
  fc.assert(
    fc.property(fc.array(material, { maxLength: 8 }), (list) => {
      const materials = list.map(({ paper, asked }) => ({ paper, ...(asked ? provided : {}) }));
      const { materialItemsCut, kpis, idOnly } = figures(matter(1, { materials }));
      expect(materialItemsCut).toBe(list.filter(({ asked }) => !asked).length);
      expect(kpis.itemsIn2017).toBe(list.length);
      expect(idOnly).toBe(list.some(({ asked }) => asked) ? 0 : 1);
    }),
    { numRuns: 30 },
  );
});

describe('the catalogue as it stands', () => {
  const files = loadCatalogue(catalogueFolder);
  const stats = statsOf(files);

  test('reaches the figures that are counted, not judged', () => {
    const { matters, departments, mobile, feeHeads, anyCounter, atCommunity, announced } = stats;
    expect({ matters, departments, mobile, feeHeads, anyCounter, atCommunity }).toEqual({
      matters: announced.matters,
      departments: announced.departments,
      mobile: announced.mobile,
      feeHeads: announced.feeHeads,
      anyCounter: announced.anyCounter,
      atCommunity: announced.atCommunity,
    });
  });

  test('every figure that differs from the announced one says why, in both languages', () => {
    const differing = (Object.keys(announced) as (keyof typeof announced)[]).filter(
      (key) => stats[key] !== announced[key],
    );
    expect(Object.keys(stats.differences)).toEqual(differing);
    for (const { zh, en } of Object.values(differences)) expect([zh, en].every(Boolean)).toBe(true);
  });

  test('three batches of proofs, two of ID-only matters and one of mobile ones, nothing listed twice', () => {
    const listed = (kind: string) =>
      files.batches.filter((batch) => batch.kind === kind).map(({ id }) => batchLists(files).get(id) ?? []);
    expect(['papers', 'idOnly', 'mobile'].map((kind) => listed(kind).length)).toEqual([3, 2, 1]);
    for (const kind of ['papers', 'idOnly', 'mobile']) {
      const all = listed(kind).flat();
      expect(new Set(all).size).toBe(all.length);
    }
    // What was abolished by the day of the last batch, and every matter that was ID-only when the second came out.
    expect(listed('papers').flat().sort()).toEqual(abolishedProofs(files, '2018-03-31').sort());
    expect(listed('idOnly').flat()).toHaveLength(stats.idOnly);
    expect(listed('mobile').flat()).toHaveLength(stats.mobile);
  });

  test('each batch has its public list: matters by name and department, or papers by name and ending', () => {
    const validator = Compile(Batch);
    for (const batch of publicBatches(files)) {
      const { kind, count, matters, papers } = batch;
      expect(validator.Check(batch)).toBe(true);
      expect([matters.length, papers.length]).toEqual(kind === 'papers' ? [0, count] : [count, 0]);
      expect(count).toBeGreaterThan(0);
    }
  });

  test('the table of proofs is one file, and what is abolished stands in it', () => {
    const table = new Set(
      files.papers.filter(({ file }) => file === 'papers/proofs.jsonc').map(({ paper }) => paper.id),
    );
    expect(abolishedProofs(files).filter((id) => !table.has(id))).toEqual([]);
    expect(files.papers.filter(({ paper }) => paper.proof)).toHaveLength(table.size);
  });
});
