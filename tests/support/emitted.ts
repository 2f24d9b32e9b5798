// What a system emitted and stored, as text: read when it is closed, searched for what identifies a person, and kept for
// the run's last step, which scans everything at once.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../packages/gateway/src/config/index.ts';
import { openDatabase, type SqlRunner } from '../../packages/gateway/src/database/connection.ts';
import { createLog } from '../../packages/gateway/src/log.ts';
import { findings } from '../../scripts/scan.mjs';
import type { SandboxPerson } from './phone.ts';

/** Text by where it was found. */
export type Emitted = Record<'log' | 'addresses and refusals' | 'metrics' | 'job payloads' | 'database', string>;

/** The catalogue and its index: as published, and megabytes of it. */
const published = new Set(['public.matters', 'drizzle.__drizzle_migrations']);

/** Every row of every table, a row a line: what a dump of the database holds. */
async function rowsOf({ executeSql }: SqlRunner, wanted: (table: string) => boolean): Promise<string> {
  const { rows: tables } = await executeSql(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const lines: string[] = [];
  for (const name of tables.map((table) => String(table.name)).filter(wanted)) {
    const { rows } = await executeSql(`SELECT t::text AS row FROM ONLY ${name} AS t`);
    lines.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return lines.join('\n');
}

/** What stands in the database of a gateway that is stopped. */
export async function storedBy(
  gatewayEnv: Record<string, string>,
): Promise<Pick<Emitted, 'job payloads' | 'database'>> {
  const open = await openDatabase(readConfig(gatewayEnv).database, createLog('silent'));
  try {
    const jobs = await rowsOf(open.runner, (table) => table.startsWith('pgboss.'));
    const database = await rowsOf(open.runner, (table) => !table.startsWith('pgboss.') && !published.has(table));
    return { 'job payloads': jobs, database };
  } finally {
    await open.close();
  }
}

let systems = 0;

/**
 * Keeps what a system emitted for the run's last step, and searches it at once.
 * @throws Error that says what kind of thing was found where, and never the thing
 */
export function surrender(emitted: Emitted, people: SandboxPerson[], test: string): void {
  const folder = process.env.ONETRIP_EMITTED;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    systems += 1;
    const known = people.map(({ name, idNumber, mobile }) => ({ name, idNumber, mobile }));
    writeFileSync(join(folder, `${process.pid}-${systems}.json`), JSON.stringify({ test, people: known, emitted }));
  }
  const found = findings(emitted, people);
  if (found.length > 0) throw new Error(`emitted: ${found.join('; ')}`);
}
