// Loads a TypeScript module of the tests into plain Node: bundled, with packages left outside as they were built.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

/** Imports `file` (relative to the root). */
export async function load(file) {
  const { build } = await import('esbuild');
  const outfile = join(root, '.cache', file.replaceAll('/', '-').replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [join(root, file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
  return import(pathToFileURL(outfile).href);
}
