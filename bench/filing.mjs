// Filings a second beside the floor: the same rows written by the same server through prepared statements, and nothing else done.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { buildAll } from '../scripts/build.mjs';
import { freePorts, startService } from '../scripts/services.mjs';
import { startSystem } from '../scripts/system.mjs';
import { begin } from '../scripts/terminal.mjs';
import { startServer } from './filing/server.mjs';
import { fill, floorOf, rowsOf } from './filing/stored.mjs';

/** Brings its own system: the database must be a server. */
export const standsAlone = true;

const matterId = 'HZ-JJ-026';
const signedInCitizens = 50;

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean' } },
  allowPositionals: true,
  strict: false,
});
const sizes = values.quick ? [1_000, 10_000] : [10_000, 1_000_000];
const clientCounts = values.quick ? [1, 10] : [1, 10, 50];
const seconds = values.quick ? 3 : 10;
const warmUpSeconds = 2;

const at = (sorted, hundredth) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredth) / 100))];
const rounded = (number, digits = 1) => Number(number.toFixed(digits));

/** Does `work(client, turn)` in a closed loop of so many clients. */
async function measure(clients, work, forSeconds) {
  const times = [];
  const started = performance.now();
  const until = started + forSeconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        const began = performance.now();
        await work(client, turn);
        times.push(performance.now() - began);
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1000;
  times.sort((one, other) => one - other);
  return { perSecond: times.length / elapsed, p50: at(times, 50), p99: at(times, 99) };
}

/** A client of the gateway that keeps its connection. */
function caller(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const call = (method, path, { token, key, body } = {}) =>
    new Promise((resolve, reject) => {
      const bytes = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...(bytes ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) } : {}),
      };
      request(`${url}${path}`, { method, headers, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => {
          if (response.statusCode >= 300) reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
          else resolve(text === '' ? null : JSON.parse(text));
        });
      })
        .on('error', reject)
        .end(bytes);
    });
  return { call, close: () => agent.destroy() };
}

const newKey = () => randomUUID();

/** Signs everybody in, verified. @returns tokens */
async function signIn({ call }, sandboxUrl) {
  const { items: people } = await (await fetch(`${sandboxUrl}/people`)).json();
  const tokens = [];
  for (const { name, idNumber, mobile } of people.slice(0, signedInCitizens)) {
    await call('POST', '/v1/identity/codes', { key: newKey(), body: { mobile } });
    const { items } = await (await fetch(`${sandboxUrl}/phone/messages?mobile=${mobile}`)).json();
    const proof = { kind: 'mobile', mobile, code: items[0].parameters.code };
    const { token } = await call('POST', '/v1/identity/sessions', { key: newKey(), body: proof });
    await call('POST', '/v1/identity/verifications', { key: newKey(), token, body: { name, idNumber } });
    tokens.push(token);
  }
  return tokens;
}

async function filingOf({ call }) {
  const plan = await call('POST', `/v1/matters/${matterId}/plan`, { body: { situation: {} } });
  const answerTo = ({ type, options }) =>
    type === 'mobile' ? '13900001234' : (options?.[0]?.value ?? '杭州市西湖区文三路 1 号');
  return {
    matterId,
    situation: {},
    form: Object.fromEntries(plan.forms.filter(({ required }) => required).map((field) => [field.id, answerTo(field)])),
    commitments: plan.commitments.map(({ materialId }) => materialId),
    noticeAcknowledged: true,
  };
}

/** Those whose commitment is taken: whoever broke a promise files nothing that rests on one. */
async function trusted({ call }, tokens, body) {
  const kept = [];
  for (const token of tokens) {
    const filed = await call('POST', '/v1/applications', { token, key: newKey(), body }).catch(() => null);
    if (filed) kept.push(token);
  }
  return kept;
}

/** Measures at each size and number of clients, the floor beside each. */
export async function run() {
  await buildAll({ only: ['sandbox', 'gateway'] });
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-bench-filing-'));
  const server = await startServer();
  let system;
  let gateway;
  const database = new pg.Pool({ connectionString: server.url, max: Math.max(10, ...clientCounts) });
  database.on('error', () => undefined);
  try {
    const port = await freePorts(6);
    system = await startSystem({ port, folder, only: ['sandbox'] });
    // What is measured is the filing: what follows from it is another process's work.
    const env = {
      ...system.city.gatewayEnv,
      ONETRIP_PORT: String(port),
      DATABASE_URL: server.url,
      ONETRIP_JOBS: 'off',
      ONETRIP_LOG_LEVEL: 'warn',
      ONETRIP_RATE_PUBLIC_WRITES: '1000000',
      ONETRIP_RATE_IDENTITY_CHECKS: '1000000',
      ONETRIP_RATE_SESSION: '1000000',
    };
    const { gateway: url, sandbox } = system.url;
    const log = join(folder, 'logs', 'gateway.log');
    const probe = `${url}/health/ready`;
    gateway = startService({ name: 'gateway', entry: 'packages/gateway/dist/main.js', env, url, probe, log });
    await gateway.ready();
    const client = caller(url);
    const filing = await filingOf(client);
    const tokens = await trusted(client, await signIn(client, sandbox), filing);
    // One citizen files the same again and again here: the index is kept as dear as it was, and no longer refuses.
    await database.query('DROP INDEX applications_open');
    await database.query(
      'CREATE INDEX applications_open ON applications (citizen_id, matter_id, subject_hash) WHERE open',
    );
    const file = (at) =>
      client.call('POST', '/v1/applications', { token: tokens[at % tokens.length], key: newKey(), body: filing });
    const { applicationId } = await file(0);
    const template = await rowsOf(database, applicationId);
    const floor = floorOf(database, template);
    const measured = [];
    let stored = 0;
    for (const size of sizes) {
      const line = begin(`${size.toLocaleString('en')} applications stored`);
      await fill(database, template, stored, size);
      stored = size;
      line.done();
      await measure(10, (at) => file(at), warmUpSeconds);
      await measure(10, floor, warmUpSeconds);
      for (const clients of clientCounts) {
        const least = await measure(clients, floor, seconds);
        const ours = await measure(clients, (at) => file(at), seconds);
        measured.push({
          stored: size,
          clients,
          perSecond: rounded(ours.perSecond),
          p50: rounded(ours.p50),
          p99: rounded(ours.p99),
          floorPerSecond: rounded(least.perSecond),
          floorP50: rounded(least.p50),
          floorP99: rounded(least.p99),
          ofFloor: rounded(ours.perSecond / least.perSecond, 2),
        });
      }
    }
    const smallest = (clients) => measured.find((row) => row.stored === sizes[0] && row.clients === clients);
    client.close();
    return measured.map((row) => ({ ...row, p99Growth: rounded(row.p99 / smallest(row.clients).p99, 2) }));
  } finally {
    await gateway?.stop();
    await system?.stop();
    await database.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
