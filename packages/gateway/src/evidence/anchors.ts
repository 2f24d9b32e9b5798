// Anchors every history daily: one signed root over all heads that grew, linked to the anchor before.
import type { Anchor } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import {
  type AnchorClaims,
  anchorType,
  beginning,
  type Head,
  headLeaf,
  merkleTree,
  treeRoot,
} from '@onetrip/shared/evidence';
import { and, desc, eq, gte, isNull, max, sql } from 'drizzle-orm';
import type { Context, Database, Transaction } from '../context.ts';
import { sha256 } from '../database/protection.ts';
import { anchorLeaves, anchorNodes, anchors, applicationEvents } from '../database/schema/index.ts';

export type AnchorRow = typeof anchors.$inferSelect;

/** Number of the advisory lock that lets one gateway at a time anchor. */
const anchorLock = 20_180_603;
/** An entry is written when its transaction commits, which is later than the time it bears; never by as much as this. */
const overlapMs = 3_600_000;
/** Rows of one statement. */
const batch = 1_000;

/** The newest anchor; undefined before the first. */
async function lastAnchor(db: Database | Transaction): Promise<AnchorRow | undefined> {
  const [last] = await db.select().from(anchors).orderBy(desc(anchors.anchorNumber)).limit(1);
  return last;
}

/** The heads of all histories with entries that no anchor covers, in an order anybody can repeat. */
async function headsSince(tx: Transaction, since: Date): Promise<Head[]> {
  const grown = tx
    .select({ applicationId: applicationEvents.applicationId, lastSeq: max(applicationEvents.seq).as('last_seq') })
    .from(applicationEvents)
    .where(gte(applicationEvents.at, since))
    .groupBy(applicationEvents.applicationId)
    .as('grown');
  return tx
    .select({
      applicationId: applicationEvents.applicationId,
      seq: applicationEvents.seq,
      hash: applicationEvents.hash,
    })
    .from(grown)
    .innerJoin(
      applicationEvents,
      and(eq(applicationEvents.applicationId, grown.applicationId), eq(applicationEvents.seq, grown.lastSeq)),
    )
    .leftJoin(
      anchorLeaves,
      and(eq(anchorLeaves.applicationId, applicationEvents.applicationId), eq(anchorLeaves.seq, applicationEvents.seq)),
    )
    .where(isNull(anchorLeaves.hash))
    .orderBy(sql`${applicationEvents.applicationId} COLLATE "C"`);
}

/** Makes an anchor. A day on which nothing happened has one too: then nothing can be put into it later. */
export async function makeAnchor({ keys, now }: Pick<Context, 'keys' | 'now'>, tx: Transaction): Promise<AnchorRow> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${anchorLock})`);
  const last = await lastAnchor(tx);
  const heads = await headsSince(tx, new Date(last ? last.at.getTime() - overlapMs : 0));
  const tree = merkleTree(
    sha256,
    heads.map((head) => headLeaf(sha256, head)),
  );
  const at = now();
  const claims: AnchorClaims = {
    number: (last?.anchorNumber ?? 0) + 1,
    date: hangzhouDate(at),
    at: at.toISOString(),
    root: treeRoot(sha256, tree),
    leaves: heads.length,
    previousHash: last ? sha256(last.jws) : beginning,
  };
  const { number: anchorNumber, ...rest } = claims;
  const row = { ...rest, anchorNumber, at, jws: keys.sign('anchor', anchorType, JSON.stringify(claims)) };
  await tx.insert(anchors).values(row);
  for (const part of parts(heads.map((head, position) => ({ ...head, anchorNumber, position }))))
    await tx.insert(anchorLeaves).values(part);
  // The leaves stand by themselves, the root in the anchor: kept are the levels between.
  const nodes = tree
    .slice(1, -1)
    .flatMap((hashes, below) => hashes.map((hash, position) => ({ anchorNumber, level: below + 1, position, hash })));
  for (const part of parts(nodes)) await tx.insert(anchorNodes).values(part);
  return row;
}

/** Rows in parts of one statement each. */
const parts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / batch) }, (_, at) => rows.slice(at * batch, (at + 1) * batch));

/** The job `anchorHistories`: today's anchor, where there is none yet. */
export async function anchorHistories(context: Pick<Context, 'database' | 'keys' | 'now' | 'log'>): Promise<void> {
  const made = await context.database.transaction(async (tx) => {
    const last = await lastAnchor(tx);
    return last?.date === hangzhouDate(context.now()) ? null : makeAnchor(context, tx);
  });
  if (made) context.log.info({ anchor: made.anchorNumber, leaves: made.leaves }, 'histories anchored');
}

/** Sends the job where today's anchor is missing. */
export async function dueAnchor({ database, jobs, now }: Pick<Context, 'database' | 'jobs' | 'now'>): Promise<void> {
  const last = await lastAnchor(database);
  if (last?.date === hangzhouDate(now())) return;
  await database.transaction((tx) => jobs.send(tx, 'anchorHistories', {}, { singletonKey: 'anchorHistories' }));
}

/** An anchor as it is shown. */
export const showAnchor = ({ at, ...row }: AnchorRow): Anchor => ({ ...row, at: at.toISOString() });
