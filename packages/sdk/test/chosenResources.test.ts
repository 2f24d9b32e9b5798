// Threat: a client of chosen resources has more than was chosen, or cannot run where its transport can; an error is mistaken.
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import { operationIds, routes } from '@onetrip/shared/routes';
import { build } from 'esbuild';
import * as core from '../src/core.ts';
import {
  type ApplicationPage,
  Applications,
  ConflictError,
  createClient,
  createLog,
  createSharing,
  createTrace,
  ForbiddenError,
  InvalidRequestError,
  type LogEntry,
  Matters,
  NotFoundError,
  ProblemError,
  pagesOf,
  RateLimitedError,
  SignatureError,
  UnauthenticatedError,
  UnavailableError,
  waitForApplication,
} from '../src/core.ts';
import { createClient as createCitizenClient, type ErrorCode, newerCode } from '../src/index.ts';
import { fetchTransport } from '../src/transports/fetch.ts';
import { json, problem, type Script, type ScriptedServer, startServer } from './scriptedServer.ts';

let server: ScriptedServer;
const start = async (script: Script) => {
  server = await startServer(script);
  const { url: baseUrl } = server;
  return { baseUrl, transport: fetchTransport(), maxAttempts: 1 };
};
afterEach(() => server?.close());
const resources = { matters: Matters, filings: Applications };

test('it has what was chosen, under the names it was given, and carries its session', async () => {
  const options = await start((_request, response) => json(response, 200, { items: [], nextCursor: null }));
  const entries: LogEntry[] = [];
  const observer = createLog((entry) => entries.push(entry));
  const client = createClient({ ...options, resources, token: 'token', observer });
  await client.filings.list();
  await client.matters.search();
  expect(server.arrived.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/v1/applications', 'Bearer token'],
    ['/v1/matters', undefined],
  ]);
  expect(entries.map(({ event }) => event)).toEqual(['request', 'response', 'request', 'response']);
  // @ts-expect-error: payments were not chosen
  expect(client.payments).toBeUndefined();
  // @ts-expect-error: it is called what it was called
  expect(client.applications).toBeUndefined();
});

test('every resource of the citizen’s client can be chosen', () => {
  const chosen = Object.values<unknown>(core).flatMap((one) => Object.keys(Object(Object(one).routes)));
  const citizens = operationIds.filter((id) => /^(public|citizen|embed)$/.test(routes[id].access));
  expect(chosen.sort()).toEqual(citizens.filter((id) => !id.startsWith('officers.')).sort());
});

test('what it was not given it does not do: lists page by page, no trace, nothing shared', async () => {
  const page = { items: [{ applicationId: 'a1' }], nextCursor: 'next' };
  const options = await start((_request, response) => json(response, 200, page));
  const bare = createClient({ ...options, resources });
  const first: Promise<ApplicationPage> = bare.filings.list({ limit: 1 });
  expect(await first).toEqual(page);
  // @ts-expect-error: it is one page
  expect(first.toArray).toBeUndefined();
  await Promise.all([bare.matters.get('x'), bare.matters.get('x')]);
  expect(server.arrived.map(({ headers }) => headers.traceparent)).toEqual([undefined, undefined, undefined]);

  const extras = { lists: pagesOf, share: createSharing(), trace: createTrace };
  const full = createClient({ ...options, ...extras, resources });
  expect(await full.filings.list().toArray({ limit: 2 })).toEqual([...page.items, ...page.items]);
  await Promise.all([full.matters.get('x'), full.matters.get('x')]);
  expect(server.arrived.slice(3).map(({ headers }) => headers.traceparent)).toEqual(Array(3).fill(expect.any(String)));
});

test('waiting is a function beside it', async () => {
  const options = await start((_request, response, count) =>
    json(response, 200, { applicationId: 'a1', state: count < 2 ? 'submitted' : 'delivered', updatedAt: `${count}` }),
  );
  const client = createClient({ ...options, resources: { applications: Applications } });
  expect(await waitForApplication(client, 'a1', { until: 'delivered' })).toMatchObject({ state: 'delivered' });
  // @ts-expect-error: it is not carried by who does not wait
  expect(client.applications.waitFor).toBeUndefined();
});

