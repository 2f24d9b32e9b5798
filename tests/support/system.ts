// A whole system for a test: sandbox and gateway over real HTTP, on the database asked for, and everybody's hands.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGateway, readConfig } from '@onetrip/gateway';
import {
  type PartnerCredentials,
  provisionCity,
  type SandboxOptions,
  startSandbox,
  type WechatPayOptions,
  type WechatPayVerification,
} from '@onetrip/sandbox';
import { axiosTransport, type Client, createClient } from '@onetrip/sdk';
import { hashOf } from '../../scripts/freshness.mjs';
import { startService } from '../../scripts/services.mjs';
import { createPhone, type Phone, type SandboxPerson } from './phone.ts';

/** The databases everything must work on. */
export const databases = ['pglite', 'postgres'] as const;
type DatabaseKind = (typeof databases)[number];

const root = new URL('../../', import.meta.url).pathname;

/** How a test's system differs from the usual one. */
export interface SystemOptions {
  /** Default `pglite`. */
  database?: DatabaseKind;
  /** More of the gateway's environment. */
  env?: Record<string, string>;
  /** More of the sandbox's options. */
  sandbox?: Partial<SandboxOptions>;
  /** How WeChat Pay is verified; default `publicKey`. */
  wechatPayVerification?: WechatPayVerification;
}

/** A running system. */
export interface System {
  gatewayUrl: string;
  sandboxUrl: string;
  phone: Phone;
  partners: { bank: PartnerCredentials; dealer: PartnerCredentials };
  /** WeChat Pay's own keys, for what only WeChat Pay, or a forger, can send. */
  wechatPay: WechatPayOptions & { appId: string };
  /** A client nobody has signed in with; what it sends and gets is recorded. */
  client(): Client;
  /** A client signed in as the person with this name, verified with the police register. */
  signedIn(name: string): Promise<{ client: Client; person: SandboxPerson }>;
  /** Everything the gateway logged, every URL asked for and every refusal received so far. */
  traces(): string;
  close(): Promise<void>;
}

/** A system whose gateway is a process of its own. */
export interface SystemProcess extends System {
  pid(): number;
  /** Kills the gateway with SIGKILL: no chance to put anything in order. */
  kill(): Promise<void>;
  /** Starts the gateway again on the same database. */
  restart(): Promise<void>;
  /** Starts a second gateway on the same database; resolves with what it said when it ended. */
  startSecond(): Promise<string>;
}

interface Ground {
  folder: string;
  gatewayEnv: Record<string, string>;
  system: Omit<System, 'traces' | 'close'>;
  traces: string[];
  closeSandbox(): Promise<void>;
}

const run = promisify(execFile);

