// What can be done with a case, and how near its last day is, without schemas: the rules need the names alone.

/** What an officer may do with a case: take it or give it back, and the lifecycle's steps that are a department's. */
export const caseSteps = [
  'take',
  'release',
  'accept',
  'refuse',
  'askSupplement',
  'startReview',
  'startSpecialProcedure',
  'endSpecialProcedure',
  'extendTerm',
  'approve',
  'reject',
  'terminate',
] as const;
export type CaseStep = (typeof caseSteps)[number];

/** How near the department's last day is; `waiting`: it is not the department's turn. */
export const dueStates = ['waiting', 'inTime', 'soon', 'overdue'] as const;
export type DueState = (typeof dueStates)[number];
