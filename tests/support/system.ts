// A whole system for a test: sandbox and gateway over real HTTP, on the database asked for, and everybody's hands.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { createGateway, type Gateway, readConfig } from '@onetrip/gateway';
import {
  type PartnerCredentials,
  type SandboxOptions,
  startSandbox,
  type WechatPayOptions,
  type WechatPayVerification,
} from '@onetrip/sandbox';
import { axiosTransport, type Client, createClient } from '@onetrip/sdk';
import { createOfficeClient, type OfficeClient } from '@onetrip/sdk/office';
import { startService } from '../../scripts/services.mjs';
import { provisionAlike } from './cities.ts';
import { storedBy, surrender } from './emitted.ts';
import { createPhone, type Phone, type SandboxPerson } from './phone.ts';
import { embeddedDatabase, serverDatabase } from './readyDatabases.ts';
import { openOfficerSession } from './staff.ts';

/** The databases everything must work on. */
export const databases = ['pglite', 'postgres'] as const;
type DatabaseKind = (typeof databases)[number];

const root = new URL('../../', import.meta.url).pathname;

/** How a test's system differs from the usual one. */
export interface SystemOptions {
  /** Default `postgres`, where a start is cheaper; whoever keeps or asks something new of a database names both. */
  database?: DatabaseKind;
  /** More of the gateway's environment. */
  env?: Record<string, string>;
  /** More of the sandbox's options. */
  sandbox?: Partial<SandboxOptions>;
  /** How WeChat Pay is verified; default `publicKey`. */
  wechatPayVerification?: WechatPayVerification;
  /** What each department's system decides, by code; default all its cases. */
  cases?: Readonly<Record<string, boolean | 'undisputed'>>;
}

/** A running system. */
export interface System {
  gatewayUrl: string;
  sandboxUrl: string;
  /** Where the desk is to be served, for whoever serves it. */
  deskUrl: string;
  phone: Phone;
  partners: { bank: PartnerCredentials; dealer: PartnerCredentials };
  /** WeChat Pay's own keys, for what only WeChat Pay, or a forger, can send. */
  wechatPay: WechatPayOptions & { appId: string };
  /** Departments' keys by code, for what only a department, or a forger, can send. */
  departmentKeys: SandboxOptions['departmentKeys'];
  /** A client nobody has signed in with; what it sends and gets is recorded. */
  client(): Client;
  /** A client signed in as the person with this name, verified with the police register. */
  signedIn(name: string): Promise<{ client: Client; person: SandboxPerson }>;
  /** Where officers' browsers come back to after signing in. */
  redirectAddress: string;
  /** An officers' client nobody has signed in with; what it sends and gets is recorded. */
  office(): OfficeClient;
  /** An officers' client signed in as the first officer with this name or role, in this department where one is named. */
  officer(nameOrRole: string, department?: string): Promise<OfficeClient>;
  /** The file of the master keys; what stands on its first line wraps. */
  masterKeyFile: string;
  /** Every row of the database, while it is a server's; an embedded one is read when it is closed. */
  stored(): Promise<string>;
  /** Everything the gateway logged, every URL asked for and every refusal received so far. */
  traces(): string;
  close(): Promise<void>;
}

/** A system whose gateway runs in the test's own process. */
export interface SystemHere extends System {
  /** Another gateway on the same database server. Close it before the system. */
  alongside(): Promise<Gateway>;
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
  const {
    database = 'postgres',
    env = {},
    sandbox: more = {},
    wechatPayVerification = 'publicKey',
    cases = {},
  } = given;
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-test-'));
  const dir = join(folder, 'city');
  const port = await freePort();
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const urls = { gateway: gatewayUrl, desk: `http://127.0.0.1:${await freePort()}` };
  const { sandbox: options } = await provisionAlike({ dir, wechatPayVerification, urls });
  const sandbox = await startSandbox({ ...options, caseDelayMs: 100, notificationDelaysMs: [0, 200, 1000], ...more });
  const city = await provisionAlike({
    dir,
    wechatPayVerification,
    cases,
    urls: { ...urls, sandbox: sandbox.url },
  });
  const data = join(folder, 'database');
  const phone = createPhone(sandbox.url);
  const traces: string[] = [];
  const client = () => createClient({ baseUrl: gatewayUrl, language: 'en', transport: recording(traces) });
  const office = () => createOfficeClient({ baseUrl: gatewayUrl, language: 'en', transport: recording(traces) });
  const [redirectAddress = ''] = (city.gatewayEnv.ONETRIP_STAFF_REDIRECTS ?? '').split(',');
  if (database === 'pglite') await embeddedDatabase('seeded', data);
  const gatewayEnv: Record<string, string> = {
    ...city.gatewayEnv,
    ONETRIP_PORT: String(port),
    ONETRIP_CODE_RESEND_SECONDS: '0',
    ...(database === 'pglite' ? { ONETRIP_DATA: data } : { DATABASE_URL: await serverDatabase('seeded') }),
    ...env,
  };
  return {
    folder,
    traces,
    gatewayEnv,
    system: {
      gatewayUrl,
      sandboxUrl: sandbox.url,
      deskUrl: urls.desk,
      phone,
      partners: city.partners,
      wechatPay: { ...options.wechatPay, appId: options.wechat.appId },
      departmentKeys: options.departmentKeys,
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
      office,
      redirectAddress,
      masterKeyFile: city.gatewayEnv.ONETRIP_MASTER_KEY_FILE ?? '',
      stored: async () => Object.values(await storedBy(gatewayEnv)).join('\n'),
      async officer(nameOrRole, department) {
        const mine = office();
        const door = { office: mine, sandboxUrl: sandbox.url, redirectAddress };
        mine.setToken((await openOfficerSession(door, nameOrRole, department)).token);
        return mine;
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

/** Stops everything, and searches what was emitted and stored for what identifies a person. */
async function closing(ground: Ground, log: () => string, stop: () => Promise<void>): Promise<void> {
  const { phone, gatewayUrl } = ground.system;
  try {
    const people = await phone.people();
    // A gateway that a test has killed measures nothing any more.
    const metrics = await fetch(`${gatewayUrl}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
    await stop();
    const stored = await storedBy(ground.gatewayEnv);
    const emitted = { log: log(), 'addresses and refusals': ground.traces.join('\n'), metrics, ...stored };
    surrender(emitted, people, expect.getState().testPath?.replace(root, '') ?? '');
  } finally {
    await ground.closeSandbox();
    rmSync(ground.folder, { recursive: true, force: true });
  }
}

/** Starts sandbox and gateway in this process. */
export async function startSystem(options: SystemOptions = {}): Promise<SystemHere> {
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
    alongside: () =>
      createGateway(readConfig({ ...ground.gatewayEnv, ONETRIP_PORT: '0' }), {
        write: (line) => void lines.push(line),
      }),
    traces: () => [...lines, ...ground.traces].join('\n'),
    close: () =>
      closing(
        ground,
        () => [...lines, ''].join('\n'),
        () => gateway.close(),
      ),
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
    close: () =>
      closing(
        ground,
        () => logs.map((log) => readFileSync(log, 'utf8')).join('\n'),
        () => gateway.stop(),
      ),
  };
}
