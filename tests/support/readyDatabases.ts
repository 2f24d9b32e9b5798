// Databases made ready once and copied: migrated, or migrated and seeded as the first start of a gateway leaves them.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createGateway, readConfig } from '@onetrip/gateway';
import { openDatabase } from '../../packages/gateway/src/database/connection.ts';
import { createLog } from '../../packages/gateway/src/log.ts';
import { hashOf } from '../../scripts/freshness.mjs';
import { provisionAlike } from './cities.ts';
import { readyDatabase } from './postgres.mjs';

/** How far a database is ready. */
export type Readiness = 'migrated' | 'seeded';

type Place = { DATABASE_URL: string } | { ONETRIP_DATA: string };

const cache = join(new URL('../../', import.meta.url).pathname, '.cache', 'embedded-database');

async function migrate(place: Place): Promise<void> {
  const config =
    'DATABASE_URL' in place
      ? ({ kind: 'postgres', url: place.DATABASE_URL } as const)
      : ({ kind: 'embedded', folder: place.ONETRIP_DATA } as const);
  await (await openDatabase(config, createLog('silent'))).close();
}

/** Starts a gateway of a city that is then forgotten, and stops it. */
async function seed(place: Place): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const dir = mkdtempSync(join(cache, 'city-'));
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
export async function embeddedDatabase(readiness: Readiness, folder: string): Promise<void> {
  const template = join(cache, `${readiness}-${hashOf(['packages/gateway', 'packages/shared']).slice(0, 16)}`);
  if (!existsSync(template)) await makeTemplate(readiness, template);
  cpSync(template, folder, { recursive: true });
}

async function makeTemplate(readiness: Readiness, template: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'making-'));
  await makers[readiness]({ ONETRIP_DATA: making });
  try {
    renameSync(making, template);
  } catch (error) {
    // Another worker was first: its template is as good.
    if (!existsSync(template)) throw error;
    rmSync(making, { recursive: true, force: true });
  }
  const former = readdirSync(cache).filter((name) => name.startsWith(`${readiness}-`) && !template.endsWith(name));
  for (const name of former) rmSync(join(cache, name), { recursive: true, force: true });
}
