// The unlock planner beside one that tries every choice, and what it counts as saved.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Lever } from '../src/contract/insight.ts';
import type { Material } from '../src/contract/material.ts';
import type { Question } from '../src/contract/situation.ts';
import { chooseLevers, type Goal, type UnlockMatter, unlock } from '../src/rules/index.ts';

const levers = 7;
const goals: fc.Arbitrary<Goal[]> = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 50 }),
    ways: fc.array(fc.uniqueArray(fc.nat(levers - 1), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 12 },
);
const budget = fc.integer({ min: 1, max: 5 });

const worth = (list: readonly Goal[], chosen: number): number =>
  list
    .filter(({ ways }) => ways.some((way) => way.every((lever) => (chosen & (1 << lever)) !== 0)))
    .reduce((sum, { weight }) => sum + weight, 0);
const size = (bits: number): number => (bits === 0 ? 0 : (bits & 1) + size(bits >>> 1));
const bits = (chosen: readonly number[]): number => chosen.reduce((all, lever) => all | (1 << lever), 0);

/** The most any choice within the budget is worth. */
function most(list: readonly Goal[], within: number): number {
  let best = 0;
  for (let chosen = 0; chosen < 1 << levers; chosen++) {
    if (size(chosen) <= within) best = Math.max(best, worth(list, chosen));
  }
  return best;
}

/** Every order of a list. */
const orders = (list: readonly number[]): number[][] =>
  list.length === 0
    ? [[]]
    : list.flatMap((one) => orders(list.filter((other) => other !== one)).map((rest) => [one, ...rest]));
const soonness = (list: readonly Goal[], order: readonly number[]): number =>
  order.reduce((sum, _lever, at) => sum + worth(list, bits(order.slice(0, at + 1))), 0);

describe('choosing levers', () => {
  test('no choice within the budget is better, and the proof says so', () => {
    fc.assert(
      fc.property(goals, budget, (list, within) => {
        const { levers: chosen, value, upperBound } = chooseLevers(list, within);
        expect(value).toBe(most(list, within));
        expect(upperBound).toBe(value);
        expect(worth(list, bits(chosen))).toBe(value);
        expect(chosen.length).toBeLessThanOrEqual(within);
      }),
      { numRuns: 2000 },
    );
  });

  test('each lever is needed, and no other order gains more sooner', () => {
    fc.assert(
      fc.property(goals, budget, (list, within) => {
        const { levers: chosen, value } = chooseLevers(list, within);
        for (const lever of chosen) expect(worth(list, bits(chosen) & ~(1 << lever))).toBeLessThan(value);
        expect(soonness(list, chosen)).toBe(Math.max(...orders(chosen).map((order) => soonness(list, order))));
      }),
      { numRuns: 500 },
    );
  });

  test('given up early, the choice is within the budget and the bound holds', () => {
    fc.assert(
      fc.property(goals, budget, fc.nat(60), (list, within, effort) => {
        const { levers: chosen, value, upperBound } = chooseLevers(list, within, effort);
        expect(chosen.length).toBeLessThanOrEqual(within);
        expect(worth(list, bits(chosen))).toBe(value);
        expect(value).toBeLessThanOrEqual(most(list, within));
        expect(upperBound).toBeGreaterThanOrEqual(most(list, within));
      }),
      { numRuns: 2000 },
    );
  });

  test('levers that bring something only together are found together', () => {
    const pair: Goal[] = [
      { weight: 10, ways: [[0, 1]] },
      { weight: 3, ways: [[2]] },
      { weight: 3, ways: [[3]] },
    ];
    expect(chooseLevers(pair, 1)).toMatchObject({ levers: [2], value: 3 });
    expect([...chooseLevers(pair, 2).levers].sort()).toEqual([0, 1]);
    expect(chooseLevers(pair, 3)).toMatchObject({ value: 13, upperBound: 13 });
  });
});

