// The form as it was filed, and as it is changed since.
import type { FormValues } from '@onetrip/shared/contract';
import type { Filed } from '@onetrip/shared/rules';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applications } from '../database/schema/index.ts';
import { openForm } from './gathering.ts';
import { type ApplicationRow, applicantOf, type Connection } from './store.ts';

/** What was filed, opened with the applicant's key. */
export async function filedForm(context: Context, db: Connection, application: ApplicationRow): Promise<Filed> {
  const citizen = await applicantOf(db, application.citizenId);
  return { situation: application.situation, values: openForm(context, citizen, application) };
}

/** Fields of a form before and after a change. */
export interface FormChange {
  before: FormValues;
  after: FormValues;
}

/**
 * Writes new values, which were checked, into the form. Both values belong into the event of the change, which keeps
 * them sealed. With nothing given only the revision rises: words or a commitment were added, and whoever holds the case
 * is told of it anew.
 */
export async function changeForm(
  context: Context,
  tx: Transaction,
  application: ApplicationRow,
  given: FormValues,
): Promise<FormChange> {
  const { values } = await filedForm(context, tx, application);
  const { wrappedKey } = await applicantOf(tx, application.citizenId);
  const after = Object.fromEntries(Object.entries(given).map(([id, value]) => [id, value.trim()]));
  const before = Object.fromEntries(Object.keys(given).map((id) => [id, values[id] ?? '']));
  const filled = Object.entries({ ...values, ...after }).filter(([, value]) => value !== '');
  const formSealed = context.protection.seal(wrappedKey, 'form', JSON.stringify(Object.fromEntries(filled)));
  await tx
    .update(applications)
    .set({ formSealed, revision: application.revision + 1 })
    .where(eq(applications.applicationId, application.applicationId));
  return { before, after };
}
