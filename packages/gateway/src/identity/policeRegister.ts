// The real-name check: do this name and this number belong together? Only the police can say.
import { createHash, randomBytes } from 'node:crypto';
import { serviceThemes } from '@onetrip/shared/contract';
import { checkCitizenId } from '@onetrip/shared/identifiers';
import type { Context } from '../context.ts';
import { DepartmentUnavailable } from '../departments/client.ts';
import { ProblemError } from '../http/problem.ts';
import type { Identity } from './citizens.ts';

const police = 'GA';
/** The one question, asked for every matter alike. */
const purpose = { theme: serviceThemes.realName, matterId: 'identity', materialId: 'realName' };

/**
 * Checks a name and a number with the police register.
 * @returns both in their one form
 * @throws ProblemError `id_number_invalid`, `identity_mismatch`, `department_unavailable`
 */
export async function checkIdentity(
  { departments, now, protection }: Pick<Context, 'departments' | 'now' | 'protection'>,
  given: Identity,
): Promise<Identity> {
  const checked = checkCitizenId(given.idNumber, now());
  if (!checked.ok) {
    throw new ProblemError('id_number_invalid', { fields: [{ field: 'idNumber', message: checked.reason }] });
  }
  const identity = { name: given.name.trim(), idNumber: checked.value };
  const question = protection.lookup('subject', `${identity.name} ${identity.idNumber}`);
  try {
    const answer = await departments.query(police, {
      queryId: `realname_${createHash('sha256').update(question).digest('base64url')}`,
      salt: randomBytes(16).toString('base64url'),
      register: 'population',
      purpose,
      subject: identity,
      fields: [],
      predicate: 'namesMatch',
    });
    if (answer.outcome !== 'yes') throw new ProblemError('identity_mismatch');
  } catch (error) {
    if (error instanceof DepartmentUnavailable) throw new ProblemError('department_unavailable', { cause: error });
    throw error;
  }
  return identity;
}
