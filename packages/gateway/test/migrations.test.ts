// The migrations in the tree are what drizzle-kit would generate from the tables today.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as schema from '../src/database/schema/index.ts';
import { packageRoot } from '../src/packageRoot.ts';

const { generateDrizzleJson, generateMigration } = createRequire(import.meta.url)(
  'drizzle-kit/api',
) as typeof import('drizzle-kit/api');

test('generating again would produce nothing (if not: npx drizzle-kit generate)', async () => {
  const folder = join(packageRoot, 'migrations', 'meta');
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('_snapshot.json'))
    .sort()
    .at(-1);
  if (!newest) throw new Error('there is no migration');
  const stored = JSON.parse(readFileSync(join(folder, newest), 'utf8')) as ReturnType<typeof generateDrizzleJson>;
  expect(await generateMigration(stored, generateDrizzleJson(schema))).toEqual([]);
});
