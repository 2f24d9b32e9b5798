// The table of problem codes: what every error says to a citizen, in Chinese and English, and what to do next.

import { applicationProblems } from './application.ts';
import { callerProblems } from './caller.ts';
import { identityProblems } from './identity.ts';
import type { ProblemKind } from './kind.ts';
import { moneyProblems } from './money.ts';
import { plateProblems } from './plate.ts';
import { privacyProblems } from './privacy.ts';
import { reformProblems } from './reform.ts';
import { requestProblems } from './request.ts';
import { serviceProblems } from './service.ts';

export type { ProblemKind } from './kind.ts';

/** Every problem code the service answers with. The set is closed; codes are never reused. */
export const problems = {
  ...requestProblems,
  ...callerProblems,
  ...identityProblems,
  ...privacyProblems,
  ...applicationProblems,
  ...moneyProblems,
  ...plateProblems,
  ...reformProblems,
  ...serviceProblems,
} as const satisfies Record<string, ProblemKind>;

/** A problem's stable code. */
export type ProblemCode = keyof typeof problems;

/** All problem codes. */
export const problemCodes = Object.keys(problems) as ProblemCode[];
