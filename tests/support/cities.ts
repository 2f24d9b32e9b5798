// A city's keys, made once and copied: making them anew for each test would cost more than the test.
import { existsSync } from 'node:fs';
import { type ProvisionedCity, type ProvisionOptions, provisionCity } from '@onetrip/sandbox';
import { copyMadeOnce } from './madeOnce.ts';

/** Provisions a city whose keys other tests' cities have, too. Not for tests in which another city forges. */
export async function provisionAlike(options: ProvisionOptions): Promise<ProvisionedCity> {
  if (!existsSync(options.dir)) {
    await copyMadeOnce('city', ['packages/sandbox/src/provision'], options.dir, (dir) => provisionCity({ dir }));
  }
  return provisionCity(options);
}
