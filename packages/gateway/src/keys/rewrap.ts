// After the master key was rotated: everything a former one wraps is wrapped anew, in the background, while both open it.
import { getTableName, is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type { Context, Transaction } from '../context.ts';
import { wrappedMark } from '../database/protection.ts';
import * as schema from '../database/schema/index.ts';
import type { Jobs } from '../jobs/queues.ts';

/** Every column that may hold a wrapped key: a person's own, or that of a value sealed for the service. */
const columns = Object.values(schema)
  .flatMap((entry: unknown) => (is(entry, PgTable) ? [entry] : []))
  .flatMap((table) =>
    getTableConfig(table)
      .columns.map(({ name }) => ({ table: getTableName(table), column: name }))
      .filter(({ column }) => column === 'wrapped_key' || column.endsWith('_sealed')),
  );

/** Pages of a table, 8 kB each, that one job goes through. */
const pagesAtOnce = 64;
/** Before the next pass: by then every gateway has seen the new key, and who held a row has let it go. */
const passSeconds = 5;

const rowsOf = (result: unknown): Record<string, unknown>[] => (result as { rows: Record<string, unknown>[] }).rows;

/** Sends the first job of a rotation. */
export const startRewrapping = ({ jobs }: Pick<Context, 'jobs'>, tx: Transaction): Promise<void> =>
  jobs.send(tx, 'rewrapKeys', { column: 0, page: 0, found: false }, { singletonKey: 'rewrapKeys' });

/** The job `rewrapKeys`: some pages of one column; then the next pages, the next column, the next pass. */
export async function rewrapKeys(
  context: Pick<Context, 'database' | 'jobs' | 'log' | 'protection'>,
  { column: index, page, found }: Jobs['rewrapKeys'],
): Promise<void> {
  const place = columns[index];
  const send = (tx: Transaction, job: Jobs['rewrapKeys'], delaySeconds = 0) =>
    context.jobs.send(tx, 'rewrapKeys', job, { delaySeconds, singletonKey: 'rewrapKeys' });
  await context.database.transaction(async (tx) => {
    if (!place) {
      if (found) await send(tx, { column: 0, page: 0, found: false }, passSeconds);
      else context.log.info('nothing is wrapped by a former master key any more');
      return;
    }
    const rewrapped = await rewrapPages(context, tx, place, page);
    const next = page + pagesAtOnce;
    const [size] = rowsOf(
      await tx.execute(
        sql`SELECT pg_relation_size(${place.table}::regclass) / current_setting('block_size')::int AS pages`,
      ),
    );
    const foundAny = found || rewrapped > 0;
    const more = next < Number(size?.pages ?? 0);
    await send(
      tx,
      more ? { column: index, page: next, found: foundAny } : { column: index + 1, page: 0, found: foundAny },
    );
  });
}

/**
 * Rows held by somebody else are left to the next pass, so that nobody waits for us. A row is addressed by its place in
 * the table, which cannot change while it is locked here.
 */
async function rewrapPages(
  { protection }: Pick<Context, 'protection'>,
  tx: Transaction,
  { table, column }: (typeof columns)[number],
  page: number,
): Promise<number> {
  const [from, to] = [`(${page},0)`, `(${page + pagesAtOnce},0)`];
  const [name, value] = [sql.identifier(table), sql.identifier(column)];
  const found = rowsOf(
    await tx.execute(sql`
      SELECT ctid::text AS place, ${value} AS wrapped FROM ${name}
      WHERE ctid >= ${from}::tid AND ctid < ${to}::tid AND ${value} LIKE ${`${wrappedMark}%`}
      FOR NO KEY UPDATE SKIP LOCKED`),
  );
  let rewrapped = 0;
  for (const row of found) {
    const anew = protection.rewrap(String(row.wrapped));
    if (anew === null) continue;
    await tx.execute(sql`UPDATE ${name} SET ${value} = ${anew} WHERE ctid = ${String(row.place)}::tid`);
    rewrapped += 1;
  }
  return rewrapped;
}

/** How many values each master key wraps, by its fingerprint. Reads every such column. */
export async function countWrapped({ database }: Pick<Context, 'database'>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { table, column } of columns) {
    const [name, value] = [sql.identifier(table), sql.identifier(column)];
    const rows = rowsOf(
      await database.execute(sql`
        SELECT split_part(${value}, '.', 2) AS id, count(*)::int AS wrapped FROM ${name}
        WHERE ${value} LIKE ${`${wrappedMark}%`} GROUP BY 1`),
    );
    for (const { id, wrapped } of rows) counts.set(String(id), (counts.get(String(id)) ?? 0) + Number(wrapped));
  }
  return counts;
}
