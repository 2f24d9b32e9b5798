// Threat: a filing made without a network is lost, or done twice – the app is killed at any moment, two devices file it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CreateApplicationBody } from '@onetrip/shared/contract';
import fc from 'fast-check';
import { createClient } from '../src/index.ts';
import { fileStorage } from '../src/node.ts';
import {
  browserStorage,
  createOutbox,
  memoryStorage,
  type Outbox,
  type OutboxStorage,
  wechatStorage,
} from '../src/outbox/index.ts';
import { json, problem, type Script, type ScriptedServer, startServer } from './scriptedServer.ts';

const body: CreateApplicationBody = {
  matterId: 'HZ-GA-041',
  situation: { renting: 'yes' },
  form: { address: ' 文三路 1 号 ', remark: '' },
  commitments: [],
  noticeAcknowledged: true,
};

/** A service that keeps one open application a matter and one answer a key, and can be out of reach. */
function createService() {
  const filed: { applicationId: string; body: CreateApplicationBody; filedAt: string; state: string }[] = [];
  const answered = new Map<string, string>();
  const service = {
    filed,
    answered,
    /** Answers of the next requests: the request is lost, or done and its answer lost, or refused. */
    next: [] as ('lost' | 'unanswered' | 'refused' | 'signedOut')[],
    spoil: (values: Record<string, string>) => values,
    /** Whose token the device has. */
    signedIn: 'c1',
  };
  const show = ({ applicationId, body: { matterId, situation }, filedAt, state }: (typeof filed)[number]) => ({
    ...{ applicationId, matterId, situation, filedAt, state },
  });
  const script: Script = (request, response) => {
    if (request.url === '/v1/identity/me') return json(response, 200, { citizen: { citizenId: service.signedIn } });
    const event = service.next.shift();
    if (event === 'lost') return response.destroy();
    if (event === 'signedOut') return json(response, 401, problem('unauthenticated', 401, false));
    const [, id = '', form] = /^\/v1\/applications\/(\w+)(\/form)?$/.exec(request.url) ?? [];
    const found = filed.find(({ applicationId }) => applicationId === id);
    const answer = (status: number, content: unknown) =>
      event === 'unanswered' ? response.destroy() : json(response, status, content);
    if (found && form) {
      const { form: values } = found.body;
      const trimmed = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
      const held = Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
      return answer(200, { values: service.spoil(held), correctable: [], supplement: null });
    }
    if (found) return answer(200, show(found));
    if (request.method === 'GET') return answer(200, { items: filed.map(show).reverse(), nextCursor: null });
    if (event === 'refused') return json(response, 422, problem('situation_unanswered', 422, false));
    const key = String(request.headers['idempotency-key']);
    const earlier = filed.find(({ applicationId }) => applicationId === answered.get(key));
    if (earlier) return answer(201, show(earlier));
    const wanted = JSON.parse(request.body) as CreateApplicationBody;
    if (filed.some(({ body: { matterId }, state }) => matterId === wanted.matterId && state === 'submitted')) {
      return json(response, 409, problem('application_open_already', 409, false));
    }
    const applicationId = `a${filed.length + 1}`;
    filed.push({ applicationId, body: wanted, filedAt: new Date().toISOString(), state: 'submitted' });
    answered.set(key, applicationId);
    return answer(201, show(filed[filed.length - 1] as (typeof filed)[number]));
  };
  return { service, script };
}

let server: ScriptedServer;
let service: ReturnType<typeof createService>['service'];
beforeEach(async () => {
  const made = createService();
  service = made.service;
  server = await startServer(made.script);
});
afterEach(() => server.close());
const client = () => createClient({ baseUrl: server.url, token: 't', maxAttempts: 1 });
const open = (storage: OutboxStorage, more: { owner?: string; wrapped?: ReturnType<typeof client> } = {}): Outbox =>
  createOutbox({ client: more.wrapped ?? client(), storage, owner: more.owner ?? 'c1' });

