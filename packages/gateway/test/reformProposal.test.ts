// A proposal over a small catalogue: what it comes to, what it may not be, and what it changes in the figures.
import { describe, expect, test } from '@jest/globals';
import type { Matter, ProposedMatter } from '@onetrip/shared/contract';
import { resolveMatter } from '../catalogue/load.ts';
import { statsOf } from '../catalogue/stats.ts';
import { ProblemError } from '../src/http/problem.ts';
import { effectOf } from '../src/reform/effect.ts';
import { assess, checkProposal } from '../src/reform/proposal.ts';
import { matter, smallCatalogue } from './support/smallCatalogue.ts';

const day = '2026-03-02';
const provided = { ending: 'provided', byLaw: '某法第1条' };
const inForce = smallCatalogue({
  matters: [
    matter(1, { materials: [{ identity: 'idCard' }, { paper: 'marriageCertificate', ...provided }] }),
    matter(2, {
      channels: ['counter'],
      materials: [{ paper: 'kinshipProof', ...provided }],
      visitReason: '提交材料',
      notOnlineBecause: '须核对原件',
    }),
    matter(3),
  ],
});
const usage = { first: 100_000, least: 500, source: { zh: '估计', en: 'Estimated' } };

/** A matter as `matters.get` shows it. */
function shown(matterId: string): Omit<Matter, 'version'> {
  const filed = inForce.matters.find(({ written }) => written.matterId === matterId);
  if (!filed) throw new Error(matterId);
  return resolveMatter(filed, inForce.departments);
}
const source = (more: object = {}) => ({
  register: 'marriage' as const,
  department: 'MZ',
  label: { zh: '婚姻登记库' },
  fields: ['status'],
  ...more,
});
/** The certificate of matter 1 is no longer asked, but shared. */
const sharing = (more: object = {}): ProposedMatter => ({
  matterId: 'HZ-MZ-001',
  version: 1,
  materials: shown('HZ-MZ-001').materials.map((one) =>
    one.kind === 'paper' ? { ...one, ending: 'shared', byLaw: undefined, source: source(more) } : one,
  ) as Matter['materials'],
});

