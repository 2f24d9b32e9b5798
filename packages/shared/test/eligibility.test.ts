// Eligibility: yes, no, or maybe – ask; nobody is refused for what is not known.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Eligibility } from '../src/contract/guide.ts';
import { eligibility } from '../src/rules/eligibility.ts';

const text = { zh: '某条件' };
const source = {
  register: 'population',
  department: 'GA',
  label: text,
  fields: [],
  predicate: 'localHousehold',
} as const;
const asked: Eligibility = { id: 'home', text, meets: { question: 'home', in: ['rented'] } };
const held: Eligibility = { id: 'local', text, source: { ...source, fields: [] } };
const judged: Eligibility = { id: 'means', text, advice: { zh: '由街道核对' } };
const questions = [
  {
    id: 'home',
    text,
    options: [
      { value: 'owned', label: text },
      { value: 'rented', label: text },
    ],
  },
];
const verdict = (conditions: Eligibility[], answers = {}, facts: [string, boolean][] = []) =>
  eligibility({ eligibility: conditions, questions }, { answers, facts: new Map(facts) }).verdict;

describe('a condition', () => {
  test('of the situation: as the answer says, and open while it is missing', () => {
    expect(verdict([asked], { home: 'rented' })).toBe('yes');
    expect(verdict([asked], { home: 'owned' })).toBe('no');
    expect(verdict([asked])).toBe('maybe');
  });

  test('of a register: as it says, and open while it is silent', () => {
    expect(verdict([held], {}, [['local', true]])).toBe('yes');
    expect(verdict([held], {}, [['local', false]])).toBe('no');
    expect(verdict([held])).toBe('maybe');
  });

  test('only an officer can judge is a maybe, whatever is known', () => {
    expect(verdict([judged], { home: 'rented' }, [['local', true]])).toBe('maybe');
  });

  test('that does not apply counts for nothing; one that may not apply refuses nobody', () => {
    const only: Eligibility = { ...held, when: { question: 'home', in: ['rented'] } };
    expect(verdict([only], { home: 'owned' }, [['local', false]])).toBe('yes');
    expect(verdict([only], {}, [['local', false]])).toBe('maybe');
    expect(verdict([only], { home: 'rented' }, [['local', false]])).toBe('no');
  });
});

test('no condition at all is a yes', () => {
  expect(eligibility({ questions: [] }, { answers: {}, facts: new Map() })).toEqual({ verdict: 'yes', conditions: [] });
});

test('one no decides, else one maybe; learning more never turns a no or a yes round', () => {
  const known = fc.array(fc.option(fc.boolean(), { nil: undefined }), { maxLength: 6 });
  fc.assert(
    fc.property(known, fc.nat(5), fc.boolean(), (facts, at, said) => {
      const conditions = facts.map((_fact, index) => ({ ...held, id: `c${index}` }));
      const map = facts.flatMap((fact, index): [string, boolean][] =>
        fact === undefined ? [] : [[`c${index}`, fact]],
      );
      const before = verdict(conditions, {}, map);
      expect(before).toBe(facts.includes(false) ? 'no' : facts.includes(undefined) ? 'maybe' : 'yes');
      if (facts[at] !== undefined) return;
      const after = verdict(conditions, {}, [...map, [`c${at}`, said]]);
      if (before !== 'maybe') expect(after).toBe(before);
    }),
  );
});
