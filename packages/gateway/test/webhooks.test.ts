// Webhooks: signed as Standard Webhooks says, tried by its schedule, never sent inside the house.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WebhookEvent } from '@onetrip/shared/contract';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { appendEvent } from '../src/applications/events.ts';
import type { PartnerConfig } from '../src/config/index.ts';
import type { Context } from '../src/context.ts';
import { newId } from '../src/database/ids.ts';
import { applications, consents, webhookDeliveries, webhookEndpoints } from '../src/database/schema/index.ts';
import type { Handlers } from '../src/http/handlers.ts';
import { ProblemError } from '../src/http/problem.ts';
import { faultOf, isPublicAddress, publicLookup } from '../src/webhooks/address.ts';
import { webhookHandlers } from '../src/webhooks/handlers.ts';
import { createPost } from '../src/webhooks/posting.ts';
import { waitAfter, waitsSeconds } from '../src/webhooks/schedule.ts';
import { sendWebhook } from '../src/webhooks/sending.ts';
import { webhookHeaders } from '../src/webhooks/signing.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

describe('where one may go', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::10.0.0.1',
    '2002:7f00:1::',
    '2001:db8::1',
    'not an address',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each(['8.8.8.8', '114.114.114.114', '172.32.0.1', '2400:3200::1', '2606:4700:4700::1111'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    ['http://bank.example/hook', 'notHttps'],
    ['ftp://bank.example/hook', 'notHttps'],
    ['https://user:secret@bank.example/', 'credentials'],
    ['https://127.0.0.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:7f00:1]/', 'private'],
    ['https://localhost/', 'private'],
    ['https://db.localhost/', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['https://bank.example/hook', null],
    ['https://bank.example:8443/hook', null],
  ] as const)('%s: %s', (url, fault) => expect(faultOf(new URL(url), false)).toBe(fault));

  test('every address of a private network, however written, is refused', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (b, c, d) => {
        expect(isPublicAddress(`10.${b}.${c}.${d}`)).toBe(false);
        const whole = 10 * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
        expect(faultOf(new URL(`https://${whole}/`), false)).toBe('private');
        expect(faultOf(new URL(`https://0x${whole.toString(16)}/`), false)).toBe('private');
      }),
    );
  });

  test('a name that resolves to a private address is not connected to', async () => {
    const error = await new Promise((resolve) => publicLookup('localhost', {}, (fault) => resolve(fault)));
    expect(error).toMatchObject({ name: 'PrivateAddress' });
    let reached = false;
    const server = createServer((_request, response) => {
      reached = true;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const url of [`https://localhost:${port}/`, `http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`]) {
      expect(await createPost(false)(url, {}, '{}')).toBeNull();
    }
    expect(reached).toBe(false);
    expect(await createPost(true)(`http://127.0.0.1:${port}/`, {}, '{}')).toBe(200);
    server.close();
  });
});

test('the schedule is that of Standard Webhooks, each wait a little longer by chance, then it is over', () => {
  expect(waitsSeconds.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3 * 24 * 3600);
  waitsSeconds.forEach((wait, index) => {
    expect(waitAfter(index + 1, 0)).toBe(wait);
    expect(waitAfter(index + 1, 0.999)).toBeLessThanOrEqual(wait * 1.1);
  });
  expect(waitAfter(waitsSeconds.length + 1, 0)).toBeNull();
});

const bank = { partnerId: 'bank' } as PartnerConfig;
const dealer = { partnerId: 'dealer' } as PartnerConfig;

/** What an address was sent, and what it answers. */
interface Receiver {
  url: string;
  got: { headers: IncomingHttpHeaders; body: string }[];
  answers: number[];
  server: Server;
}

