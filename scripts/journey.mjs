// Drives the first journey through the SDK. `npm run --silent journey -- [--url URL --sandbox URL] [--data DIR] [--json]`
import './node-version.mjs';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from './build.mjs';
import { takeFolder } from './data-folder.mjs';
import { install } from './install.mjs';
import { load } from './load.mjs';
import { root } from './run.mjs';
import { freePorts } from './services.mjs';
import { startSystem } from './system.mjs';
import { begin, bold, dim, duration, main, Plain, say } from './terminal.mjs';

const usage = `npm run --silent journey -- [options]

  --url URL --sandbox URL  drive a running system (its gateway, its sandbox); otherwise one is started
  --data DIR               with --url: the running system's folder, for the dealer's key (default .onetrip);
                           otherwise: where the started system keeps its database and logs (default: a folder thrown away)
  --json                   print one JSON object on standard output`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: 'string' },
        sandbox: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (Boolean(values.url) !== Boolean(values.sandbox)) throw new Error('--url and --sandbox go together.');
    return values;
  } catch (error) {
    throw new Plain(`${error.message}\n\n${usage}`);
  }
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The dealer's credentials, out of a provisioned city's folder; undefined where there is none. */
function dealerOf(city) {
  if (!existsSync(join(city, 'city.json'))) return undefined;
  const { urls } = readJson(join(city, 'city.json'));
  const { partnerId, servicePoints } = readJson(join(city, 'gateway', 'partners.json')).find(({ servicePoints }) =>
    servicePoints.some(({ channel }) => channel === 'dealer'),
  );
  return {
    privateKey: readJson(join(city, 'partners', `${partnerId}.jwk.json`)),
    serviceKeys: readJson(join(city, 'partners', 'service-keys.json')),
    servicePointId: servicePoints[0].servicePointId,
    origin: urls.dealer,
  };
}

async function running({ url, sandbox, data = join(root, '.onetrip') }) {
  const dealer = dealerOf(join(data, 'city'));
  return { target: { gatewayUrl: url, sandboxUrl: sandbox, dealer }, end: async () => undefined };
}

async function started({ data }) {
  const thrownAway = data === undefined;
  const { folder, release } = takeFolder(data ?? mkdtempSync(join(tmpdir(), 'onetrip-journey-')));
  const system = await startSystem({ port: await freePorts(6), folder, only: ['sandbox', 'gateway'] });
  return {
    target: { gatewayUrl: system.url.gateway, sandboxUrl: system.url.sandbox, dealer: dealerOf(join(folder, 'city')) },
    end: async () => {
      await system.stop();
      release();
      if (thrownAway) rmSync(folder, { recursive: true, force: true });
    },
  };
}

await main(async () => {
  const chosen = options();
  if (chosen.help) {
    say(usage);
    return;
  }
  await install();
  await buildAll({ only: chosen.url ? ['sdk'] : ['sdk', 'sandbox', 'gateway'] });
  const { runJourney } = await load('tests/journey/journey.ts');
  const { target, end } = chosen.url ? await running(chosen) : await started(chosen);
  const stop = (signal) => end().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    let matter = '';
    let line;
    const report = await runJourney(target, {
      began: (of, name) => {
        if (of !== matter) say(`\n  ${bold(of)}`);
        matter = of;
        line = begin(name);
      },
      ended: ({ outcome, problem }) => (outcome === 'ok' ? line.done() : line.failed(problem)),
    });
    const failed = report.steps.filter(({ outcome }) => outcome === 'failed').length;
    for (const reason of report.leftOut) say(`  ${dim(`left out – ${reason}`)}`);
    say(`\n  ${report.steps.length - failed} steps done, ${failed} failed, ${duration(report.ms)}\n`);
    if (chosen.json) process.stdout.write(`${JSON.stringify(report)}\n`);
    if (!report.ok) process.exitCode = 1;
  } finally {
    await end();
  }
});
