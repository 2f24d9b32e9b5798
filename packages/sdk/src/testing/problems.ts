// Problems as the service words them, by their codes.
import type { Problem, ProblemCode } from '@onetrip/shared/contract';
import { problems } from '@onetrip/shared/problems';
import type { Language } from '../core/errors.ts';

/** What a problem may say beside its code. */
export type ProblemDetails = Partial<
  Pick<
    Problem,
    'detail' | 'fields' | 'currentState' | 'possibleSteps' | 'neededLevel' | 'clockSkewSeconds' | 'until' | 'retryable'
  >
>;

/**
 * The problem document of a code, in the table's own words.
 * @example
 * const problem = testProblem('bill_expired', { language: 'en' });
 */
export function testProblem(
  code: ProblemCode,
  {
    language = 'zh',
    requestId = 'test-request',
    ...details
  }: ProblemDetails & { language?: Language; requestId?: string } = {},
): Problem {
  const { status, retryable, title, nextStep } = problems[code];
  return {
    type: `urn:onetrip:problem:${code}`,
    code,
    status,
    title: title[language],
    nextStep: nextStep[language],
    text: { title, nextStep },
    fields: [],
    retryable,
    requestId,
    ...details,
  };
}
