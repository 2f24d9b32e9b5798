// The catalogue in the database: one row a version, exactly one of them in force for each matter that still exists.
import { createHash } from 'node:crypto';
import type { Matter } from '@onetrip/shared/contract';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { ResolvedMatter } from '../../catalogue/load.ts';
import type { Database } from '../database/connection.ts';
import { matters } from '../database/schema.ts';

/** Number of the advisory lock that lets one process at a time publish. */
const publishLock = 20_180_602;

/** The same value however its keys are ordered. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const hashOf = (matter: ResolvedMatter): string => createHash('sha256').update(canonical(matter)).digest('hex');

/** Every published version of every matter. */
export interface PublishedVersion {
  matter: Matter;
  current: boolean;
}

/**
 * Publishes a catalogue. What has not changed keeps its version, so publishing the same again changes nothing; what has
 * changed becomes a new version; what is gone is no longer in force. Old versions stay: applications keep theirs.
 * @returns every version there is now
 */
export async function publish(database: Database, wanted: ResolvedMatter[], now: Date): Promise<PublishedVersion[]> {
  return database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${publishLock})`);
    const before = await tx
      .select({
        matterId: matters.matterId,
        version: matters.version,
        contentHash: matters.contentHash,
        current: matters.current,
      })
      .from(matters);
    const inForce = new Map(before.filter(({ current }) => current).map((row) => [row.matterId, row] as const));
    const latest = new Map<string, number>();
    for (const { matterId, version } of before) latest.set(matterId, Math.max(version, latest.get(matterId) ?? 0));

    const kept = new Set<string>();
    const changed: (typeof matters.$inferInsert)[] = [];
    for (const matter of wanted) {
      const { matterId } = matter;
      const contentHash = hashOf(matter);
      if (inForce.get(matterId)?.contentHash === contentHash) {
        kept.add(matterId);
        continue;
      }
      const version = (latest.get(matterId) ?? 0) + 1;
      changed.push({
        matterId,
        version,
        contentHash,
        content: { ...matter, version },
        current: true,
        publishedAt: now,
      });
    }
    const superseded = [...inForce.keys()].filter((matterId) => !kept.has(matterId));
    if (superseded.length > 0) {
      await tx
        .update(matters)
        .set({ current: false })
        .where(and(inArray(matters.matterId, superseded), eq(matters.current, true)));
    }
    if (changed.length > 0) await tx.insert(matters).values(changed);
    const rows = await tx.select({ matter: matters.content, current: matters.current }).from(matters);
    return rows;
  });
}

/** One version of a matter; undefined where there is none. */
export async function findVersion(database: Database, matterId: string, version: number): Promise<Matter | undefined> {
  const [row] = await database
    .select({ matter: matters.content })
    .from(matters)
    .where(and(eq(matters.matterId, matterId), eq(matters.version, version)));
  return row?.matter;
}
