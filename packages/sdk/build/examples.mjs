// Writes the examples of answers out as data, so that the published testing kit needs no schemas.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** @returns the module `@onetrip/shared/examples`, as plain data */
export async function generateExamples(packageRoot) {
  const folder = join(packageRoot, '.cache');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'examples.mjs');
  await build({
    absWorkingDir: packageRoot,
    entryPoints: ['../shared/src/examples/index.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    conditions: ['source'],
    logLevel: 'silent',
  });
  const { exampleAnswers } = await import(`${outfile}?${Date.now()}`);
  // A string is parsed faster than an object literal of this size.
  return `export const exampleAnswers = JSON.parse(${JSON.stringify(JSON.stringify(exampleAnswers))});`;
}
