// The figures follow from what is written: each change of a paper moves exactly the figures it should.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalogue } from '../catalogue/load.ts';
import { abolishedProofs, batchOf, statsOf } from '../catalogue/stats.ts';
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
  const lists = ['papers', 'first', 'second', 'mobile'].map((id) => batchOf(files, id));
  expect(lists).toEqual([['kinshipProof'], ['HZ-MZ-001'], [], ['HZ-MZ-001']]);
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

  test('three batches of proofs list every abolished kind once, two of matters every id-only one', () => {
    const listed = (kind: string) =>
      files.batches.filter((batch) => batch.kind === kind).map(({ id }) => batchOf(files, id));
    expect(listed('papers')).toHaveLength(3);
    expect(listed('papers').flat().sort()).toEqual(abolishedProofs(files, '2018-06-30').sort());
    expect(listed('idOnly')).toHaveLength(2);
    expect(new Set(listed('idOnly').flat()).size).toBe(stats.idOnly);
    expect(listed('mobile')).toEqual([expect.any(Array)]);
  });
});