test('with a network, it is filed, read back and forgotten', async () => {
  const outbox = open(memoryStorage());
  expect(await outbox.file(body)).toMatchObject({ application: { applicationId: 'a1' } });
  expect(await outbox.pending()).toEqual([]);
});

test('without one, it waits, and is sent once when the network returns', async () => {
  service.next = ['lost'];
  const outbox = open(memoryStorage());
  expect(await outbox.file(body)).toMatchObject({ pending: { applicationId: null, obstacle: null } });
  await Promise.all([outbox.flush(), outbox.flush()]);
  expect(service.filed).toHaveLength(1);
  expect(await outbox.pending()).toEqual([]);
});

test('it is not forgotten while the service holds something else', async () => {
  service.spoil = () => ({ address: '文三路' });
  const outbox = open(memoryStorage());
  const { pending } = (await outbox.file(body)) as { pending: { id: string } };
  expect(pending).toMatchObject({ applicationId: 'a1', obstacle: { code: 'held_differently' } });
  await expect(outbox.mend(pending.id, body)).rejects.toThrow(TypeError);
  await outbox.flush();
  expect(await outbox.pending()).toHaveLength(1);
});

test('what a person must mend is shown and not sent again until he has', async () => {
  service.next = ['refused'];
  const outbox = open(memoryStorage());
  const { pending } = (await outbox.file(body)) as { pending: { id: string } };
  expect(pending).toMatchObject({ obstacle: { code: 'situation_unanswered', sentence: '标题', nextStep: '下一步' } });
  const sent = server.arrived.length;
  await outbox.flush();
  expect(server.arrived).toHaveLength(sent);
  expect(await outbox.mend(pending.id, { ...body, situation: { renting: 'no' } })).toHaveProperty('application');
  const keys = server.arrived
    .filter(({ method }) => method === 'POST')
    .map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys).size).toBe(2);
});

test('signing in again is enough for a filing whose session had lapsed', async () => {
  service.next = ['signedOut'];
  const outbox = open(memoryStorage());
  expect(await outbox.file(body)).toMatchObject({ pending: { obstacle: null } });
  await outbox.flush();
  expect(service.filed).toHaveLength(1);
});

test('two devices that file the same file it once; something else is shown as open already', async () => {
  expect(await open(memoryStorage()).file(body)).toHaveProperty('application');
  expect(await open(memoryStorage()).file(body)).toMatchObject({ application: { applicationId: 'a1' } });
  const other = await open(memoryStorage()).file({ ...body, form: { address: '武林路 2 号' } });
  expect(other).toMatchObject({ pending: { obstacle: { code: 'application_open_already' } } });
  expect(service.filed).toHaveLength(1);
});

test('an answer lost for days is recognised though its key has lapsed and the application is decided', async () => {
  service.next = ['unanswered'];
  const storage = memoryStorage();
  await open(storage).file(body);
  const [only] = service.filed;
  if (only) only.state = 'delivered';
  service.answered.clear();
  await open(storage).flush();
  expect(service.filed).toHaveLength(1);
  expect(await open(storage).pending()).toEqual([]);
});

test('another citizen of the same device neither sees nor sends it', async () => {
  service.next = ['lost'];
  const storage = memoryStorage();
  await open(storage).file(body);
  const other = open(storage, { owner: 'c2' });
  await other.flush();
  expect(await other.pending()).toEqual([]);
  expect(service.filed).toHaveLength(0);
});

test('whoever signs in next does not file it in his own name, nor is it lost; nor is it filed for whom the client acts', async () => {
  service.next = ['lost'];
  const storage = memoryStorage();
  await open(storage).file(body);
  service.signedIn = 'c2';
  await open(storage).flush();
  expect(service.filed).toHaveLength(0);
  expect(await open(storage).pending()).toMatchObject([{ obstacle: null }]);
  service.signedIn = 'c1';
  const acting = createClient({ baseUrl: server.url, token: 't', maxAttempts: 1, onBehalfOf: 'd1' });
  await open(storage, { wrapped: acting }).flush();
  expect(service.filed).toHaveLength(1);
  expect(server.arrived.filter(({ headers }) => 'on-behalf-of' in headers)).toEqual([]);
});

