// Who of the officers may see a case, and the record of each look.
import { type ApplicationRow, type Connection, findApplication } from '../applications/store.ts';
import type { Context } from '../context.ts';
import { newId } from '../database/ids.ts';
import { caseAccesses } from '../database/schema/index.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';

/** The case, for an officer of the department whose desk it is at: for any other there is none. @throws ProblemError `not_found` */
export async function caseFor(
  db: Connection,
  { department }: Pick<OfficerCaller, 'department'>,
  applicationId: string,
): Promise<ApplicationRow> {
  const found = await findApplication(db, applicationId);
  if (!found || found.desk === null || found.desk !== department) throw new ProblemError('not_found');
  return found;
}

/** Records that an officer looks at a person's data. Recorded first: what cannot be recorded is not shown. */
export async function recordLook(
  { database, now }: Pick<Context, 'database' | 'now'>,
  { officerId }: Pick<OfficerCaller, 'officerId'>,
  { applicationId, citizenId, desk }: Pick<ApplicationRow, 'applicationId' | 'citizenId' | 'desk'>,
): Promise<void> {
  const look = { accessId: newId('access'), officerId, department: desk ?? '', applicationId, citizenId, at: now() };
  await database.insert(caseAccesses).values(look);
}
