// Who of the officers may see a case, and the record of each look.

import type { LocalText } from '@onetrip/shared/contract';
import { and, eq, gt } from 'drizzle-orm';
import { type ApplicationRow, type Connection, findApplication } from '../applications/store.ts';
import type { Context } from '../context.ts';
import { accesses } from '../database/schema/index.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { recordAccess, uploadedFile, wholeCase } from '../privacy/accesses.ts';

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

/** What an officer looks at: the case as a whole, or a file that was given with it. */
const looks = {
  'cases.get': wholeCase,
  'cases.uploadPart': uploadedFile,
} as const satisfies Record<string, LocalText>;

/** Parts of files read within so long of each other are one look. */
const sameLookMs = 3_600_000;

/** Whether an officer's looking at the files of a case was noted already. */
export async function lookedAtFiles(
  { database, now }: Pick<Context, 'database' | 'now'>,
  { officerId }: Pick<OfficerCaller, 'officerId'>,
  applicationId: string,
): Promise<boolean> {
  const same = and(
    eq(accesses.party, 'officer'),
    eq(accesses.partyId, officerId),
    eq(accesses.operation, 'cases.uploadPart' satisfies keyof typeof looks),
    eq(accesses.applicationId, applicationId),
    gt(accesses.at, new Date(now().getTime() - sameLookMs)),
  );
  return (await database.select({ one: accesses.accessId }).from(accesses).where(same).limit(1)).length > 0;
}

/** Records that an officer looks at a person's data. Recorded first: what cannot be recorded is not shown. */
export const recordLook = (
  context: Pick<Context, 'catalogue' | 'database' | 'now'>,
  operation: keyof typeof looks,
  { officerId }: Pick<OfficerCaller, 'officerId'>,
  { applicationId, citizenId, desk, matterId }: ApplicationRow,
): Promise<void> =>
  recordAccess(context, context.database, {
    citizenId,
    party: 'officer',
    partyId: officerId,
    partyName: context.catalogue.departmentName(desk ?? ''),
    what: looks[operation],
    operation,
    basis: 'statutoryDuty',
    matterId,
    applicationId,
  });
