// docs/openapi.json is what the contract says today.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { openApiDocument } from '@onetrip/shared/openapi';

const read = (path: string): Promise<string> => readFile(new URL(`../${path}`, import.meta.url), 'utf8');

test('docs/openapi.json is fresh (if not: node scripts/openapi.mjs)', async () => {
  const { version } = JSON.parse(await read('package.json')) as { version: string };
  const generated = JSON.parse(JSON.stringify(openApiDocument({ version })));
  expect(JSON.parse(await read('docs/openapi.json'))).toEqual(generated);
});
