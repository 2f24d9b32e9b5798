// The two databases every store test runs on: PGlite in a folder of its own, and one on the run's PostgreSQL server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedDatabase, serverDatabase } from '../../../../tests/support/readyDatabases.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/connection.ts';
import { createLog } from '../../src/log.ts';

export const databaseKinds = ['pglite', 'postgres'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

export const quiet = createLog('silent');

/** A migrated database nobody else uses; `close` leaves nothing behind. */
export async function openTestDatabase(kind: DatabaseKind): Promise<OpenDatabase> {
  if (kind === 'postgres') return openDatabase({ kind: 'postgres', url: await serverDatabase('migrated') }, quiet);
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-gateway-'));
  await embeddedDatabase('migrated', folder);
  const open = await openDatabase({ kind: 'embedded', folder }, quiet);
  return {
    ...open,
    async close() {
      await open.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