test('a citizen’s client has nothing of officers and partners, in its types either', () => {
  const client = createCitizenClient({ baseUrl: 'https://api.example' });
  // @ts-expect-error: only officers publish
  expect(client.publications).toBeUndefined();
  // @ts-expect-error: only officers revoke
  expect(client.licences.revoke).toBeUndefined();
  // @ts-expect-error: only officers rotate keys
  expect(client.keys.rotate).toBeUndefined();
  // @ts-expect-error: only a partner's back end opens embed sessions
  expect(client.embedSessions.create).toBeUndefined();
  // @ts-expect-error: an application is filed with all that the contract asks
  expect(() => client.applications.create({ matterId: 'HZ-GA-041' })).toBeDefined();
});

test.each([
  [400, 'invalid_request', InvalidRequestError],
  [401, 'unauthenticated', UnauthenticatedError],
  [401, 'signature_expired', SignatureError],
  [403, 'forbidden', ForbiddenError],
  [404, 'matter_not_found', NotFoundError],
  [409, 'application_open_already', ConflictError],
  [410, 'something_newer', ConflictError],
  [422, 'something_newer', InvalidRequestError],
  [429, 'rate_limited', RateLimitedError],
  [503, 'service_unavailable', UnavailableError],
])('a problem with status %i and code %s is of its family', async (status, code, Family) => {
  const options = await start((_request, response) => json(response, status, problem(code, status, false)));
  const client = createClient({ ...options, resources });
  const error = await client.matters.get('HZ-GA-041').then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Family);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ name: 'ProblemError', kind: 'problem', code, status });
});

test('a switch over the codes that forgets one does not compile', () => {
  const partly = (code: ErrorCode): string => {
    switch (code) {
      case 'network':
      case 'timeout':
        return 'wait';
      default:
        // @ts-expect-error: all the others were forgotten
        return newerCode(code);
    }
  };
  const wholly = (code: Extract<ErrorCode, 'network' | 'timeout'>): string => {
    switch (code) {
      case 'network':
      case 'timeout':
        return 'wait';
      default:
        return newerCode(code);
    }
  };
  expect([partly('internal'), wholly('network')]).toEqual(['internal', 'wait']);
});

const bundle = async (contents: string) => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: new URL('..', import.meta.url).pathname, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2018',
    conditions: ['source'],
    external: ['axios'],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  return outputFiles[0]?.text ?? '';
};

test('it runs in a worker that has fetch, timers and nothing of Node or of a page', async () => {
  const { baseUrl } = await start((_request, response) => json(response, 200, { matterId: 'HZ-GA-041' }));
  const code = await bundle(`
    import { createClient, Matters } from './src/core.ts';
    import { fetchTransport } from './src/transports/fetch.ts';
    const client = createClient({ baseUrl, transport: fetchTransport(), resources: { matters: Matters } });
    done(client.matters.get('HZ-GA-041'));
  `);
  const answer = await new Promise((resolve, reject) => {
    const done = (result: Promise<unknown>) => result.then(resolve, reject);
    const worker = { fetch, crypto, AbortController, setTimeout, clearTimeout, baseUrl, done };
    runInContext(code, createContext(worker));
  });
  expect(answer).toEqual({ matterId: 'HZ-GA-041' });
});

test('what is imported and not used leaves nothing; what officers and partners do is in no citizen’s bundle', async () => {
  for (const entry of ['core', 'index', 'wechat', 'outbox/index', 'uploads/index', 'transports/fetch']) {
    const unused = await bundle(`import * as all from './src/${entry}.ts'; ready();`);
    expect([entry, gzipSync(unused).length < 150]).toEqual([entry, true]);
  }
  for (const entry of ['index', 'wechat']) {
    const whole = await bundle(`import { createClient } from './src/${entry}.ts'; use(createClient);`);
    expect(whole).not.toMatch(/ (officer|partner) \/v1\//);
  }
});
