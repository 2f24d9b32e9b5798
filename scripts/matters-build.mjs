// Builds the search engine and the phone's index of the catalogue into `.cache/`.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashOf, isFresh, remember } from './freshness.mjs';
import { install } from './install.mjs';
import { root } from './run.mjs';

const built = { index: '.cache/matters/index.json', engine: '.cache/matters/engine.mjs' };
const inputs = ['packages/shared/src', 'packages/gateway/catalogue', 'scripts/matters-build.mjs', 'pnpm-lock.yaml'];
const what = { name: 'matters', inputs, outputs: Object.values(built) };

/**
 * Builds engine and index once for these sources, so that a search starts in the time it takes to read them.
 * @returns where they stand, relative to the root
 */
export async function buildSearch() {
  if (isFresh(what)) return built;
  await install();
  const hash = hashOf(inputs);
  const { build: bundle } = await import('esbuild');
  const options = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    logLevel: 'silent',
  };
  const gateway = join(root, 'packages/gateway');
  const { dependencies } = JSON.parse(readFileSync(join(gateway, 'package.json'), 'utf8'));
  const imports = `
    export { loadCatalogue, resolveMatter } from './catalogue/load.ts';
    export { readCityWords, searchIndexOf } from './catalogue/searchIndex.ts';`;
  // Beside the packages it needs; a file of its own, for two people may search at the same time.
  const builder = join(gateway, '.cache', `matters-${process.pid}.mjs`);
  await bundle({
    ...options,
    stdin: { contents: imports, resolveDir: gateway, loader: 'ts' },
    outfile: builder,
    external: Object.keys(dependencies)
      .filter((name) => !name.startsWith('@onetrip/'))
      .flatMap((name) => [name, `${name}/*`]),
  });
  const entry = join(root, 'packages/shared/src/search/index.ts');
  await bundle({ ...options, entryPoints: [entry], outfile: join(root, built.engine) });
  const { loadCatalogue, resolveMatter, readCityWords, searchIndexOf } = await import(pathToFileURL(builder).href);
  rmSync(builder, { force: true });
  const folder = join(root, 'packages/gateway/catalogue');
  const files = loadCatalogue(folder);
  const matters = files.matters.map((filed) => resolveMatter(filed, files.departments));
  const index = searchIndexOf(matters, files, readCityWords(folder), { english: false });
  writeFileSync(join(root, built.index), JSON.stringify(index));
  remember(what.name, hash);
  return built;
}