describe.each(databaseKinds)('on %s', (kind) => {
  let receiver: Receiver;
  let ground: Ground;
  let context: Context;
  let handlers: ReturnType<typeof webhookHandlers>;
  let applicationId: string;
  beforeAll(async () => {
    const got: Receiver['got'] = [];
    const answers: number[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(answers.shift() ?? 204, { location: 'http://127.0.0.1:1/' }).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ground = await layGround(kind, { partners: [bank, dealer] });
    receiver = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got, answers, server };
  });
  afterAll(async () => {
    receiver.server.close();
    await ground.close();
  });
  beforeEach(async () => {
    receiver.got.length = 0;
    receiver.answers.length = 0;
    await ground.context.database.delete(webhookEndpoints);
    ground.jobs.length = 0;
    const config = { ...ground.context.config, webhooks: { privateAddresses: true } };
    context = Object.assign(Object.create(ground.context), { config, postWebhook: createPost(true) }) as Context;
    handlers = webhookHandlers(context);
    applicationId = await ground.application(await ground.citizen());
    const assistance = {
      partnerId: 'bank',
      partnerName: { zh: '示例银行' },
      servicePointId: 'SP1',
      servicePointName: '文新支行',
      operatorId: 'e1024',
      operatorName: '柜员甲',
    };
    await ground.context.database
      .update(applications)
      .set({ assistance })
      .where(eq(applications.applicationId, applicationId));
    await ground.context.database.insert(consents).values({
      consentId: newId('consent'),
      citizenId: 'cit_of_the_case',
      applicationId,
      purposeId: 'handOverProgress',
      kind: 'handOverProgress',
      basis: 'consent',
      recipientId: 'bank',
      recipientName: assistance.partnerName,
      textHash: '',
      givenAt: context.now(),
    });
  });

  type Op = Extract<keyof Handlers, `webhook${string}`>;
  const ask = <K extends Op>(id: K, partner: PartnerConfig, more: object = {}) => {
    const request = { params: {}, query: {}, body: {}, keep: async () => undefined, requestId: 'r', ...more };
    const handler = handlers[id] as (request: unknown) => ReturnType<Handlers[K]>;
    return handler({ ...request, caller: { kind: 'partner', partner, keyId: 'key-1' } });
  };
  const register = (more: object = {}, partner = bank) =>
    ask('webhookEndpoints.create', partner, { body: { url: receiver.url, ...more } });
  const happens = (type: 'approved' | 'delivered' | 'paperReceived') =>
    ground.context.database.transaction((tx) => appendEvent(context, tx, applicationId, { type, actor: 'system' }));
  const jobs = () => ground.jobs.filter(({ queue }) => queue === 'sendWebhook');
  const work = async () => {
    const job = jobs().at(-1);
    await sendWebhook(context, { deliveryId: job?.data.deliveryId ?? '' });
  };
  const deliveries = async (query: object = {}, partner = bank) =>
    (await ask('webhookDeliveries.list', partner, { query })).items;
  /** `standardwebhooks` compares with the machine's clock; the test's stands still elsewhere. */
  const verified = (secret: string, { headers, body }: Receiver['got'][number]) => {
    const signedAt = new Date(Number(headers['webhook-timestamp']) * 1000);
    expect(Math.abs(signedAt.getTime() - context.now().getTime())).toBeLessThan(1000);
    const id = String(headers['webhook-id']);
    const expected = new Webhook(secret).sign(id, signedAt, body);
    expect(String(headers['webhook-signature']).split(' ')).toContain(expected);
    return JSON.parse(body) as WebhookEvent;
  };

  test('without the citizen’s consent nothing is told; nor once it is withdrawn, even of what was left before', async () => {
    await register();
    const mine = eq(consents.applicationId, applicationId);
    await happens('approved');
    await ground.context.database.update(consents).set({ withdrawnAt: context.now() }).where(mine);
    await work();
    expect(receiver.got).toEqual([]);
    const [kept] = await ground.context.database.select().from(webhookDeliveries);
    expect(kept).toMatchObject({ state: 'dead', attempts: 0 });
    // It is not to be read among the dead letters instead, nor called back to life.
    expect(await deliveries()).toEqual([]);
    const params = { deliveryId: kept?.deliveryId ?? '' };
    await expect(ask('webhookDeliveries.replay', bank, { params })).rejects.toMatchObject({ code: 'not_found' });
    await happens('delivered');
    expect(jobs()).toHaveLength(1);
    await ground.context.database.delete(consents).where(mine);
    await happens('delivered');
    expect(jobs()).toHaveLength(1);
  });

  test('the partner whose case it is is told, signed, of the case and of nobody', async () => {
    const { secret } = await register();
    await register({ url: `${receiver.url}?other` }, dealer);
    await happens('approved');
    expect(jobs()).toHaveLength(1);
    await work();
    const [got] = receiver.got;
    if (!got) throw new Error('nothing came');
    const event = verified(secret, got);
    expect(event).toMatchObject({ type: 'application.approved', data: { applicationId, servicePointId: 'SP1' } });
    expect(Object.keys(event.data).sort()).toEqual(
      ['acceptanceNumber', 'applicationId', 'matterId', 'operatorId', 'seq', 'servicePointId', 'state'].sort(),
    );
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1, lastStatus: 204 }]);
    expect(await deliveries({}, dealer)).toEqual([]);
    await work();
    expect(receiver.got).toHaveLength(1);
  });

  test('a package of the standard verifies what is sent now, and refuses a changed byte', () => {
    const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    const body = '{"type":"application.approved"}';
    const headers = webhookHeaders('msg_1', new Date(), body, [secret]);
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow();
    const old = webhookHeaders('msg_1', new Date(Date.now() - 600_000), body, [secret]);
    expect(() => new Webhook(secret).verify(body, old)).toThrow();
  });

  test('only what he asked for, and never what a register answered', async () => {
    await register({ events: ['application.delivered'] });
    await happens('approved');
    await happens('paperReceived');
    expect(jobs()).toEqual([]);
    await happens('delivered');
    expect(jobs()).toHaveLength(1);
  });

  test('a case nobody helped with is told to no partner', async () => {
    await register();
    await ground.context.database.update(applications).set({ assistance: null });
    await happens('approved');
    expect(jobs()).toEqual([]);
  });

  test('what is not taken is tried by the schedule under the same id, then listed as dead; a replay begins anew', async () => {
    const { secret } = await register();
    await happens('approved');
    const tries = waitsSeconds.length + 1;
    receiver.answers.push(...Array<number>(tries).fill(500));
    for (let count = 0; count < tries; count += 1) {
      await work();
      const wait = jobs().at(-1)?.delaySeconds ?? 0;
      if (count < tries - 1) expect(wait).toBeGreaterThanOrEqual(waitsSeconds[count] ?? 0);
      ground.pass(wait * 1000);
    }
    expect(jobs()).toHaveLength(tries);
    const [dead] = await deliveries({ state: 'dead' });
    expect(dead).toMatchObject({ attempts: tries, lastStatus: 500, nextAttemptAt: null });
    await work();
    expect(receiver.got).toHaveLength(tries);
    const params = { deliveryId: dead?.deliveryId ?? '' };
    await expect(ask('webhookDeliveries.replay', dealer, { params })).rejects.toBeInstanceOf(ProblemError);
    await ask('webhookDeliveries.replay', bank, { params });
    await work();
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: tries + 1 }]);
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const message of receiver.got.slice(-1)) verified(secret, message);
  });

  test('killed after the address took it: sent again under the same id, which is how he knows', async () => {
    await register();
    await happens('approved');
    const database = Object.create(ground.context.database) as Context['database'];
    database.transaction = () => Promise.reject(new Error('killed'));
    const dying = Object.assign(Object.create(context), { database }) as Context;
    const { deliveryId = '' } = jobs().at(-1)?.data ?? {};
    await expect(sendWebhook(dying, { deliveryId })).rejects.toThrow('killed');
    await work();
    expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([deliveryId, deliveryId]);
    expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  test('a redirect is not followed; 410 ends it for good', async () => {
    await register();
    await happens('approved');
    receiver.answers.push(302, 410);
    await work();
    expect(await deliveries()).toMatchObject([{ state: 'pending', lastStatus: 302 }]);
    await work();
    expect(await deliveries()).toMatchObject([{ state: 'dead', lastStatus: 410 }]);
    expect((await ask('webhookEndpoints.list', bank)).items[0]?.disabledAt).not.toBeNull();
    await happens('delivered');
    expect(await deliveries()).toHaveLength(1);
  });

  test('after a rotation both secrets sign for a day, then only the new one', async () => {
    const { secret, endpointId } = await register();
    const params = { endpointId };
    await expect(ask('webhookEndpoints.rotateSecret', dealer, { params })).rejects.toMatchObject({ code: 'not_found' });
    const rotated = await ask('webhookEndpoints.rotateSecret', bank, { params });
    expect(rotated.secret).not.toBe(secret);
    await happens('approved');
    await work();
    const [both] = receiver.got;
    if (!both) throw new Error('nothing came');
    verified(secret, both);
    verified(rotated.secret, both);
    ground.pass(25 * 3_600_000);
    await happens('delivered');
    await work();
    expect(String(receiver.got[1]?.headers['webhook-signature']).split(' ')).toHaveLength(1);
    const { items } = await ask('webhookEndpoints.list', bank);
    expect(items).toMatchObject([{ formerSecretUntil: null }]);
    expect(JSON.stringify(items)).not.toContain('whsec_');
  });

  test('addresses are the partner’s own, ten at most; a forgotten one takes its messages with it', async () => {
    const { endpointId } = await register();
    await happens('approved');
    const params = { endpointId };
    await ask('webhookEndpoints.delete', dealer, { params });
    expect((await ask('webhookEndpoints.list', bank)).items).toHaveLength(1);
    await ask('webhookEndpoints.delete', bank, { params });
    expect(await deliveries()).toEqual([]);
    await work();
    expect(receiver.got).toEqual([]);
    for (let count = 0; count < 10; count += 1) await register();
    await expect(register()).rejects.toMatchObject({ code: 'webhook_endpoints_full' });
  });

  test('an address that may not be asked is refused at registration', async () => {
    const strict = { ...context.config, webhooks: { privateAddresses: false } };
    handlers = webhookHandlers(Object.assign(Object.create(context), { config: strict }) as Context);
    await expect(register()).rejects.toMatchObject({ code: 'invalid_request', fields: [{ field: 'url' }] });
    await expect(register({ url: 'https://10.0.0.8/' })).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
