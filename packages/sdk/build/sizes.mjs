// What each entry adds to a bundle, minified and gzipped, held by the budgets in package.json: `node packages/sdk/build/sizes.mjs`
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const sdk = fileURLToPath(new URL('..', import.meta.url));
const entryPoints = ['index', 'wechat', 'partner', 'office', 'embed', 'verify', 'embed/frame'].map(
  (entry) => `dist/${entry}.js`,
);

await build({
  absWorkingDir: sdk,
  entryPoints,
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
