// Lets go of what has lapsed, and counts what departments owe. Runs every minute; two at once do no harm.
import { and, count, eq, lt } from 'drizzle-orm';
import { expireBills } from '../bills/service.ts';
import type { Context } from '../context.ts';
import { applicationPapers, applications, idempotencyKeys, sessions } from '../database/schema.ts';
import type { Metrics } from '../http/metrics.ts';
import { sweepCodes } from '../identity/codes.ts';
import { sweepPartners } from '../partners/service.ts';
import { sweepPlates } from '../plates/service.ts';

/** Seconds between two sweeps. */
const sweepSeconds = 60;
/** A key answers the same for this long. */
const idempotencyKeptMs = 24 * 3_600_000;

/** The job `sweep`. */
export async function sweep(context: Context, metrics: Metrics): Promise<void> {
  const { database, jobs } = context;
  const now = context.now();
  await database.delete(sessions).where(lt(sessions.expiresAt, now));
  const forgotten = new Date(now.getTime() - idempotencyKeptMs);
  await database.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, forgotten));
  await sweepCodes(context);
  await expireBills(context);
  await sweepPlates(context);
  await sweepPartners(context);
  await countOwedPapers(context, metrics);
  await database.transaction((tx) => jobs.send(tx, 'sweep', {}, { delaySeconds: sweepSeconds, singletonKey: 'sweep' }));
}

async function countOwedPapers({ database }: Context, metrics: Metrics): Promise<void> {
  const owed = await database
    .select({ department: applicationPapers.department, papers: count() })
    .from(applicationPapers)
    .innerJoin(applications, eq(applications.applicationId, applicationPapers.applicationId))
    .where(and(eq(applicationPapers.status, 'owed'), eq(applications.open, true)))
    .groupBy(applicationPapers.department);
  metrics.papersOwed.reset();
  for (const { department, papers } of owed) metrics.papersOwed.set({ department: department ?? 'unknown' }, papers);
}
