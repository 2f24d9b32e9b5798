// What each department has agreed to give, for which purpose (数据共享协议): the departments' own copy of the city's directory.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceContract } from '@onetrip/shared/contract';

/** Where the city publishes the directory of shared data, from the root of the repository. */
const published = 'packages/gateway/catalogue/registers.json';

function findAbove(from: string): string {
  const path = join(from, published);
  if (existsSync(path)) return path;
  const parent = dirname(from);
  if (parent === from) throw new Error(`The directory of shared data (${published}) is missing.`);
  return findAbove(parent);
}

/** The directory as published today, as text: a provisioned city keeps its own copy. */
export const publishedAgreements = (): string =>
  readFileSync(findAbove(dirname(fileURLToPath(import.meta.url))), 'utf8');

/** The agreements of a directory. Throws where it is none. */
export function parseAgreements(text: string): readonly SourceContract[] {
  const parsed = JSON.parse(text) as SourceContract[];
  for (const { register, department, fields, predicates } of parsed) {
    if (!register || !department || !fields || !predicates) throw new Error('The directory of shared data is not one.');
  }
  return parsed;
}
