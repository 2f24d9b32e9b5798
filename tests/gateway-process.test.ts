// The gateway as a process: what is wrong is one sentence and exit code 1; told to stop, it stops in order.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { provisionCity } from '@onetrip/sandbox';

const root = new URL('../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'onetrip-process-'));
let env: Record<string, string>;

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [join(root, 'scripts', 'build.mjs'), '--only', 'gateway'], { cwd: root });
  const { gatewayEnv } = await provisionCity({ dir: join(folder, 'city') });
  env = { ...gatewayEnv, ONETRIP_PORT: '0', ONETRIP_DATA: join(folder, 'data') };
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  child: ChildProcess;
  said(): string;
  complained(): string;
  ended: Promise<number | null>;
}

function run(changes: Record<string, string | undefined> = {}): Run {
  const child = spawn(process.execPath, [join(root, 'packages/gateway/dist/main.js')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env, ...changes },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return { child, said: () => output, complained: () => errors, ended };
}

async function urlOf({ said, ended }: Run): Promise<string> {
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  while (!gone) {
    const ready = said()
      .split('\n')
      .find((line) => line.includes('gateway ready'));
    if (ready) return (JSON.parse(ready) as { url: string }).url;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`ended before it was ready: ${said()}`);
}

test.each<[string, Record<string, string | undefined>]>([
  ['SMS_URL is not set.', { SMS_URL: undefined }],
  ['ONETRIP_PORT must be a whole number from 0 to 65535.', { ONETRIP_PORT: 'eighty' }],
  ['DATABASE_URL names a server that cannot be reached.', { DATABASE_URL: 'postgres://127.0.0.1:1/nothing' }],
])('%s', async (sentence, changes) => {
  const gateway = run(changes);
  expect(await gateway.ended).toBe(1);
  expect(gateway.complained()).toBe(`${sentence}\n`);
});

test('a busy port is told, and the folder is let go', async () => {
  const busy: Server = createServer();
  const port = await new Promise<number>((resolve) => {
    busy.listen(0, '127.0.0.1', () => resolve((busy.address() as { port: number }).port));
  });
  try {
    const gateway = run({ ONETRIP_PORT: String(port) });
    expect(await gateway.ended).toBe(1);
    expect(gateway.complained()).toBe(`Port ${port} on 127.0.0.1 is taken or may not be used; name another.\n`);
    expect(existsSync(join(folder, 'data', 'gateway.lock'))).toBe(false);
  } finally {
    busy.close();
  }
}, 60_000);

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s it finishes what is under way and ends with 0',
  async (signal) => {
    const gateway = run();
    const url = await urlOf(gateway);
    const underWay = fetch(`${url}/v1/matters?q=juzhuzheng`);
    await fetch(`${url}/health/ready`);
    gateway.child.kill(signal);
    expect((await underWay).status).toBe(200);
    expect(await gateway.ended).toBe(0);
    expect(gateway.complained()).toBe('');
    expect(existsSync(join(folder, 'data', 'gateway.lock'))).toBe(false);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  },
  60_000,
);
