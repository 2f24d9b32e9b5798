// Whether somebody is a child's guardian: only the population register can say.
import { randomBytes } from 'node:crypto';
import { serviceThemes } from '@onetrip/shared/contract';
import type { Context } from '../context.ts';
import { newId } from '../database/ids.ts';
import { DepartmentUnavailable } from '../departments/client.ts';
import { sealedAs } from '../departments/journal.ts';
import { ProblemError } from '../http/problem.ts';
import type { CitizenRow, Identity } from '../identity/citizens.ts';

/** The one question, asked for every child alike. */
const purpose = { theme: serviceThemes.guardianship, matterId: 'delegation', materialId: 'guardianship' };

/**
 * Asks the police whether a person is the guardian of a child.
 * @throws ProblemError `not_guardian`, `department_unavailable`
 */
export async function checkGuardian(
  { departments, protection }: Pick<Context, 'departments' | 'protection'>,
  guardian: CitizenRow,
  subject: Identity,
  ward: Identity,
): Promise<void> {
  const asker = {
    applicationId: null,
    citizenId: guardian.citizenId,
    questionHash: null,
    seal: (text: string) => protection.seal(guardian.wrappedKey, sealedAs, text),
  };
  const query = {
    queryId: newId('guardian'),
    salt: randomBytes(16).toString('base64url'),
    register: 'population',
    purpose,
    subject,
    fields: [],
    predicate: 'guardianOf',
    parameters: { ward: ward.idNumber },
  };
  try {
    const { outcome } = await departments.query('GA', query, asker);
    if (outcome !== 'yes') throw new ProblemError('not_guardian');
  } catch (error) {
    if (error instanceof DepartmentUnavailable) throw new ProblemError('department_unavailable', { cause: error });
    throw error;
  }
}
