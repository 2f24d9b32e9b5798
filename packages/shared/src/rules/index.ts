// The rules: pure decisions over plain data, the same in the phone and in the gateway. Those that reckon with working days
// have entries of their own, because a phone does without the calendar.
export * from './delegation.ts';
export * from './eligibility.ts';
export * from './faceCheck.ts';
export * from './fees.ts';
export * from './form.ts';
export * from './levels.ts';
export * from './lifecycle.ts';
export * from './permissions.ts';
export * from './plan.ts';
export * from './planBlocking.ts';
export * from './purposes.ts';
export * from './reform.ts';
export * from './reformDemands.ts';
export * from './reformEffect.ts';
export * from './refunds.ts';
export * from './register.ts';
export * from './remedies.ts';
export * from './retention.ts';
export { holds, isIdOnly, isIdOnlyInSome, isProvided, openQuestions } from './situation.ts';
export * from './stateCodes.ts';
export * from './stateSentences.ts';
export * from './supplement.ts';
export * from './unlock.ts';
export { type Choice, chooseLevers, type Goal } from './unlockSearch.ts';
export * from './uploads.ts';
