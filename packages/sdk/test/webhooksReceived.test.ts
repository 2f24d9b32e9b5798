// Threat: a forged, changed, repeated or parsed webhook is believed, or a genuine one is lost.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { webhookEventTypes } from '@onetrip/shared/contract';
import Fastify from 'fastify';
import { Webhook } from 'standardwebhooks';
import {
  type AnyWebhookEvent,
  expressWebhooks,
  fastifyWebhooks,
  nodeWebhooks,
  verifyWebhook,
  WebhookError,
  type WebhookMessage,
} from '../src/partner/index.ts';
import { newWebhookSecret, type SignedWebhook, signWebhook, testWebhookEvent } from '../src/testing/index.ts';

const express = createRequire(import.meta.url)('express') as typeof import('express');
const secret = newWebhookSecret();
const event = testWebhookEvent('application.approved', { state: 'approved', seq: 5 });
const sent = (id = 'msg_1') => signWebhook(event, secret, { id });
const faultOf = (verify: () => unknown): unknown => {
  try {
    verify();
    return 'believed';
  } catch (error) {
    return error instanceof WebhookError ? error.fault : error;
  }
};

describe('a genuine webhook', () => {
  test('is read: its id, its time, its event', () => {
    const at = new Date('2026-03-02T01:00:00Z');
    const { body, headers } = signWebhook(event, secret, { id: 'msg_1', at });
    expect(verifyWebhook(body, headers, secret, { now: at })).toEqual({ id: 'msg_1', sentAt: at, event });
  });

  test('is read from bytes, and with the headers of fetch', () => {
    const { body, headers } = sent();
    expect(verifyWebhook(new TextEncoder().encode(body), new Headers(headers), [secret]).event).toEqual(event);
  });

  test('during a rotation either secret is enough, on either side', () => {
    const former = newWebhookSecret();
    const both = signWebhook(event, [secret, former]);
    for (const held of [secret, former, [former, secret]]) {
      expect(faultOf(() => verifyWebhook(both.body, both.headers, held))).toBe('believed');
    }
    const old = signWebhook(event, former);
    expect(faultOf(() => verifyWebhook(old.body, old.headers, [secret, former]))).toBe('believed');
  });

  test.each([-299, 299])('%i s from now is in time', (seconds) => {
    const { body, headers } = signWebhook(event, secret, { at: new Date(Date.now() + seconds * 1000) });
    expect(faultOf(() => verifyWebhook(body, headers, secret))).toBe('believed');
  });

  test('of every type is a type of the union', () => {
    const types: AnyWebhookEvent['type'][] = [...webhookEventTypes];
    for (const type of types) {
      const { body, headers } = signWebhook(testWebhookEvent(type), secret);
      expect(verifyWebhook(body, headers, secret).event.type).toBe(type);
    }
  });

  test('signed with Ed25519 (v1a) verifies with the public key, and not with another', () => {
    const pair = generateKeyPairSync('ed25519');
    const raw = (key = pair) => Buffer.from(key.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const { body, headers } = sent();
    const base = `msg_1.${headers['webhook-timestamp']}.${body}`;
    const made = sign(null, Buffer.from(base), pair.privateKey).toString('base64');
    const signed = { ...headers, 'webhook-signature': `v1,AAAA v1a,${made}` };
    const whpk = (key = pair) => `whpk_${raw(key).toString('base64')}`;
    expect(faultOf(() => verifyWebhook(body, signed, whpk()))).toBe('believed');
    expect(faultOf(() => verifyWebhook(body, signed, whpk(generateKeyPairSync('ed25519'))))).toBe('signatureWrong');
    const relabelled = { ...headers, 'webhook-signature': `v1,${made}` };
    expect(faultOf(() => verifyWebhook(body, relabelled, whpk()))).toBe('signatureWrong');
  });
});

describe('the package standardwebhooks', () => {
  const standard = new Webhook(secret);

  test('believes what the kit signs', () => {
    const { body, headers } = sent();
    expect(standard.verify(body, { ...headers })).toEqual(event);
  });

  test('signs what is believed here', () => {
    const body = JSON.stringify(event);
    const at = new Date();
    const headers = {
      'webhook-id': 'msg_2',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': standard.sign('msg_2', at, body),
    };
    expect(verifyWebhook(body, headers, secret)).toMatchObject({ id: 'msg_2', event });
  });

  test.each<[string, (webhook: SignedWebhook) => SignedWebhook]>([
    ['another body', ({ body, ...rest }) => ({ ...rest, body: body.replace('approved', 'rejected') })],
    ['a missing header', ({ body }) => ({ body, headers: { 'webhook-id': 'msg_1' } })],
    ['a cut signature', (webhook) => changed(webhook, 'webhook-signature', (value) => value.slice(0, -8))],
  ])('and we agree about %s', (_what, change) => {
    const { body, headers } = change(sent());
    expect(() => standard.verify(body, { ...headers })).toThrow();
    expect(faultOf(() => verifyWebhook(body, headers, secret))).not.toBe('believed');
  });
});

const changed = ({ body, headers }: SignedWebhook, name: string, change: (value: string) => string): SignedWebhook => ({
  body,
  headers: { ...headers, [name]: change(headers[name] ?? '') },
});

describe('is not believed:', () => {
  const pretty = JSON.stringify(JSON.parse(sent().body), null, 2);
  test.each<[string, string, (webhook: SignedWebhook) => SignedWebhook]>([
    ['parsed and written again', 'signatureWrong', ({ headers }) => ({ headers, body: pretty })],
    ['a body cut off', 'signatureWrong', ({ headers, body }) => ({ headers, body: body.slice(0, -1) })],
    ['an empty body', 'signatureWrong', ({ headers }) => ({ headers, body: '' })],
    ['a space more', 'signatureWrong', ({ headers, body }) => ({ headers, body: `${body} ` })],
    ['another id', 'signatureWrong', (one) => changed(one, 'webhook-id', () => 'msg_9')],
    [
      'another time',
      'signatureWrong',
      (one) => changed(one, 'webhook-timestamp', (value) => String(Number(value) - 1)),
    ],
    [
      'a signature cut off',
      'signatureWrong',
      (one) => changed(one, 'webhook-signature', (value) => value.slice(0, -4)),
    ],
    ['no version', 'signatureWrong', (one) => changed(one, 'webhook-signature', (value) => value.slice(3))],
    [
      'a version nobody knows',
      'signatureWrong',
      (one) => changed(one, 'webhook-signature', (value) => value.replace('v1', 'v9')),
    ],
    ['an empty signature', 'signatureWrong', (one) => changed(one, 'webhook-signature', () => 'v1,')],
    ['no signature', 'headerMissing', (one) => changed(one, 'webhook-signature', () => '')],
    ['no id', 'headerMissing', (one) => changed(one, 'webhook-id', () => '')],
    ['a time in words', 'timestampUnreadable', (one) => changed(one, 'webhook-timestamp', () => 'noon')],
    ['an old one, repeated', 'tooOld', () => signWebhook(event, secret, { at: new Date(Date.now() - 301_000) })],
    ['one of the future', 'tooEarly', () => signWebhook(event, secret, { at: new Date(Date.now() + 302_000) })],
    ['under another secret', 'signatureWrong', () => signWebhook(event, newWebhookSecret())],
    ['signed, but no event', 'bodyUnreadable', () => signWebhook({} as typeof event, secret)],
  ])('%s', (_what, fault, change) => {
    const { body, headers } = change(sent());
    expect(faultOf(() => verifyWebhook(body, headers, secret))).toBe(fault);
  });

  test('a body that a parser has made an object of, with the reason', () => {
    const { body, headers } = sent();
    expect(faultOf(() => verifyWebhook(JSON.parse(body), headers, secret))).toBe('bodyNotRaw');
  });

  test('a refusal repeats nothing of what was sent', () => {
    const { headers } = sent();
    expect(() => verifyWebhook('{"name":"王小明"}', headers, secret)).not.toThrow('王小明');
  });
});

describe('a key of the wrong kind is refused with the reason:', () => {
  test.each([
    ['a private key', 'whsk_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0', /private key of the sender/],
    ['the partner’s own key', '-----BEGIN PRIVATE KEY-----\nMC4', /webhookEndpoints\.create/],
    ['without its beginning', secret.slice(6), /begins with neither/],
    ['cut off', secret.slice(0, 20), /cut off/],
    ['a short public key', 'whpk_AAAA', /32 bytes/],
    ['nothing', [], /no webhook secret/],
  ])('%s', (_what, given, reason) => {
    expect(() => verifyWebhook('', {}, given)).toThrow(reason);
    expect(() => nodeWebhooks({ secrets: given, onMessage: () => {} })).toThrow(TypeError);
  });
});

describe('received', () => {
  let close: (() => Promise<unknown>) | undefined;
  afterEach(async () => {
    await close?.();
    close = undefined;
  });
  const messages: WebhookMessage[] = [];
  const refused: unknown[] = [];
  let broken = false;
  const options = {
    secrets: secret,
    onMessage(message: WebhookMessage) {
      if (broken) throw new Error('the ledger is closed');
      messages.push(message);
    },
    onRefused: (error: unknown) => refused.push(error),
  };

  async function listen(listener: RequestListener): Promise<string> {
    const server: Server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close = () => new Promise((resolve) => server.close(resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/onetrip`;
  }
  const starts: Record<string, () => Promise<string>> = {
    'node:http': () => listen((request, response) => void nodeWebhooks(options)(request, response)),
    async Express() {
      const app = express();
      app.post('/onetrip', expressWebhooks(options));
      app.use(express.json());
      return listen(app);
    },
    async 'Express with a raw parser'() {
      const app = express();
      app.use(express.raw({ type: 'application/json' }));
      app.post('/onetrip', expressWebhooks(options));
      return listen(app);
    },
    async Fastify() {
      const app = Fastify();
      await app.register(fastifyWebhooks({ path: '/onetrip', ...options }));
      app.post('/other', async ({ body }) => ({ parsed: typeof body }));
      await app.listen({ host: '127.0.0.1', port: 0 });
      close = () => app.close();
      return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/onetrip`;
    },
  };
  const post = async (url: string, { body, headers }: SignedWebhook): Promise<number> =>
    (await fetch(url, { method: 'POST', headers: { ...headers }, body })).status;

  test.each(Object.keys(starts))('by %s: taken, refused, failed and asked for again', async (kind) => {
    const url = (await starts[kind]?.()) ?? '';
    messages.length = 0;
    refused.length = 0;
    expect(await post(url, sent())).toBe(204);
    expect(messages).toMatchObject([{ id: 'msg_1', event }]);
    expect(await post(url, { ...sent(), body: pretty() })).toBe(400);
    expect(await post(url, signWebhook(event, newWebhookSecret()))).toBe(400);
    broken = true;
    expect(await post(url, sent())).toBe(500);
    broken = false;
    expect(await post(url, sent())).toBe(204);
    expect(messages).toHaveLength(2);
    expect(refused.map((error) => (error as { fault?: string }).fault)).toEqual([
      'signatureWrong',
      'signatureWrong',
      undefined,
    ]);
    expect(await post(url, { ...sent(), body: 'x'.repeat(200_000) }).catch(() => 413)).toBe(413);
  });
  const pretty = () => JSON.stringify(event, null, 1);

  test('in Fastify the app’s other routes are parsed as before', async () => {
    const url = (await starts.Fastify?.()) ?? '';
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url.replace('onetrip', 'other'), { method: 'POST', headers, body: '{"a":1}' });
    expect(await answer.json()).toEqual({ parsed: 'object' });
  });

  test('behind a parser in Express: not taken for genuine, not lost either, and the mistake is told', async () => {
    const app = express();
    app.use(express.json());
    app.post('/onetrip', expressWebhooks(options));
    const url = await listen(app);
    refused.length = 0;
    expect(await post(url, sent())).toBe(500);
    expect(refused).toMatchObject([{ fault: 'bodyNotRaw' }]);
  });
});

test('the kit signs as Standard Webhooks says, written out by hand', () => {
  const { body, headers } = signWebhook(event, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p',
    at: new Date(1_614_265_330_000),
  });
  const hmac = createHmac('sha256', Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64'));
  expect(headers['webhook-signature']).toBe(`v1,${hmac.update(`msg_p.1614265330.${body}`).digest('base64')}`);
});
