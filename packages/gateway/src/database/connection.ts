// The database: PGlite in a folder by default, a PostgreSQL server by DATABASE_URL; the same migrations and queries on both.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type SQL, sql } from 'drizzle-orm';
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migrateNodePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import type { Logger } from 'pino';
import { ConfigError, type GatewayConfig } from '../config/index.ts';
import { packageRoot } from '../packageRoot.ts';
import { appendOnlyGuards } from './appendOnly.ts';
import { holdFolder } from './folderLock.ts';
import { createPreparing } from './preparing.ts';
import * as schema from './schema/index.ts';

/** The tables, through whichever driver. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;
/** A transaction. On PGlite there is one connection: inside a transaction, only its `tx` may be used. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Runs SQL text as it stands, with `$1`-style parameters: what the job queue needs. */
export interface SqlRunner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** An open database. */
export interface OpenDatabase {
  database: Database;
  runner: SqlRunner;
  /** Whether no other process can share it. */
  exclusive: boolean;
  close(): Promise<void>;
}

const migrations = { migrationsFolder: join(packageRoot, 'migrations') };
/** Number of the advisory lock that lets one process at a time migrate. */
const migrationLock = 20_180_601;

/**
 * Opens the database and brings it up to date.
 * @throws ConfigError when the folder is held by another process or the server cannot be reached
 */
export function openDatabase(config: GatewayConfig['database'], log: Logger): Promise<OpenDatabase> {
  return config.kind === 'postgres' ? openServer(config.url, log) : openFolder(config.folder, log);
}

async function openFolder(folder: string, log: Logger): Promise<OpenDatabase> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = await holdFolder(folder);
  try {
    const client = await PGlite.create(join(folder, 'database'));
    const database = drizzlePglite(client, { schema });
    await migratePglite(database, migrations);
    await client.exec(appendOnlyGuards);
    log.info({ database: 'embedded' }, 'database open');
    return {
      database,
      runner: {
        async executeSql(text, values) {
          if (values?.length) return client.query(text, values);
          const results = await client.exec(text);
          return { rows: results.at(-1)?.rows ?? [] };
        },
      },
      exclusive: true,
      async close() {
        await client.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function openServer(url: string, log: Logger): Promise<OpenDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  pool.on('error', (error) => log.error({ err: error }, 'database connection lost'));
  // A connection at work is the pool's no longer: one that breaks between two statements of a transaction would end the
  // process, where the next statement fails and the transaction with it.
  const prepare = createPreparing();
  pool.on('connect', (client) => {
    prepare(client);
    client.on('error', (error) => log.warn({ err: error }, 'database connection lost at work'));
  });
  try {
    const client = await pool.connect().catch((error: unknown) => {
      throw new ConfigError('DATABASE_URL names a server that cannot be reached.', { cause: error });
    });
    try {
      await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
      await migrateNodePostgres(drizzleNodePostgres(client), migrations);
      await client.query(appendOnlyGuards);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]).finally(() => client.release());
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  log.info({ database: 'postgres' }, 'database open');
  return {
    database: drizzleNodePostgres(pool, { schema }),
    runner: { executeSql: (text, values) => pool.query(text, values) },
    exclusive: false,
    close: () => pool.end(),
  };
}

/** Runs SQL text inside a transaction. Each use of a `$n` becomes a parameter of its own. */
export function runnerIn(tx: Transaction): SqlRunner {
  return {
    async executeSql(text, values = []) {
      const parts = text.split(/\$(\d+)/);
      const chunks: SQL[] = parts.map((part, index) =>
        index % 2 === 0 ? sql.raw(part) : sql`${sql.param(values[Number(part) - 1] ?? null)}`,
      );
      return (await tx.execute(sql.join(chunks))) as unknown as { rows: Record<string, unknown>[] };
    },
  };
}

/** What the database itself said, whatever wraps it. */
function refusalOf(error: unknown): { code?: unknown; constraint?: unknown } {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return typeof cause === 'object' && cause !== null ? cause : {};
}

/** Whether an error is the violation of this unique index. */
export function violates(error: unknown, uniqueIndex: string): boolean {
  const { code, constraint } = refusalOf(error);
  return code === '23505' && constraint === uniqueIndex;
}

/** Whether the database rolled a transaction back for another's sake (deadlock, serialization): it may be repeated. */
export function gaveWay(error: unknown): boolean {
  const { code } = refusalOf(error);
  return code === '40P01' || code === '40001';
}
