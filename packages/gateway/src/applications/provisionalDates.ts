// Last days computed before a year's notice of holidays was known, computed again: the notice comes with a new release.
import { addTerm } from '@onetrip/shared/deadline';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { applications } from '../database/schema.ts';

/** Runs once at each start. */
export async function settleProvisionalDates({ database, catalogue, log }: Context): Promise<void> {
  const provisional = await database
    .select()
    .from(applications)
    .where(and(eq(applications.open, true), eq(applications.dueProvisional, true), isNotNull(applications.acceptedAt)));
  for (const { applicationId, matterId, matterVersion, acceptedAt, dueDate } of provisional) {
    if (acceptedAt === null) continue;
    const due = addTerm(acceptedAt, (await catalogue.version(matterId, matterVersion)).promised);
    if (due.provisional && due.date === dueDate) continue;
    await database
      .update(applications)
      .set({ dueDate: due.date, dueProvisional: due.provisional })
      .where(eq(applications.applicationId, applicationId));
    log.info({ applicationId, from: dueDate, to: due.date }, 'provisional last day computed again');
  }
}
