// What the SDK costs a call, beside bare node:http and well-known clients: the same server, interleaved rounds. `--quick`
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../scripts/build.mjs';
import { freePorts, startService } from '../scripts/services.mjs';
import { peers } from './sdk/clients.mjs';

/** Needs neither gateway nor sandbox. */
export const standsAlone = true;

const quick = process.argv.includes('--quick');
const rounds = quick ? 6 : 30;
const callsARound = 150;
const stubbedCalls = quick ? 5_000 : 50_000;

const at = (times, hundredth) => times[Math.min(times.length - 1, Math.floor((times.length * hundredth) / 100))];
const whole = (microseconds) => Math.round(microseconds);

/** Times each call in microseconds, one after another, sorted. */
async function timesOf(call, calls) {
  const times = [];
  for (let i = 0; i < calls; i += 1) {
    const started = performance.now();
    await call();
    times.push((performance.now() - started) * 1000);
  }
  return times;
}

async function ours(url) {
  const { axiosTransport, createClient } = await import('../packages/sdk/dist/index.js');
  const { nodeTransport } = await import('../packages/sdk/dist/node.js');
  const reading = (transport) => {
    const client = createClient({ baseUrl: url, transport });
    return () => client.matters.get('HZ-GA-041');
  };
  const answer = { status: 200, headers: { 'request-id': 'measured' }, body: '{"matterId":"HZ-GA-041"}' };
  return {
    'onetrip, node transport': reading(nodeTransport()),
    'onetrip, axios transport': reading(axiosTransport()),
    stubbed: reading({ send: async () => answer, randomBytes: async (length) => new Uint8Array(length) }),
  };
}

/** One row a client: microseconds a call, over node:http, and as a ratio to it. */
export async function run() {
  await buildAll({ only: ['sdk'] });
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-bench-sdk-'));
  const port = await freePorts(1);
  const server = startService({
    name: 'answering server',
    entry: 'bench/sdk/server.mjs',
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}/`,
    log: join(folder, 'server.log'),
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await server.ready();
    const { stubbed, ...clients } = await ours(url);
    const calls = Object.entries({
      ...Object.fromEntries(Object.entries(peers).map(([name, make]) => [name, make(url)])),
      ...clients,
    });
    for (const [, call] of calls) await timesOf(call, 300);
    const times = new Map(calls.map(([name]) => [name, []]));
    // In turns, and each round from another client on: a machine that slows down slows all.
    for (let round = 0; round < rounds; round += 1) {
      for (let turn = 0; turn < calls.length; turn += 1) {
        const [name, call] = calls[(round + turn) % calls.length];
        times.get(name).push(...(await timesOf(call, callsARound)));
      }
    }
    for (const list of times.values()) list.sort((a, b) => a - b);
    const floor = at(times.get('node:http'), 50);
    const rows = calls.map(([name]) => {
      const list = times.get(name);
      const p50 = at(list, 50);
      return {
        client: name,
        'p50 µs': whole(p50),
        'p99 µs': whole(at(list, 99)),
        'over node:http µs': whole(p50 - floor),
        ratio: Number((p50 / floor).toFixed(2)),
      };
    });
    await timesOf(stubbed, 3_000);
    const inProcess = (await timesOf(stubbed, stubbedCalls)).sort((a, b) => a - b);
    const own = {
      client: 'onetrip, in process',
      'p50 µs': whole(at(inProcess, 50)),
      'p99 µs': whole(at(inProcess, 99)),
    };
    return [...rows.toSorted((a, b) => a['p50 µs'] - b['p50 µs']), own];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
