// Lets go of what has lapsed, and counts what departments owe. Runs every minute; two at once do no harm.
import { expungedBefore } from '@onetrip/shared/rules';
import { lt } from 'drizzle-orm';
import { countOwedPapers, noteOverduePapers } from '../applications/owedPapers.ts';
import { expireBills } from '../bills/service.ts';
import type { Context } from '../context.ts';
import { idempotencyKeys, sessions } from '../database/schema/index.ts';
import { returnUnfetched } from '../deliveries/pickUp.ts';
import { sweepDrafts } from '../drafts/service.ts';
import { dueAnchor } from '../evidence/anchors.ts';
import type { Metrics } from '../http/metrics.ts';
import { sweepCodes } from '../identity/codes.ts';
import { sweepOfficers } from '../officers/sessions.ts';
import { sweepPartners } from '../partners/service.ts';
import { sweepPlates } from '../plates/service.ts';
import { sweepUploads } from '../uploads/service.ts';

/** Seconds between two sweeps. */
const sweepSeconds = 60;

/** The job `sweep`. */
export async function sweep(context: Context, metrics: Metrics): Promise<void> {
  const { database, jobs } = context;
  const now = context.now();
  await database.delete(sessions).where(lt(sessions.expiresAt, now));
  await database.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, expungedBefore('idempotentAnswer', now)));
  await sweepCodes(context);
  await expireBills(context);
  await sweepPlates(context);
  await sweepPartners(context);
  await sweepDrafts(context);
  await returnUnfetched(context);
  await sweepUploads(context);
  await context.matterUse.sweep();
  await sweepOfficers(context);
  await noteOverduePapers(context);
  await countOwedPapers(context, metrics);
  await dueAnchor(context);
  await database.transaction((tx) => jobs.send(tx, 'sweep', {}, { delaySeconds: sweepSeconds, singletonKey: 'sweep' }));
}
