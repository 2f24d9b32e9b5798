// Strikes a filing with every fault at every request and statement. `npm run --silent faults -- [--seed N] [--sample N] [--json]`
import './node-version.mjs';
import { parseArgs } from 'node:util';
import setup, { freshDatabase } from '../tests/support/postgres.mjs';
import { buildAll } from './build.mjs';
import { install } from './install.mjs';
import { load } from './load.mjs';
import { main, Plain, say } from './terminal.mjs';

const usage = `npm run --silent faults -- [options]

  --seed N     decides the order of the faults and which are in a sample (default 1)
  --sample N   so many of each kind at the most (default: all)
  --only KIND  one kind: 'kill -9', 'cut before', 'cut after', delay, repeat, reorder; may be given again
  --json       print one JSON object on standard output`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        sample: { type: 'string' },
        only: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Plain(`${error.message}\n\n${usage}`);
  }
}

await main(async () => {
  const { seed, sample, only, json, help } = options();
  if (help) {
    say(usage);
    return;
  }
  await install();
  await buildAll({ only: ['sdk', 'sandbox', 'gateway'] });
  await setup();
  try {
    const { startCity, runFaults } = await load('tests/faults/index.ts');
    const sandbox = await import(new URL('../packages/sandbox/dist/index.js', import.meta.url).href);
    const city = await startCity(await freshDatabase(), sandbox);
    try {
      const given = { seed: Number(seed), ...(sample ? { sample: Number(sample) } : {}), ...(only ? { only } : {}) };
      const report = await runFaults(city, { ...given, say });
      for (const finding of report.findings) say(`  ${finding}`);
      if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
      if (report.lost + report.doubled + report.unkept > 0) process.exitCode = 1;
    } finally {
      await city.close();
    }
  } finally {
    await globalThis.stopTestPostgres();
  }
});
