// Lets go of what has lapsed, and counts what departments owe. Runs every minute; two at once do no harm.
import { lt } from 'drizzle-orm';
import { countOwedPapers, noteOverduePapers } from '../applications/owedPapers.ts';
import { expireBills } from '../bills/service.ts';
import type { Context } from '../context.ts';
import { idempotencyKeys, sessions } from '../database/schema.ts';
import { sweepDrafts } from '../drafts/service.ts';
import { dueAnchor } from '../evidence/anchors.ts';
import type { Metrics } from '../http/metrics.ts';
import { sweepCodes } from '../identity/codes.ts';
import { sweepOfficers } from '../officers/sessions.ts';
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
  await sweepDrafts(context);
  await context.matterUse.sweep();
  await sweepOfficers(context);
  await noteOverduePapers(context);
  await countOwedPapers(context, metrics);
  await dueAnchor(context);
  await database.transaction((tx) => jobs.send(tx, 'sweep', {}, { delaySeconds: sweepSeconds, singletonKey: 'sweep' }));
}
