// Builds everything in order, skipping what is fresh. `npm run build [-- --force | --only NAME]`
import './node-version.mjs';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, isFresh, remember } from './freshness.mjs';
import { install } from './install.mjs';
import { isEntry, root, run } from './run.mjs';
import { begin, dim, main, Plain, say } from './terminal.mjs';

/**
 * Bundles a service for Node: our own packages go in, third parties the package names itself stay outside.
 * `main.js` is the process, `index.js` what others import; what both need is shared between them.
 */
async function bundle(folder) {
  const { build } = await import('esbuild');
  const own = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  rmSync(join(root, folder, 'dist'), { recursive: true, force: true });
  await build({
    absWorkingDir: join(root, folder),
    entryPoints: ['src/main.ts', 'src/index.ts'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    sourcemap: true,
    logLevel: 'silent',
    external: Object.keys(own.dependencies ?? {})
      .filter((name) => !name.startsWith('@onetrip/'))
      .flatMap((name) => [name, `${name}/*`]),
  });
}

/** Runs a package's own build script; resolves with the size it printed, if it did. */
async function script(file, args, line) {
  const { code, output } = await run(process.execPath, [file, ...args], {
    env: { NODE_ENV: 'production' },
    onLine: (text) => line.detail(text.slice(0, 70)),
  });
  if (code !== 0) throw new Plain(`${file} failed:\n${output.trim().split('\n').slice(-30).join('\n')}`);
  return output.split('\n').find((text) => / KB /.test(text));
}

const ours = ['pnpm-lock.yaml', 'tsconfig.json', 'scripts/build.mjs', 'packages/shared'];

/** What is built, in order. A step runs again when a file of its `inputs` changed or an output is gone. */
const steps = [
  {
    name: 'sdk',
    inputs: [...ours, 'packages/sdk'],
    outputs: [
      'packages/sdk/dist/index.js',
      'packages/sdk/dist/index.cjs',
      'packages/sdk/dist/index.d.ts',
      'packages/sdk/dist/onetrip.umd.js',
    ],
    work: (line) => script('packages/sdk/build.mjs', [], line),
  },
  {
    name: 'sandbox',
    inputs: [...ours, 'packages/sandbox'],
    outputs: ['packages/sandbox/dist/main.js', 'packages/sandbox/dist/index.js'],
    work: () => bundle('packages/sandbox'),
  },
  {
    name: 'gateway',
    inputs: [...ours, 'packages/gateway'],
    outputs: ['packages/gateway/dist/main.js', 'packages/gateway/dist/index.js'],
    work: () => bundle('packages/gateway'),
  },
  {
    name: 'citizen app, H5',
    inputs: [...ours, 'packages/sdk', 'packages/miniprogram'],
    outputs: ['packages/miniprogram/dist/h5/index.html'],
    work: (line) => script('packages/miniprogram/build.mjs', ['h5'], line),
  },
  {
    name: 'desk',
    inputs: [...ours, 'packages/sdk', 'packages/desk'],
    outputs: ['packages/desk/dist/index.html'],
    work: (line) => script('packages/desk/build.mjs', [], line),
  },
  {
    name: 'documentation',
    inputs: [...ours, 'packages/sdk', 'docs', 'scripts/docs', 'examples/seal.svg'],
    outputs: ['dist/docs/index.html'],
    work: async () => (await import('./docs/site.mjs')).buildSite(),
  },
  {
    name: 'citizen app, weapp',
    inputs: [...ours, 'packages/sdk', 'packages/miniprogram'],
    outputs: ['app.json', 'app.js', 'base.wxml'].map((file) => `packages/miniprogram/dist/weapp/${file}`),
    work: (line) => script('packages/miniprogram/build.mjs', ['weapp'], line),
  },
];

/** Builds what is stale. `only` narrows it to steps by name; `force` builds all the same. */
export async function buildAll({ force = false, only } = {}) {
  for (const { name, inputs, outputs, work } of steps) {
    if (only && !only.includes(name)) continue;
    if (!force && isFresh({ name, inputs, outputs })) continue;
    const hash = hashOf(inputs);
    const line = begin(`${name} built`);
    let note;
    try {
      note = await work(line);
      const missing = outputs.filter((file) => !existsSync(join(root, file)));
      if (missing.length > 0) throw new Plain(`The build of ${name} ended without writing ${missing.join(', ')}.`);
    } catch (error) {
      line.failed();
      throw error;
    }
    remember(name, hash);
    line.done(note);
  }
}

if (isEntry(import.meta)) {
  await main(async () => {
    await install();
    const only = process.argv.indexOf('--only');
    await buildAll({
      force: process.argv.includes('--force'),
      ...(only > 0 ? { only: process.argv.slice(only + 1, only + 2) } : {}),
    });
    say(`  ${dim('everything is built')}`);
  });
}
