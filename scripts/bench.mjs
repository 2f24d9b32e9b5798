// Measures, against a peer in the same run. `npm run bench -- NAME [--json]`
import './node-version.mjs';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from './build.mjs';
import { takeFolder } from './data-folder.mjs';
import { install } from './install.mjs';
import { root } from './run.mjs';
import { freePorts } from './services.mjs';
import { startSystem } from './system.mjs';
import { main, Plain, say } from './terminal.mjs';

/** Parts of the measurements that are none themselves. */
const parts = ['load', 'bare'];

await main(async () => {
  const names = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -4))
    .filter((name) => !parts.includes(name));
  const name = process.argv[2];
  if (!names.includes(name)) throw new Plain(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  await install();
  const { run, standsAlone = false } = await import(`../bench/${name}.mjs`);
  const show = (rows) => {
    if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows)}\n`);
    else console.table(rows);
  };
  if (standsAlone) {
    show(await run());
    return;
  }
  await buildAll({ only: ['sandbox', 'gateway'] });
  const { folder, release } = takeFolder(mkdtempSync(join(tmpdir(), 'onetrip-bench-')));
  const port = await freePorts(6);
  const system = await startSystem({
    port,
    folder,
    only: ['sandbox', 'gateway'],
    // What is measured is the work, not the limit that protects it.
    env: { ONETRIP_LOG_LEVEL: 'warn', ONETRIP_RATE_PUBLIC_WRITES: '1000000', ONETRIP_RATE_SESSION: '1000000' },
  });
  try {
    show(await run({ system, folder, port: port + 5 }));
  } finally {
    await system.stop();
    release();
    rmSync(folder, { recursive: true, force: true });
    say('');
  }
});