describe('what it comes to', () => {
  test('one paper shared: in words, as a demand, and in the figures', () => {
    const { changes, demands, findings, idle, files } = assess(inForce, [sharing()], day);
    expect(changes.get('HZ-MZ-001')?.map(({ zh }) => zh)).toEqual([
      '带身份证或市民卡即可办（一证通办）。',
      '不用再带结婚证：改由部门间核对。',
    ]);
    expect(demands.map(({ matterId, partId, source: of }) => [matterId, partId, of.register])).toEqual([
      ['HZ-MZ-001', 'marriageCertificate', 'marriage'],
    ]);
    expect([findings, idle]).toEqual([[], []]);
    const { before, after, words } = effectOf(inForce, files, usage);
    expect([before.idOnly, after.idOnly]).toEqual([0, 1]);
    expect([before.materialItemsCut, after.materialItemsCut]).toEqual([0, 1]);
    expect(before.papersAYear - after.papersAYear).toBe(500);
    expect(before.tripsAYear - after.tripsAYear).toBe(500);
    expect(words.map(({ zh }) => zh)).toContain('一证通办事项：0 → 1。');
    expect(after.materialItemsCut).toBe(statsOf(files).today.materialItemsCut);
  });

  test('a source nobody supplies is the demand’s business, not the linter’s', () => {
    const { findings, demands } = assess(inForce, [sharing({ fields: ['income'] })], day);
    expect([findings, demands.length]).toEqual([[], 1]);
  });

  test('the linter speaks of the rest', () => {
    const promised = { count: 99, unit: 'workingDays' } as const;
    const { findings } = assess(inForce, [{ matterId: 'HZ-MZ-001', version: 1, promised }], day);
    expect(findings).toMatchObject([{ matterId: 'HZ-MZ-001', rule: 'promisedLonger' }]);
  });

  test('opened on the phone, reasons against it and for a visit go, and the day is noted', () => {
    const { materials } = shown('HZ-MZ-002');
    const cancelled = materials.map((one) => ({
      ...one,
      ending: 'cancelled' as const,
      reason: { zh: '没有法律依据' },
      cancelledOn: day,
    }));
    const proposal: ProposedMatter = {
      matterId: 'HZ-MZ-002',
      version: 1,
      channels: ['counter', 'phone'],
      materials: cancelled,
    };
    const { files, findings } = assess(inForce, [proposal], day);
    const written = files.matters.find((filed) => filed.written.matterId === 'HZ-MZ-002')?.written;
    expect(written?.opened).toEqual({ phone: day });
    expect(written).not.toHaveProperty('visitReason');
    expect(written).not.toHaveProperty('notOnlineBecause');
    expect(findings).toEqual([]);
  });

  test('a paper never asked before is asked since that day, and cuts nothing', () => {
    const materials = [
      ...shown('HZ-MZ-001').materials,
      { id: 'new', name: { zh: '新材料' }, kind: 'paper' as const, ending: 'provided' as const, byLaw: '某法第2条' },
    ];
    const { files } = assess(inForce, [{ matterId: 'HZ-MZ-001', version: 1, materials }], day);
    const written = files.matters.find((filed) => filed.written.matterId === 'HZ-MZ-001')?.written;
    expect(written?.materials?.map(({ since }) => since)).toEqual([undefined, undefined, day]);
    expect(statsOf(files).kpis.itemsIn2017).toBe(statsOf(inForce).kpis.itemsIn2017);
  });

  test('what is in force already changes nothing, however much of it is sent', () => {
    const {
      matterId,
      department: _d,
      idOnly: _i,
      visits: _v,
      immediate: _m,
      disclaimer: _c,
      ...all
    } = shown('HZ-MZ-001');
    const { idle, changes } = assess(inForce, [{ matterId, version: 1, ...all }], day);
    expect([idle, [...changes]]).toEqual([['HZ-MZ-001'], []]);
  });

  test('an empty list compiles nothing where nothing is compiled', () => {
    expect(assess(inForce, [{ matterId: 'HZ-MZ-003', version: 1, materials: [] }], day).idle).toEqual(['HZ-MZ-003']);
  });
});

describe('what it may not be', () => {
  const refusal = (proposed: readonly unknown[], department = 'MZ') => {
    try {
      checkProposal(inForce, department, proposed as ProposedMatter[]);
      return 'none';
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return `${error.code} ${error.fields.map(({ field }) => field).join()}`;
    }
  };
  const question = (id: number) => ({
    id: `q${id}`,
    text: { zh: '？' },
    options: Array.from({ length: 10 }, (_one, at) => ({ value: `${at}`, label: { zh: `${at}` } })),
  });

  test('another department’s, unknown, or twice the same', () => {
    expect(refusal([sharing()])).toBe('none');
    expect(refusal([sharing()], 'GA')).toBe('forbidden matters.0.matterId');
    expect(refusal([{ ...sharing(), matterId: 'HZ-MZ-999' }])).toBe('matter_not_found ');
    expect(refusal([sharing(), sharing()])).toBe('invalid_request matters.1.matterId');
  });

  test('not in the catalogue’s form: unknown keys, a condition that is none', () => {
    const [id, paper] = shown('HZ-MZ-001').materials;
    expect(refusal([{ ...sharing(), materials: [id, { ...paper, colour: 'red' }] }])).toBe('invalid_request matters.0');
    expect(refusal([{ ...sharing(), materials: [id, { ...paper, when: { all: 1 } }] }])).toBe(
      'invalid_request matters.0',
    );
  });

  test('so many questions that their situations could not be looked at', () => {
    const questions = Array.from({ length: 20 }, (_one, at) => question(at));
    expect(refusal([{ ...sharing(), questions }])).toBe('invalid_request matters.0.questions');
  });
});
