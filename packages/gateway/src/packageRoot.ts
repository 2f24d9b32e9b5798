// Where this package stands on disk: migrations and catalogue are found from here, both from `src` and from the bundle in `dist`.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findPackageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The gateway’s package.json is missing.');
  return findPackageRoot(parent);
}

/** Absolute path of the gateway's package folder. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

/** The package's version, which is the API description's too. */
export const packageVersion = (
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
).version;
