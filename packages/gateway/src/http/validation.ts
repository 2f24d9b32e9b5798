// Refuses what the contract does not allow: the check is the contract's, the problem is the service's.
import type { Check } from '@onetrip/shared/validation';
import { ProblemError } from './problem.ts';

/** One part of a request, checked. @throws ProblemError `invalid_request` with the fields at fault */
export function accepted(check: Check, value: unknown): unknown {
  const checked = check(value);
  if ('fields' in checked) throw new ProblemError('invalid_request', { fields: checked.fields });
  return checked.value;
}
