// The door itself: every refusal is a problem in both languages with a request id, whatever was sent; limits, CORS, health, metrics.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { problems } from '@onetrip/shared/contract';
import { type System, startSystem } from './support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({
    env: { ONETRIP_RATE_PUBLIC_WRITES: '30', ONETRIP_ALLOWED_ORIGINS: 'https://more.example' },
  });
});
afterAll(() => system.close());

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

async function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  const response = await fetch(`${system.gatewayUrl}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const content: Record<string, unknown> = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, headers: response.headers, content };
}
const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: { ...json, 'idempotency-key': crypto.randomUUID(), ...headers },
    body: JSON.stringify(body),
  });

describe('every refusal is a problem', () => {
  const code = '/v1/identity/codes';
  test.each<[string, string, Asked, string]>([
    ['an unknown place', '/v1/nothing', {}, 'not_found'],
    ['an address that is none', '/v1/matters/%zz', {}, 'not_found'],
    ['another method', '/v1/matters', { method: 'DELETE' }, 'method_not_allowed'],
    [
      'a body that is not JSON',
      code,
      { method: 'POST', headers: { ...json, 'idempotency-key': 'a' }, body: '{' },
      'invalid_request',
    ],
    [
      'a body that tampers with prototypes',
      code,
      { method: 'POST', headers: { ...json, 'idempotency-key': 'b' }, body: '{"__proto__": {}}' },
      'invalid_request',
    ],
    [
      'a body that is no form of ours',
      code,
      { method: 'POST', headers: { 'content-type': 'text/xml', 'idempotency-key': 'c' }, body: '<a/>' },
      'invalid_request',
    ],
    ['no body at all', code, { method: 'POST', headers: { 'idempotency-key': 'd' } }, 'invalid_request'],
    [
      'a body far too large',
      code,
      { method: 'POST', headers: json, body: JSON.stringify({ mobile: 'x'.repeat(70_000) }) },
      'payload_too_large',
    ],
    [
      'a write without a key',
      code,
      { method: 'POST', headers: json, body: '{"mobile":"13800138000"}' },
      'idempotency_key_missing',
    ],
    ['nobody signed in', '/v1/identity/me', {}, 'unauthenticated'],
    [
      'a token that is none',
      '/v1/identity/me',
      { headers: { authorization: 'Bearer ses_AAAAAAAAAAAAAAAAAAAAAAAA' } },
      'unauthenticated',
    ],
    ['a page that is none', '/v1/matters?limit=1000', {}, 'invalid_request'],
  ])('%s', async (_what, path, asked, expected) => {
    const { status, headers, content } = await ask(path, asked);
    const kind = problems[expected as keyof typeof problems];
    expect(content).toMatchObject({
      code: expected,
      status: kind.status,
      title: kind.title.zh,
      nextStep: kind.nextStep.zh,
      text: { title: kind.title, nextStep: kind.nextStep },
      retryable: kind.retryable,
    });
    expect(status).toBe(kind.status);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(headers.get('request-id')).toBe(content.requestId);
    expect(JSON.stringify(content)).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules|Error:/);
  });

  test('what is not even HTTP', async () => {
    const { port } = new URL(system.gatewayUrl);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('"code":"invalid_request"');
  });

  test('the allowed methods are named', async () => {
    expect((await ask('/v1/matters', { method: 'DELETE' })).headers.get('allow')).toBe('GET');
  });

  test.each([
    ['en', 'en'],
    ['en-GB,en;q=0.9,zh;q=0.1', 'en'],
    ['fr, zh;q=0.5, en;q=0.8', 'en'],
    ['zh-CN,en;q=0.5', 'zh'],
    ['fr', 'zh'],
  ])('in the language of %s', async (wanted, language) => {
    const { headers, content } = await ask('/v1/nothing', { headers: { 'accept-language': wanted } });
    expect(headers.get('content-language')).toBe(language);
    expect(content.title).toBe(problems.not_found.title[language as 'zh' | 'en']);
  });

  test('the fields at fault are named, each with what to do', async () => {
    const { content } = await post('/v1/identity/sessions', { kind: 'sms', code: '', mobile: '12345', extra: 1 });
    expect(content.fields).toEqual(
      expect.arrayContaining([
        { field: 'kind', message: { zh: '请从可选项中选择此项。', en: 'This field: choose one of the options.' } },
        { field: 'code', message: { zh: '请填写验证码。', en: 'Code: please fill this in.' } },
        { field: 'mobile', message: { zh: expect.stringContaining('11 位'), en: expect.stringContaining('11-digit') } },
        { field: 'extra', message: { zh: '没有这一项，请删去。', en: 'There is no such field; leave it out.' } },
      ]),
    );
    const { content: empty } = await post('/v1/identity/sessions', {});
    expect(empty.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'kind' }),
        { field: 'code', message: { zh: '请填写验证码。', en: 'Code: please fill this in.' } },
      ]),
    );
  });
});

test('a caller’s request id is taken over; a strange one is not', async () => {
  const mine = '0190f3c2-aaaa-7bbb-8ccc-123456789abc';
  expect((await ask('/v1/matters?limit=1', { headers: { 'request-id': mine } })).headers.get('request-id')).toBe(mine);
  const strange = 'x'.repeat(100);
  expect((await ask('/v1/matters?limit=1', { headers: { 'request-id': strange } })).headers.get('request-id')).not.toBe(
    strange,
  );
});

test('no answer can be framed, sniffed or kept by a proxy', async () => {
  const { headers } = await ask('/v1/matters?limit=1');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
});

test('only the citizen app and configured origins may call from a browser', async () => {
  const preflight = (origin: string) =>
    ask('/v1/applications', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      },
    });
  const app = await preflight('http://127.0.0.1:8101');
  expect(app.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8101');
  expect(app.headers.get('access-control-allow-headers')).toContain('idempotency-key');
  const more = await preflight('https://more.example');
  expect(more.headers.get('access-control-allow-origin')).toBe('https://more.example');
  const stranger = await preflight('https://stranger.example');
  expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
});

test('health, metrics and the description are there', async () => {
  expect((await ask('/health/live')).content).toEqual({ status: 'ok' });
  expect((await ask('/health/ready')).content).toEqual({
    status: 'ok',
    checks: { database: true, catalogue: true, jobs: true },
  });
  const { content } = await ask('/v1/openapi.json');
  expect(content).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
  const metrics = await (await fetch(`${system.gatewayUrl}/metrics`)).text();
  expect(metrics).toContain('onetrip_request_seconds_count{operation="matters.search",status="200"}');
});

test('whether a name and a number belong together cannot be tried out by the hundred', async () => {
  const { client, person } = await system.signedIn('周晓岚');
  const attempts: string[] = [];
  for (let time = 0; time < 15 && !attempts.includes('rate_limited'); time += 1) {
    const tried = client.identity.verify({ name: '张三', idNumber: person.idNumber }, { maxAttempts: 1 });
    attempts.push(
      await tried.then(
        () => 'believed',
        (error: { code: string }) => error.code,
      ),
    );
  }
  expect(new Set(attempts)).toEqual(new Set(['identity_mismatch', 'rate_limited']));
});

test('public writes of one address are limited, and told when to come back', async () => {
  let limited: Awaited<ReturnType<typeof ask>> | undefined;
  for (let time = 0; time < 40 && !limited; time += 1) {
    const answer = await post('/v1/identity/sessions', { kind: 'mobile', mobile: '13900000000', code: '000000' });
    if (answer.status === 429 && answer.content.code === 'rate_limited') limited = answer;
  }
  expect(limited?.content).toMatchObject({ code: 'rate_limited', retryable: true });
  expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask('/v1/matters?limit=1')).status).toBe(200);
});
