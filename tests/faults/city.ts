// A city whose every line can be cut: the gateway a process of its own, links between it and citizens, peers and database.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as sandboxParts from '@onetrip/sandbox';
import pg from 'pg';
import { startService } from '../../scripts/services.mjs';
import { createPhone, type Phone } from '../support/phone.ts';
import { Board } from './faults.ts';
import { openRequestLink } from './requestLink.ts';
import { openStatementLink } from './statementLink.ts';

/** Somebody who can walk. */
export interface Citizen {
  name: string;
  idNumber: string;
  mobile: string;
}

/** The city. */
export interface City {
  board: Board;
  /** Where citizens' apps find the gateway. */
  gatewayUrl: string;
  sandboxUrl: string;
  phone: Phone;
  /** Those whose driving licence is in force. */
  drivers: Citizen[];
  /** Those who have lived in the city long enough, registered and insured. */
  residents: Citizen[];
  /** Numbers of the cases that departments have taken. */
  casesTaken: Set<string>;
  /** Reads the database past the links. */
  rows<R extends object>(sql: string, values?: unknown[]): Promise<R[]>;
  /** Resolves when the gateway is up again. */
  up(): Promise<void>;
  /** How often the gateway ended without having been killed by a fault. */
  ownEnds(): string[];
  log(): string;
  close(): Promise<void>;
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const socket = createServer().listen(0, '127.0.0.1', () => {
      const address = socket.address();
      socket.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Nobody's limits are what is tried here. */
const withoutLimits = {
  ONETRIP_RATE_PUBLIC_WRITES: '1000000',
  ONETRIP_RATE_IDENTITY_CHECKS: '1000000',
  ONETRIP_RATE_SESSION: '1000000',
  ONETRIP_CODE_RESEND_SECONDS: '0',
  ONETRIP_LOG_LEVEL: 'warn',
};

/**
 * @param databaseUrl an empty database on a PostgreSQL server of this machine
 * @param sandboxParts the sandbox, as source or as built
 */
export async function startCity(
  databaseUrl: string,
  { provisionCity, startSandbox }: Pick<typeof sandboxParts, 'provisionCity' | 'startSandbox'>,
): Promise<City> {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-faults-'));
  const dir = join(folder, 'city');
  const port = await freePort();
  const gateway = `http://127.0.0.1:${port}`;
  let sandboxUrl = '';
  const board: Board = new Board(() => kill());
  const casesTaken = new Set<string>();
  const citizens = await openRequestLink({ name: 'citizen → gateway', target: () => gateway, board });
  const callBacks = await openRequestLink({ name: 'peer → gateway', target: () => gateway, board });
  const peers = await openRequestLink({
    name: 'gateway → peer',
    target: () => sandboxUrl,
    board,
    note({ method, path, body }, { status }) {
      if (method !== 'POST' || !path.endsWith('/cases') || status >= 300) return;
      casesTaken.add((JSON.parse(body.toString()) as { caseId: string }).caseId);
    },
  });
  const direct = new URL(databaseUrl);
  const statements = await openStatementLink({ host: direct.hostname, port: Number(direct.port) }, board);
  const linked = new URL(databaseUrl);
  linked.port = String(statements.port);

  const { sandbox: options } = await provisionCity({ dir, urls: { gateway: callBacks.url } });
  const sandbox = await startSandbox({ ...options, caseDelayMs: 100, answerDelayMs: 300 });
  sandboxUrl = sandbox.url;
  const { gatewayEnv } = await provisionCity({ dir, urls: { gateway: callBacks.url, sandbox: peers.url } });

  const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  database.on('error', () => undefined);
  const logs: string[] = [];
  const ends: string[] = [];
  let closing = false;
  const start = () => {
    const log = join(folder, 'logs', `gateway-${logs.length}.log`);
    logs.push(log);
    const service = startService({
      name: 'gateway',
      entry: 'packages/gateway/dist/main.js',
      env: { ...gatewayEnv, ...withoutLimits, ONETRIP_PORT: String(port), DATABASE_URL: linked.href },
      url: gateway,
      probe: `${gateway}/health/ready`,
      log,
    });
    return { service, killed: false };
  };
  let running = start();
  await running.service.ready();
  let up: Promise<void> = keep(running);

  /** Sees a gateway come up, and puts another in its place when it ends. */
  function keep(one: typeof running): Promise<void> {
    void one.service.epitaph().then((words: string) => {
      if (closing) return;
      if (!one.killed) ends.push(words);
      running = start();
      up = keep(running);
    });
    // One that is killed while it starts is followed by another.
    return one.service.ready().catch(() => undefined);
  }

  async function kill(): Promise<void> {
    const one = running;
    one.killed = true;
    one.service.kill('SIGKILL');
    await one.service.ended;
  }

  const monthsAgo = (months: number) => new Date(Date.now() - months * 31 * 86_400_000).toISOString().slice(0, 10);
  const shown = ({ name, idNumber, mobile }: Citizen): Citizen => ({ name, idNumber, mobile });
  const { all } = sandbox.people;
  return {
    board,
    gatewayUrl: citizens.url,
    sandboxUrl,
    phone: createPhone(sandboxUrl),
    casesTaken,
    drivers: all.filter(({ licence, missingAt }) => licence?.status === 'inForce' && missingAt.length === 0).map(shown),
    residents: all
      .filter(
        ({ residence, job, local, missingAt, falsePromiseOn }) =>
          !local &&
          job &&
          residence &&
          residence.registeredSince < monthsAgo(7) &&
          !missingAt.length &&
          !falsePromiseOn,
      )
      .map(shown),
    rows: async <R extends object>(sql: string, values: unknown[] = []) => (await database.query<R>(sql, values)).rows,
    up: async () => {
      // A later one may have taken its place meanwhile.
      for (let seen: Promise<void> | null = null; seen !== up; ) {
        seen = up;
        await seen;
      }
    },
    ownEnds: () => ends,
    log: () => logs.map((log) => readFileSync(log, 'utf8')).join('\n'),
    async close() {
      closing = true;
      await running.service.stop();
      await database.end();
      for (const link of [statements, peers, callBacks, citizens]) await link.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