/** Everything an outbox does outside itself, killed at the step with this number. */
function killedAt(step: number, storage: OutboxStorage) {
  let steps = 0;
  let dead = false;
  const killed = new Error('killed');
  // A killed app neither begins a step nor learns what came of one.
  const mortal =
    <A extends unknown[], R>(deed: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      steps += 1;
      if (dead || steps === step * 2) {
        dead = true;
        throw killed;
      }
      const result = await deed(...args);
      if (dead || steps === step * 2 - 1) {
        dead = true;
        throw killed;
      }
      return result;
    };
  const living = client();
  return {
    storage: {
      keys: mortal(storage.keys),
      get: mortal(storage.get),
      set: mortal(storage.set),
      remove: mortal(storage.remove),
    },
    client: {
      newIdempotencyKey: () => living.newIdempotencyKey(),
      identity: living.identity,
      applications: {
        create: mortal(living.applications.create.bind(living.applications)),
        get: mortal(living.applications.get.bind(living.applications)),
        form: mortal(living.applications.form.bind(living.applications)),
        list: living.applications.list.bind(living.applications),
      },
    },
  };
}

test('killed at any moment, any number of times, on any network: once kept, it is filed exactly once', async () => {
  const deaths = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 });
  const weather = fc.array(fc.constantFrom('lost', 'unanswered', undefined), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(deaths, weather, async (kills, network) => {
      service.filed.splice(0);
      service.next = network as typeof service.next;
      const storage = memoryStorage();
      let filing = true;
      for (const step of kills) {
        const { client: wrapped, storage: mortal } = killedAt(step, storage);
        const outbox = createOutbox({ client: wrapped, storage: mortal, owner: 'c1' });
        await (filing ? outbox.file(body) : outbox.flush()).catch(() => undefined);
        filing = (await storage.keys()).length === 0 && service.filed.length === 0;
      }
      service.next = [];
      const survivor = open(storage);
      if (filing) await survivor.file(body);
      await survivor.flush();
      expect(service.filed).toHaveLength(1);
      expect(await survivor.pending()).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);

describe('storages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-outbox-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const map = new Map<string, string>();
  const local = {
    get length() {
      return map.size;
    },
    key: (index: number) => [...map.keys()][index] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, text: string) => void map.set(key, text),
    removeItem: (key: string) => void map.delete(key),
  };
  const kept = new Map<string, string>();
  const wx = {
    setStorage: (o: Parameters<Parameters<typeof wechatStorage>[0]['setStorage']>[0]) => {
      kept.set(o.key, o.data);
      o.success();
    },
    getStorage: (o: Parameters<Parameters<typeof wechatStorage>[0]['getStorage']>[0]) => {
      const data = kept.get(o.key);
      if (data === undefined) o.fail({ errMsg: 'getStorage:fail data not found' });
      else o.success({ data });
    },
    removeStorage: (o: Parameters<Parameters<typeof wechatStorage>[0]['removeStorage']>[0]) => {
      kept.delete(o.key);
      o.success();
    },
    getStorageInfo: (o: Parameters<Parameters<typeof wechatStorage>[0]['getStorageInfo']>[0]) =>
      o.success({ keys: [...kept.keys()] }),
  };
  test.each([
    ['memory', memoryStorage],
    ['a browser', () => browserStorage(local)],
    ['WeChat', () => wechatStorage(wx)],
    ['a folder', () => fileStorage(folder)],
  ])('%s keeps, replaces and forgets', async (_name, make) => {
    const storage = make();
    expect(await storage.get('a/1')).toBeUndefined();
    await storage.set('a/1', 'one');
    await storage.set('a/1', '二');
    await storage.set('b', 'x');
    expect(await storage.get('a/1')).toBe('二');
    await storage.remove('b');
    await storage.remove('b');
    expect(await storage.keys()).toEqual(['a/1']);
  });
});
