// What the gateway adds to a read: `matters.get` and `matters.search` against a bare Fastify with the same bytes, in the same run.
import { join } from 'node:path';
import { startService } from '../scripts/services.mjs';
import { load } from './load.mjs';

const reads = {
  'matters.get': '/v1/matters/HZ-GA-041',
  'matters.search, Chinese': `/v1/matters?q=${encodeURIComponent('居住证')}`,
  'matters.search, pinyin': '/v1/matters?q=juzhuzheng',
};

/** Runs against the system's gateway; one row for each read, rates in answers a second. */
export async function run({ system, folder, port }) {
  const rows = [];
  for (const [name, path] of Object.entries(reads)) {
    const url = `${system.url.gateway}${path}`;
    const bare = startService({
      name: 'bare Fastify',
      entry: 'bench/bare.mjs',
      env: { PORT: String(port), BODY_URL: url },
      url: `http://127.0.0.1:${port}/`,
      log: join(folder, 'logs', 'bare.log'),
    });
    try {
      await bare.ready();
      // Both warm up, then take turns, so a machine that slows down slows both.
      await load(url, { seconds: 1 });
      await load(bare.url, { seconds: 1 });
      const rounds = { gateway: [], bare: [] };
      for (let round = 0; round < 3; round += 1) {
        rounds.gateway.push(await load(url, { seconds: 2 }));
        rounds.bare.push(await load(bare.url, { seconds: 2 }));
      }
      const middle = (list) => [...list].sort((a, b) => a.perSecond - b.perSecond)[1];
      const [ours, floor] = [middle(rounds.gateway), middle(rounds.bare)];
      rows.push({
        read: name,
        'gateway /s': Math.round(ours.perSecond),
        'p95 ms': Number(ours.p95.toFixed(1)),
        'bare Fastify /s': Math.round(floor.perSecond),
        'bare p95 ms': Number(floor.p95.toFixed(1)),
        ratio: Number((ours.perSecond / floor.perSecond).toFixed(2)),
      });
    } finally {
      await bare.stop();
    }
  }
  return rows;
}
