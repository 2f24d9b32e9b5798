// Databases made ready once and copied: migrated, or migrated and seeded as the first start of a gateway leaves them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, readConfig } from '@onetrip/gateway';
import { openDatabase } from '../../packages/gateway/src/database/connection.ts';
import { createLog } from '../../packages/gateway/src/log.ts';
import { provisionAlike } from './cities.ts';
import { copyMadeOnce } from './madeOnce.ts';
import { readyDatabase } from './postgres.mjs';

/** How far a database is ready. */
export type Readiness = 'migrated' | 'seeded';

type Place = { DATABASE_URL: string } | { ONETRIP_DATA: string };

async function migrate(place: Place): Promise<void> {
  const config =
    'DATABASE_URL' in place
      ? ({ kind: 'postgres', url: place.DATABASE_URL } as const)
      : ({ kind: 'embedded', folder: place.ONETRIP_DATA } as const);
  await (await openDatabase(config, createLog('silent'))).close();
}

/** Starts a gateway of a city that is then forgotten, and stops it. */
async function seed(place: Place): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'onetrip-seeding-'));
  try {
    const { gatewayEnv } = await provisionAlike({ dir: join(dir, 'city') });
    const config = readConfig({ ...gatewayEnv, ...place, ONETRIP_PORT: '0', ONETRIP_LOG_LEVEL: 'silent' });
    await (await createGateway(config)).close();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const makers = { migrated: migrate, seeded: seed } satisfies Record<Readiness, (place: Place) => Promise<void>>;

/** The address of a database of its own on the run's server. */
export const serverDatabase = (readiness: Readiness): Promise<string> =>
  readyDatabase(readiness, (url: string) => makers[readiness]({ DATABASE_URL: url }));

/** Makes this folder an embedded database; made once for the gateway as it is, then copied. */
export const embeddedDatabase = (readiness: Readiness, folder: string): Promise<void> =>
  copyMadeOnce(readiness, ['packages/gateway', 'packages/shared'], folder, (making) =>
    makers[readiness]({ ONETRIP_DATA: making }),
  );
