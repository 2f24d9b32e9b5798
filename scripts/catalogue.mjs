// The catalogue's tool: check, figures, differences, import and export. `npm run --silent catalogue -- --help`
import './node-version.mjs';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { root } from './run.mjs';
import { main } from './terminal.mjs';

const gateway = join(root, 'packages/gateway');

/** Bundles the tool beside the packages it needs, and loads it. */
async function loadTool() {
  const { build } = await import('esbuild');
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(gateway, 'package.json'), 'utf8'));
  // A file of its own: two people may check at the same time.
  const outfile = join(gateway, '.cache', `catalogue-${process.pid}.mjs`);
  await build({
    entryPoints: [join(gateway, 'catalogue/commands.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    logLevel: 'silent',
    external: Object.keys({ ...dependencies, ...devDependencies })
      .filter((name) => !name.startsWith('@onetrip/'))
      .flatMap((name) => [name, `${name}/*`]),
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}

// Whoever reads only the first lines has seen enough.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await main(async () => {
  await install();
  const { run } = await loadTool();
  process.exitCode = await run(process.argv.slice(2), {
    folder: join(gateway, 'catalogue'),
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  });
});
