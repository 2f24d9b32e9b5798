// A real gateway with the 实施清单 of several cities, asked over HTTP as citizens ask it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeFolder } from '../../../scripts/data-folder.mjs';
import { freePorts } from '../../../scripts/services.mjs';
import { startSystem } from '../../../scripts/system.mjs';
import { hostileQueries } from '../hostile.mjs';
import { askAll, spread } from './clients.mjs';

/** Megabytes a process holds. */
const heldBy = (pid) =>
  Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);

/** Seconds of processor time a process has had: unlike the clock, it does not count what else the machine does. */
function worked(pid) {
  const parts = execFileSync('ps', ['-o', 'cputime=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/[-:]/);
  return parts.reverse().reduce((sum, part, at) => sum + Number(part) * [1, 60, 3600, 86_400][at], 0);
}

const searchUrl = (base, q, division) =>
  `${base}/v1/matters?${new URLSearchParams({ q, limit: '20', ...(division ? { division } : {}) })}`;

/** What a matter of the list is in the catalogue. */
const ownId = (matterId) => matterId.replace(/-\d{6}(\d{3}){0,2}$/, '');

/** How many queries find what was meant first, and among the first five; the same matter of several names counts once. */
function quality(answers, queries, nameOf) {
  const places = answers.map(({ page }, at) => {
    const names = [...new Set(page.items.map(({ matterId }) => nameOf.get(ownId(matterId))))];
    return names.findIndex((name) => queries[at].expected.has(name));
  });
  const share = (isGood) => Number((places.filter(isGood).length / places.length).toFixed(3));
  return { 'top-1': share((place) => place === 0), 'top-5': share((place) => place >= 0 && place < 5) };
}

/**
 * Starts a gateway with a list, or with none, and asks it everything.
 * @returns rows of the table: what was asked, over how many rows, how long it took, what the process holds
 */
export async function measureGateway({ file, rows, divisions, matters, queries, clients }) {
  const { folder, release } = takeFolder(mkdtempSync(join(tmpdir(), 'onetrip-bench-')));
  const started = performance.now();
  let system;
  try {
    system = await startSystem({
      port: await freePorts(6),
      folder,
      only: ['gateway'],
      quiet: true,
      env: {
        ONETRIP_LOG_LEVEL: 'warn',
        ONETRIP_RATE_SESSION: '1000000',
        ...(file ? { ONETRIP_IMPLEMENTATIONS_FILE: file } : {}),
      },
    });
    const start = (performance.now() - started) / 1000;
    const base = system.url.gateway;
    const nameOf = new Map(matters.map(({ id, name }) => [id, name]));
    const within = (at) => divisions[at % divisions.length];
    const asked = (list) => list.map((query, at) => searchUrl(base, query, within(at)));
    // Warm first: the engine compiles what it runs often.
    await askAll(asked(queries.slice(0, 200).map(({ query }) => query)), clients);
    const [{ pid }] = system.services;
    const before = worked(pid);
    const rounds = [];
    for (let round = 0; round < 3; round += 1) {
      rounds.push(...(await askAll(asked(queries.map(({ query }) => query)), clients)));
    }
    const work = ((worked(pid) - before) * 1000) / rounds.length;
    const hostile = await askAll(asked(hostileQueries(matters.map(({ name }) => name))), 1);
    const shared = { rows, clients, 'start s': Number(start.toFixed(1)), 'RSS MB': heldBy(pid) };
    const found = quality(rounds.slice(0, queries.length), queries, nameOf);
    return [
      {
        asked: 'queries',
        ...shared,
        ...found,
        ...spread(rounds.map(({ time }) => time)),
        'CPU ms': Number(work.toFixed(1)),
      },
      { asked: 'hostile queries', ...shared, clients: 1, ...spread(hostile.map(({ time }) => time)) },
    ];
  } finally {
    await system?.stop();
    release();
    rmSync(folder, { recursive: true, force: true });
  }
}
