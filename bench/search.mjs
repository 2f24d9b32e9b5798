// Search beside five well-known libraries: the same matters and queries; quality, time, size and building, at three sizes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { pinyin } from 'pinyin-pro';
import { buildSearch } from '../scripts/matters-build.mjs';
import { root } from '../scripts/run.mjs';
import { begin } from '../scripts/terminal.mjs';
import { grown, mattersOf, queriesOf } from './search/corpus.mjs';
import { run as runLarge } from './search/large.mjs';
import { peers } from './search/peers.mjs';

/** Runs in this process: no system is needed. */
export const standsAlone = true;

const sizes = [598, 10_000, 100_000];
/** An engine is asked for so long at each size, every query three times; a slow one is asked fewer. */
const patience = 10_000;
const fewest = 100;
const rounds = 3;
/** Nor is one built at a size for which it needs longer than this, after what it needed at the size before. */
const buildingPatience = 120_000;

const rounded = (number, digits) => Number(number.toFixed(digits));

const toPinyin = (text) => pinyin(text, { toneType: 'none', type: 'array', v: true });

function ours({ buildIndex, search }, vocabulary) {
  return (matters) => {
    const entries = matters.map((matter) => ({ ...matter, matterId: matter.id, online: false, idOnly: null }));
    const index = buildIndex(entries, toPinyin, vocabulary);
    search(index, '居住证');
    return {
      search: (query) => search(index, query, { limit: 200 }).hits.map(({ matterId }) => matterId),
      size: () => Buffer.byteLength(JSON.stringify(index)),
    };
  };
}

/** Asks every query; the time of each is the best of its rounds, for others work on the machine, too. */
function measure(engine, queries, baseOf) {
  const found = { first: 0, five: 0 };
  const times = [];
  const until = performance.now() + patience;
  // Warm first: the engine compiles what it runs often.
  for (const { query } of queries.slice(0, 50)) if (performance.now() < until) engine.search(query);
  for (const { query, expected } of queries) {
    if (times.length > 0 && performance.now() > until) break;
    let best = Number.POSITIVE_INFINITY;
    let ids = [];
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      ids = engine.search(query);
      best = Math.min(best, performance.now() - started);
      if (performance.now() > until) break;
    }
    times.push(best);
    const names = [...new Set(ids.map((id) => baseOf.get(id)))];
    const place = names.findIndex((name) => expected.has(name));
    if (place === 0) found.first += 1;
    if (place >= 0 && place < 5) found.five += 1;
  }
  times.sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return {
    ...found,
    asked: times.length,
    mean,
    p99: times[Math.min(times.length - 1, Math.floor(times.length * 0.99))],
  };
}

/** What `--http` takes beside it. */
const options = {
  json: { type: 'boolean' },
  http: { type: 'boolean', default: false },
  rows: { type: 'string', default: '1000000' },
  'own-names': { type: 'string', default: '5' },
  clients: { type: 'string', default: '4' },
  postgres: { type: 'boolean', default: false },
};

/** In process beside the peers; with `--http` a gateway among the matters of several cities. */
export async function run() {
  const { values } = parseArgs({ args: process.argv.slice(3), options });
  const { http, rows, clients, postgres, 'own-names': ownNames } = values;
  if (!http) return runBesidePeers();
  return runLarge({ rows: Number(rows), ownNames: Number(ownNames), clients: Number(clients), postgres });
}

/** One row for each engine and size; quality over the queries, times in milliseconds, the index in kilobytes as JSON. */
async function runBesidePeers() {
  const { index, engine } = await buildSearch();
  const real = JSON.parse(readFileSync(join(root, index), 'utf8'));
  const library = await import(pathToFileURL(join(root, engine)).href);
  const queries = queriesOf(
    'packages/gateway/test/fixtures/queries-development.csv',
    'packages/gateway/test/fixtures/queries-held-out.csv',
  );
  // A steady mixture, so that an engine cut short has been asked of every kind.
  const mixed = queries.map((query, at) => ({ query, key: (at * 7919) % queries.length }));
  const ordered = mixed.sort((a, b) => a.key - b.key).map(({ query }) => query);
  const engines = { ours: ours(library, real.vocabulary), ...peers };
  const building = {};
  const rows = [];
  let before = sizes[0];
  for (const size of sizes) {
    const matters = grown(mattersOf(real), size);
    const baseOf = new Map(matters.map(({ id, base }) => [id, base]));
    const names = new Set(baseOf.values());
    const asked = ordered.filter(({ expected }) => [...expected].some((name) => names.has(name)));
    for (const [name, build] of Object.entries(engines)) {
      if ((building[name] ?? 0) * (size / before) > buildingPatience) {
        rows.push({ matters: size, engine: name, 'top-1': 'not built: too slow' });
        continue;
      }
      const line = begin(`${name}, ${size} matters`);
      const started = performance.now();
      const built = await build(matters);
      building[name] = performance.now() - started;
      const { first, five, asked: count, mean, p99 } = measure(built, asked, baseOf);
      rows.push({
        matters: size,
        engine: name,
        // Of a handful of queries a share says nothing.
        'top-1': count < fewest ? '–' : rounded(first / count, 3),
        'top-5': count < fewest ? '–' : rounded(five / count, 3),
        'mean ms': rounded(mean, 2),
        'p99 ms': rounded(p99, 2),
        'index KB': Math.round(built.size() / 1000),
        'build ms': Math.round(building[name]),
        queries: count,
      });
      line.done();
    }
    before = size;
  }
  return rows;
}