const rented: Question = {
  id: 'home',
  text: { zh: '住房' },
  options: [
    { value: 'rented', label: { zh: '租' } },
    { value: 'owned', label: { zh: '有' } },
  ],
};
const paper = (kind: string, home?: string): Material => ({
  id: kind,
  name: { zh: kind },
  kind: 'paper',
  ending: 'provided',
  paper: kind,
  ...(home === undefined ? {} : { when: { question: 'home', in: [home] } }),
});
const matterOf = (matterId: string, materials: Material[], more: Partial<UnlockMatter> = {}): UnlockMatter => ({
  matterId,
  name: { zh: matterId },
  questions: [],
  channels: ['counter', 'phone'],
  materials,
  ...more,
});
const lever = (leverId: string, kind: Lever['kind'], ...papers: string[]): Lever => ({
  leverId,
  kind,
  name: { zh: leverId },
  papers,
});

describe('what a plan counts', () => {
  const permit = matterOf('permit', [paper('lease', 'rented'), paper('title', 'owned')], { questions: [rented] });
  const leases = lever('leases', 'dataLink', 'lease');
  const titles = lever('titles', 'dataLink', 'title');
  const ask = (matter: UnlockMatter, given: Lever[], more: object = {}) =>
    unlock({ matters: [{ matter, casesAYear: 100, ...more }], levers: given, budget: 5, goal: 'someSituation' });

  test('one situation is enough for some, and both are needed for every', () => {
    expect(ask(permit, [leases, titles])).toMatchObject({
      steps: [{ lever: { leverId: 'leases' }, matters: [{ matterId: 'permit' }], casesAYear: 100 }],
      ...{ idOnlyBefore: 0, idOnlyAfter: 1, mattersCompiled: 1, papersAYear: 50, tripsAYear: 50, exact: true },
    });
    const all = unlock({
      matters: [{ matter: permit, casesAYear: 100 }],
      ...{ levers: [leases, titles], budget: 5, goal: 'everySituation' },
    });
    expect(all.steps.map(({ matters, papersAYear }) => [matters.length, papersAYear])).toEqual([
      [0, 50],
      [1, 50],
    ]);
    expect(all.explanation.zh).toBe(
      '2步之后，一证通办（所有情形）由0个事项增至1个，涉及每年100件；每年少交100份材料，少跑100趟。已证明没有更好的选择。',
    );
  });

  test('no trip is saved where an act is left, or where nothing but a counter takes it', () => {
    const act: Material = { id: 'photo', name: { zh: '拍照' }, kind: 'act' };
    expect(ask(matterOf('act', [paper('lease'), act]), [leases])).toMatchObject({ papersAYear: 100, tripsAYear: 0 });
    expect(ask(matterOf('counter', [paper('lease')], { channels: ['counter'] }), [leases])).toMatchObject({
      casesAYear: 100,
      tripsAYear: 0,
    });
  });

  test('where the risk is too high for a commitment, only other levers count', () => {
    const committed = lever('committed', 'commitment', 'lease');
    const matter = matterOf('risky', [paper('lease')]);
    expect(ask(matter, [committed], { noCommitment: true })).toMatchObject({
      steps: [],
      papersAYear: 0,
      upperBound: 0,
    });
    expect(ask(matter, [committed, leases], { noCommitment: true }).steps).toMatchObject([
      { lever: { leverId: 'leases' } },
    ]);
    expect(ask(matter, [committed]).steps).toHaveLength(1);
  });

  test('what cannot be proved is said, with the bound', () => {
    const { exact, upperBound, explanation } = unlock({
      matters: [
        { matter: matterOf('both', [paper('a'), paper('b')]), casesAYear: 10 },
        { matter: matterOf('too', [paper('b'), paper('c')]), casesAYear: 10 },
        { matter: matterOf('three', [paper('a'), paper('c')]), casesAYear: 10 },
      ],
      levers: ['a', 'b', 'c'].map((kind) => lever(kind, 'legalChange', kind)),
      ...{ budget: 2, goal: 'someSituation', effort: 0 },
    });
    expect([exact, upperBound]).toEqual([false, 20]);
    expect(explanation.en).toContain('no choice gains more than 20 cases');
  });
});
