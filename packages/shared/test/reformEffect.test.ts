// What a reform saves, counted as the unlock planner counts, and told figure by figure.
import { describe, expect, test } from '@jest/globals';
import type { Material } from '../src/contract/material.ts';
import type { ReformFigures } from '../src/contract/reform.ts';
import { type BurdenMatter, burdenOf, effectWords, unlock } from '../src/rules/index.ts';

const text = (zh: string) => ({ zh, en: zh });
const paper = (id: string, more: Partial<Material> = {}): Material => ({
  id,
  name: text(id),
  kind: 'paper',
  ending: 'provided',
  ...more,
});
const home = {
  id: 'home',
  text: text('住所'),
  options: [
    { value: 'owned', label: text('自有') },
    { value: 'rented', label: text('租赁') },
  ],
};
const of = (more: Partial<BurdenMatter>): BurdenMatter => ({
  questions: [],
  materials: [],
  channels: ['phone'],
  ...more,
});

describe('the burden of a matter', () => {
  test('papers by the situations that ask them, a trip where something is handed over', () => {
    const lease = paper('lease', { when: { question: 'home', in: ['rented'] } });
    expect(burdenOf(of({ questions: [home], materials: [lease] }), 1000)).toEqual({
      papersAYear: 500,
      tripsAYear: 500,
    });
  });

  test('a trip for an act, and where nothing is filed from home', () => {
    const act = paper('photo', { kind: 'act' });
    expect(burdenOf(of({ materials: [act] }), 100)).toEqual({ papersAYear: 0, tripsAYear: 100 });
    expect(burdenOf(of({ channels: ['counter'] }), 100)).toEqual({ papersAYear: 0, tripsAYear: 100 });
    expect(burdenOf(of({}), 100)).toEqual({ papersAYear: 0, tripsAYear: 0 });
  });

  test('what ending a paper saves is what the unlock planner says it saves', () => {
    const lease = paper('lease', { paper: 'lease', when: { question: 'home', in: ['rented'] } });
    const before = of({ questions: [home], materials: [lease, paper('photo', { paper: 'photo' })] });
    const after = of({ ...before, materials: before.materials.map((one) => ({ ...one, ending: 'shared' as const })) });
    const levers = [{ leverId: 'both', kind: 'dataLink' as const, name: text('x'), papers: ['lease', 'photo'] }];
    const matter = { ...before, matterId: 'HZ-GA-001', name: text('x') };
    const planned = unlock({ matters: [{ matter, casesAYear: 800 }], levers, budget: 1, goal: 'everySituation' });
    const [was, is] = [burdenOf(before, 800), burdenOf(after, 800)];
    expect(was.papersAYear - is.papersAYear).toBe(planned.papersAYear);
    expect(was.tripsAYear - is.tripsAYear).toBe(planned.tripsAYear);
  });
});

describe('the words', () => {
  const figures: ReformFigures = {
    idOnly: 310,
    materialItemsCut: 669,
    proofKindsAbolished: 174,
    immediateShare: 0.25,
    promiseCompression: 0.6,
    zeroVisitShare: null,
    averageVisits: 0.5,
    onlineShare: 0.7,
    phoneShare: 0.3,
    papersAYear: 1000,
    tripsAYear: 2000,
  };

  test('one sentence for each figure that moves', () => {
    const words = effectWords(figures, { ...figures, idOnly: 311, immediateShare: 0.2667, zeroVisitShare: 0.5 });
    expect(words.map(({ zh }) => zh)).toEqual([
      '一证通办事项：310 → 311。',
      '即办率：25% → 26.67%。',
      '跑零次率：未知 → 50%。',
    ]);
    expect(words[0]?.en).toBe('ID-only matters: 310 → 311.');
  });

  test('and one where none does', () => {
    expect(effectWords(figures, figures)).toEqual([{ zh: '各项指标没有变化。', en: 'No figure moves.' }]);
  });

  test('every figure is told', () => {
    const other = Object.fromEntries(Object.keys(figures).map((name) => [name, 7])) as ReformFigures;
    expect(effectWords(figures, other)).toHaveLength(Object.keys(figures).length);
  });
});
