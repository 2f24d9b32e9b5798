// The table of the reform register is complete: two reports, two replies, and nothing outside it is permitted.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type ReformAction,
  type ReformActor,
  type ReformState,
  reformActions,
  reformActors,
  reformEventTypes,
  reformStates,
} from '../src/contract/reform.ts';
import {
  closedReformStates,
  isReformClosed,
  type ReformTransition,
  reformActionsFor,
  reformActorOf,
  reformEventSentences,
  reformNeeds,
  reformPartsOf,
  reformSentences,
  reformStep,
  reformTransitions,
  reviewedReformStates,
} from '../src/rules/index.ts';

function reachable(from: ReformState): Set<ReformState> {
  const seen = new Set([from]);
  for (const state of seen) for (const row of reformTransitions) if (row.from === state) seen.add(row.to);
  return seen;
}

describe('the table', () => {
  test('has one row at most for a step in a state, and uses every action, actor, need and event', () => {
    const keys = reformTransitions.map(({ from, action }) => `${from} ${action}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(reformTransitions.map(({ action }) => action))).toEqual(new Set(reformActions));
    expect(new Set(reformTransitions.map(({ by }) => by))).toEqual(new Set(reformActors));
    expect(new Set(reformTransitions.flatMap((row) => row.needs))).toEqual(new Set(reformNeeds));
    expect(new Set(['created', ...reformTransitions.map(({ event }) => event)])).toEqual(new Set(reformEventTypes));
  });

  test('reaches every state from a draft, and an end from every state, which is the end', () => {
    expect([...reachable('draft')].sort()).toEqual([...reformStates].sort());
    for (const state of reformStates) {
      expect([...reachable(state)].some(isReformClosed)).toBe(true);
      if (isReformClosed(state)) expect(reformActionsFor(reformActors, state)).toEqual([]);
    }
    expect(reformStates.filter(isReformClosed)).toEqual([...closedReformStates]);
  });

  test('permits exactly its rows', () => {
    for (const state of reformStates) {
      for (const action of reformActions) {
        const row = reformTransitions.find((one) => one.from === state && one.action === action);
        expect(reformStep(state, action)).toBe(row ?? null);
        for (const actor of reformActors) {
          expect(reformActionsFor([actor], state).includes(action)).toBe(row?.by === actor);
        }
        if (row) expect(reformActorOf(action)).toBe(row.by);
      }
    }
  });

  test('only the office approves, and not while a demand is open, the guide unsound or the catalogue has moved', () => {
    const approvals = reformTransitions.filter(({ to }) => to === 'approved');
    expect(approvals).toHaveLength(1);
    expect(approvals[0]).toMatchObject({ from: 'reportedAgain', by: 'reformOffice' });
    expect(approvals[0]?.needs).toEqual(
      expect.arrayContaining(['demandsSupplied', 'guideSound', 'mattersUntouched', 'changesSomething']),
    );
  });
});

/**
 * The same life told as a language: what a file went through, a letter a step. Anything the table permits must be the
 * beginning of such a word, and every beginning must be permitted.
 */
const letters: Record<ReformAction, string> = {
  revise: 'v',
  report: 'r',
  return: 'o',
  agree: 'g',
  acceptDemand: 'd',
  declineDemand: 'd',
  reportAgain: 's',
  approve: 'A',
  reject: 'R',
  withdraw: 'W',
};
const life = /^v*(W|r(d*(W|[og][vd]*(W|sd*([ARW])?)?)?)?)?$/;
const owner: Record<ReformAction, ReformActor> = {
  revise: 'department',
  report: 'department',
  return: 'reformOffice',
  agree: 'reformOffice',
  acceptDemand: 'supplier',
  declineDemand: 'supplier',
  reportAgain: 'department',
  approve: 'reformOffice',
  reject: 'reformOffice',
  withdraw: 'department',
};

test('whatever is tried, by whomever, the file goes through two reports and two replies', () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...reformActions), fc.constantFrom(...reformActors)), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(tries, (steps) => {
      let state: ReformState = 'draft';
      let history = '';
      for (const [action, actor] of steps) {
        const expected = owner[action] === actor && life.test(history + letters[action]);
        const permitted: boolean = reformActionsFor([actor], state).includes(action);
        expect([history, action, actor, permitted]).toEqual([history, action, actor, expected]);
        const row: ReformTransition | null = permitted ? reformStep(state, action) : null;
        if (row === null) continue;
        history += letters[action];
        state = row.to;
      }
    }),
    { numRuns: 2000 },
  );
});

describe('whose part an officer takes', () => {
  const file = { state: 'reported', department: 'GA', suppliers: ['MZ', 'GA'] } as const;
  const reporter = (department: string | null) => ({ roles: ['departmentReporter'], department });
  const office = { roles: ['reformOffice'], department: null };

  test('the reporting department, its suppliers, the office, and nobody else', () => {
    expect(reformPartsOf(reporter('GA'), file)).toEqual(['department']);
    expect(reformPartsOf(reporter('MZ'), file)).toEqual(['supplier']);
    expect(reformPartsOf(office, file)).toEqual(['reformOffice']);
    expect(reformPartsOf(reporter('JY'), file)).toEqual([]);
    expect(reformPartsOf(reporter(null), file)).toEqual([]);
    expect(reformPartsOf({ roles: ['caseOfficer', 'operator'], department: 'GA' }, file)).toEqual([]);
  });

  test('nobody replies to the report of his own department', () => {
    const both = { roles: ['departmentReporter', 'reformOffice'], department: 'GA' };
    for (const state of reformStates) expect(reformPartsOf(both, { ...file, state })).toEqual(['department']);
  });

  test('a draft is the department’s own; a supplier sees what was reported', () => {
    for (const state of reformStates) {
      const seen = reformPartsOf(reporter('MZ'), { ...file, state }).length > 0;
      expect([state, seen]).toEqual([state, state !== 'draft' && state !== 'withdrawn']);
      expect(reformPartsOf(office, { ...file, state }).length > 0).toBe(state !== 'draft');
    }
    expect(reviewedReformStates).not.toContain('draft');
  });
});

test('every state and event has its sentence in both languages', () => {
  for (const state of reformStates) {
    expect(reformSentences[state].zh).toMatch(/。$/);
    expect(reformSentences[state].en).toMatch(/\.$/);
  }
  for (const event of reformEventTypes) expect(reformEventSentences[event].en).toBeTruthy();
});