const freePort = () =>
  new Promise<number>((resolve) => {
    const socket = createServer().listen(0, '127.0.0.1', () => {
      const address = socket.address();
      socket.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Sandbox, keys, database: everything but the gateway. */
async function prepare(given: SystemOptions): Promise<Ground> {
  const { database = 'pglite', env = {}, sandbox: more = {}, wechatPayVerification = 'publicKey' } = given;
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-test-'));
  const dir = join(folder, 'city');
  const port = await freePort();
  const { sandbox: options } = await provisionCity({ dir, wechatPayVerification });
  const sandbox = await startSandbox({ ...options, caseDelayMs: 100, notificationDelaysMs: [0, 200, 1000], ...more });
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const city = await provisionCity({
    dir,
    wechatPayVerification,
    urls: { gateway: gatewayUrl, sandbox: sandbox.url },
  });
  const data = join(folder, 'database');
  const phone = createPhone(sandbox.url);
  const traces: string[] = [];
  const client = () => createClient({ baseUrl: gatewayUrl, language: 'en', transport: recording(traces) });
  return {
    folder,
    traces,
    gatewayEnv: {
      ...city.gatewayEnv,
      ONETRIP_PORT: String(port),
      ONETRIP_CODE_RESEND_SECONDS: '0',
      ...(database === 'pglite'
        ? { ONETRIP_DATA: await embeddedDatabase(data) }
        : { DATABASE_URL: await serverDatabase() }),
      ...env,
    },
    system: {
      gatewayUrl,
      sandboxUrl: sandbox.url,
      phone,
      partners: city.partners,
      wechatPay: { ...options.wechatPay, appId: options.wechat.appId },
      client,
      async signedIn(name) {
        const person = await phone.person(name);
        const mine = client();
        const before = await phone.lastCode(person.mobile);
        await mine.identity.sendCode({ mobile: person.mobile });
        const code = await phone.loginCode(person.mobile, before);
        const { token, citizen } = await mine.identity.signIn({ kind: 'mobile', mobile: person.mobile, code });
        mine.setToken(token);
        if (citizen.level < 2) await mine.identity.verify({ name: person.name, idNumber: person.idNumber });
        return { client: mine, person };
      },
    },
    closeSandbox: () => sandbox.close(),
  };
}

/** The usual transport, with its URLs and refusals written down. */
function recording(traces: string[]): ReturnType<typeof axiosTransport> {
  const transport = axiosTransport();
  return {
    ...transport,
    async send(request) {
      traces.push(`${request.method} ${request.url}`);
      const response = await transport.send(request);
      if (response.status >= 400) traces.push(response.body);
      return response;
    },
  };
}

/** A database of its own on the run's PostgreSQL server. */
async function serverDatabase(): Promise<string> {
  const door = process.env.ONETRIP_TEST_POSTGRES;
  if (!door) throw new Error('the run has no PostgreSQL server: start tests through jest.config.mjs');
  const { url, error } = (await (await fetch(door, { method: 'POST' })).json()) as { url?: string; error?: string };
  if (!url) throw new Error(error);
  return url;
}

const template = join(
  root,
  '.cache',
  'embedded-database',
  hashOf(['packages/gateway', 'packages/shared']).slice(0, 16),
);

/** A folder with a migrated and seeded database; made once for the gateway as it is, then copied. */
async function embeddedDatabase(folder: string): Promise<string> {
  if (!existsSync(template)) await makeTemplate();
  cpSync(template, folder, { recursive: true });
  return folder;
}

async function makeTemplate(): Promise<void> {
  const cache = join(root, '.cache', 'embedded-database');
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'making-'));
  const city = await provisionCity({ dir: join(making, 'city') });
  const config = readConfig({ ...city.gatewayEnv, ONETRIP_DATA: join(making, 'data'), ONETRIP_LOG_LEVEL: 'silent' });
  await (await createGateway(config)).close();
  try {
    renameSync(join(making, 'data'), template);
    for (const old of readdirSync(cache)) {
      if (!template.endsWith(old) && !old.startsWith('making-'))
        rmSync(join(cache, old), { recursive: true, force: true });
    }
  } catch (error) {
    // Another worker was first: its template is as good.
    if (!existsSync(template)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Starts sandbox and gateway in this process. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const ground = await prepare(options);
  const lines: string[] = [];
  const gateway = await createGateway(readConfig(ground.gatewayEnv), { write: (line) => void lines.push(line) }).catch(
    async (error: unknown) => {
      await ground.closeSandbox();
      throw error;
    },
  );
  return {
    ...ground.system,
    traces: () => [...lines, ...ground.traces].join('\n'),
    async close() {
      await gateway.close();
      await ground.closeSandbox();
      rmSync(ground.folder, { recursive: true, force: true });
    },
  };
}

/** Starts the sandbox in this process and the gateway, as built, in one of its own. */
export async function startSystemProcess(options: SystemOptions = {}): Promise<SystemProcess> {
  await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--only', 'gateway'], { cwd: root });
  const ground = await prepare(options);
  const { gatewayUrl } = ground.system;
  const logs: string[] = [];
  const start = (env: Record<string, string> = {}) => {
    const log = join(ground.folder, 'logs', `gateway-${logs.length}.log`);
    logs.push(log);
    return startService({
      name: 'gateway',
      entry: 'packages/gateway/dist/main.js',
      env: { ...ground.gatewayEnv, ...env },
      url: gatewayUrl,
      probe: `${gatewayUrl}/health/ready`,
      log,
    });
  };
  let gateway = start();
  await gateway.ready();
  return {
    ...ground.system,
    pid: () => gateway.pid ?? 0,
    traces: () => [...logs.map((log) => readFileSync(log, 'utf8')), ...ground.traces].join('\n'),
    async kill() {
      gateway.kill('SIGKILL');
      await gateway.ended;
    },
    async restart() {
      gateway = start();
      await gateway.ready();
    },
    async startSecond() {
      const second = start({ ONETRIP_PORT: '0' });
      return second.epitaph();
    },
    async close() {
      await gateway.stop();
      await ground.closeSandbox();
      rmSync(ground.folder, { recursive: true, force: true });
    },
  };
}
