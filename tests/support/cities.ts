// A city's keys, made once and copied: making them anew for each test would cost more than the test.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ProvisionedCity, type ProvisionOptions, provisionCity } from '@onetrip/sandbox';
import { hashOf } from '../../scripts/freshness.mjs';

const cache = join(new URL('../../', import.meta.url).pathname, '.cache', 'cities');

/** Provisions a city whose keys other tests' cities have, too. Not for tests in which another city forges. */
export async function provisionAlike(options: ProvisionOptions): Promise<ProvisionedCity> {
  if (!existsSync(options.dir)) {
    const template = join(cache, hashOf(['packages/sandbox/src/provision']).slice(0, 16));
    if (!existsSync(template)) await makeTemplate(template);
    cpSync(template, options.dir, { recursive: true });
  }
  return provisionCity(options);
}

async function makeTemplate(template: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'making-'));
  await provisionCity({ dir: making });
  try {
    renameSync(making, template);
  } catch (error) {
    // Another worker was first: its keys are as good.
    if (!existsSync(template)) throw error;
    rmSync(making, { recursive: true, force: true });
  }
}
