// The states as other systems name them: both tables are total both ways, and what is lost on the way is named.
import { describe, expect, test } from '@jest/globals';
import { applicationStates } from '../src/contract/application.ts';
import {
  caseStage,
  caseStages,
  caseStateCode,
  caseStateCodes,
  caseStateNames,
  stateOfCode,
  statesOfStage,
} from '../src/rules/index.ts';

describe('back-office codes', () => {
  test('are the field’s own', () => {
    expect(caseStateCodes).toEqual([10, 12, 14, 16, 24, 26, 28, 30, 37, 40, 50, 90, 97, 98, 99]);
    for (const code of caseStateCodes) expect(caseStateNames[code]).toMatch(/^[\u4e00-\u9fff]+$/);
  });
  test('every state has one and every code is a state', () => {
    for (const state of applicationStates) expect(caseStateCodes).toContain(caseStateCode(state));
    for (const code of caseStateCodes) expect(applicationStates).toContain(stateOfCode(code));
  });
  test('there and back is the same state, but for review, which they call accepted', () => {
    const changed = applicationStates.filter((state) => stateOfCode(caseStateCode(state)) !== state);
    expect(changed).toEqual(['inReview', 'specialProcedure']);
    for (const state of changed) expect(stateOfCode(caseStateCode(state))).toBe('accepted');
  });
  test('back and there is the same code, but for the steps inside a counter and at pre-check', () => {
    const changed = caseStateCodes.filter((code) => caseStateCode(stateOfCode(code)) !== code);
    expect(changed).toEqual([14, 16, 24, 26]);
  });
});

describe('stages citizens read', () => {
  test('every state has one, and each of the six stands for something', () => {
    for (const state of applicationStates) expect(caseStages).toContain(caseStage(state));
    for (const stage of caseStages) {
      expect(statesOfStage(stage).length).toBeGreaterThan(0);
      for (const state of statesOfStage(stage)) expect(caseStage(state)).toBe(stage);
    }
    expect(caseStages.flatMap(statesOfStage)).toHaveLength(applicationStates.length);
  });
});
