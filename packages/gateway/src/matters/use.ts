// Counts what matters are used for: guides opened and applications filed, a number a matter and day, nothing of who. Counted
// in memory and added to the database now and then, so that a much-read guide costs no write; a crash loses the last minute.
import { hangzhouDate } from '@onetrip/shared/deadline';
import { gte, lt, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Database } from '../database/connection.ts';
import { matterUse } from '../database/schema/index.ts';
import type { Use } from './hot.ts';

/** Days that are looked back. */
export const daysCounted = 30;
/** Counts are added, and sums read, so often. */
const settleMs = 60_000;
const dayMs = 86_400_000;

/** The counts. */
export interface MatterUse {
  viewed(matterId: string): void;
  filed(matterId: string): void;
  /** What was counted over the last 30 days, by every gateway, up to a minute ago. */
  lately(): Promise<ReadonlyMap<string, Use>>;
  /** Adds to the database what was counted since the last time. Before the database is closed. */
  settle(): Promise<void>;
  /** Forgets days that are no longer looked at. */
  sweep(): Promise<void>;
}

/** Opens the counts. */
export function createMatterUse(database: Database, log: Logger, now: () => Date): MatterUse {
  let counted = new Map<string, { day: string; matterId: string; views: number; filings: number }>();
  let settledAt = now().getTime();
  let settling: Promise<void> = Promise.resolve();
  let read: { at: number; use: ReadonlyMap<string, Use> } | undefined;

  const firstDay = (): string => hangzhouDate(new Date(now().getTime() - (daysCounted - 1) * dayMs));

  function count(matterId: string, what: keyof Use, by = 1, day = hangzhouDate(now())): void {
    const key = `${day} ${matterId}`;
    const row = counted.get(key) ?? { day, matterId, views: 0, filings: 0 };
    counted.set(key, { ...row, [what]: row[what] + by });
  }

  async function add(): Promise<void> {
    // In one order, so that two gateways never wait for each other.
    const rows = [...counted.values()].sort((a, b) => (a.matterId < b.matterId ? -1 : 1));
    if (rows.length === 0) return;
    counted = new Map();
    const { views, filings } = matterUse;
    try {
      await database
        .insert(matterUse)
        .values(rows)
        .onConflictDoUpdate({
          target: [matterUse.day, matterUse.matterId],
          set: { views: sql`${views} + excluded.views`, filings: sql`${filings} + excluded.filings` },
        });
    } catch (error) {
      log.warn({ err: error }, 'use of matters not counted; it will be added later');
      for (const row of rows) {
        count(row.matterId, 'views', row.views, row.day);
        count(row.matterId, 'filings', row.filings, row.day);
      }
    }
  }

  const settle = (): Promise<void> => {
    settledAt = now().getTime();
    settling = settling.then(add);
    return settling;
  };
  const note = (matterId: string, what: keyof Use): void => {
    count(matterId, what);
    if (now().getTime() - settledAt >= settleMs) void settle();
  };

  return {
    viewed: (matterId) => note(matterId, 'views'),
    filed: (matterId) => note(matterId, 'filings'),
    settle,
    async lately() {
      const at = now().getTime();
      if (read && at - read.at < settleMs) return read.use;
      await settle();
      const rows = await database
        .select({
          matterId: matterUse.matterId,
          views: sql<number>`sum(${matterUse.views})`.mapWith(Number),
          filings: sql<number>`sum(${matterUse.filings})`.mapWith(Number),
        })
        .from(matterUse)
        .where(gte(matterUse.day, firstDay()))
        .groupBy(matterUse.matterId);
      read = { at, use: new Map(rows.map(({ matterId, views, filings }) => [matterId, { views, filings }] as const)) };
      return read.use;
    },
    sweep: async () => void (await database.delete(matterUse).where(lt(matterUse.day, firstDay()))),
  };
}
