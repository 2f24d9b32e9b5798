// What each entry adds to a bundle, minified and gzipped, held by the budgets in package.json: `node packages/sdk/build/sizes.mjs`
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const sdk = fileURLToPath(new URL('..', import.meta.url));
const entries = [
  'index',
  'wechat',
  'fetch',
  'outbox',
  'uploads',
  'partner',
  'office',
  'embed',
  'verify',
  'embed/frame',
];
const whole = entries.map((entry) => ({ in: `dist/${entry}.js`, out: entry }));

/** What an importer writes, where a whole entry is not what he bundles. */
const importers = {
  'core-with-four': `
    import { Applications, createClient, Licences, Matters, Payments } from '../../dist/core.js';
    const resources = { matters: Matters, applications: Applications, payments: Payments, licences: Licences };
    export const create = (transport, baseUrl) => createClient({ transport, baseUrl, resources });`,
  unused: ['index', 'wechat', 'core', 'fetch', 'outbox', 'uploads']
    .map((entry) => `import * as ${entry} from '../../dist/${entry}.js';`)
    .join('\n'),
};
const folder = join(sdk, '.cache/importers');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(importers)) writeFileSync(join(folder, `${name}.js`), text);
const written = Object.keys(importers).map((name) => ({ in: `.cache/importers/${name}.js`, out: name }));

await build({
  absWorkingDir: sdk,
  entryPoints: [...whole, ...written],
  outdir: '.cache/sizes',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2018',
  external: ['axios', 'http-message-signatures', 'node:*'],
  logLevel: 'silent',
});
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('bin.js', import.meta.resolve('size-limit')))], {
  cwd: sdk,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
