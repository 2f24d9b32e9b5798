// The door itself: every refusal is a problem in both languages with a request id, whatever was sent; limits, CORS, health, metrics.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { problems } from '@onetrip/shared/contract';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { openOfficerSession } from './support/staff.ts';
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

/** The token of a citizen who just signed in, to be sent by hand. */
async function tokenOf({ phone, client }: System, name: string): Promise<string> {
  const { mobile } = await phone.person(name);
  const before = await phone.lastCode(mobile);
  await client().identity.sendCode({ mobile });
  const code = await phone.loginCode(mobile, before);
  return (await client().identity.signIn({ kind: 'mobile', mobile, code })).token;
}

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
    ['an address with a part far too long', `/v1/matters/${'x'.repeat(101)}`, {}, 'not_found'],
    ['an id no id looks like', '/v1/matters/a.b', {}, 'invalid_request'],
    ['a word with NUL', '/v1/matters?q=a%00b', {}, 'invalid_request'],
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

test('what identifies a person is neither taken over as a request id nor echoed as a field', async () => {
  const { idNumber, mobile } = await system.phone.person('周晓岚');
  for (const personal of [idNumber, mobile, `a_${idNumber}`, `x-${mobile}`]) {
    const { headers } = await ask('/v1/matters?limit=1', { headers: { 'request-id': personal } });
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const { content } = await post('/v1/identity/codes', { mobile, [personal]: 1 });
    expect(content.code).toBe('invalid_request');
    expect(JSON.stringify(content.fields)).toMatch(/\[(id number|mobile)\]/);
    expect(JSON.stringify(content)).not.toContain(personal);
  }
  await expectNoIdentityNumbers(system);
});

test('what the router itself refuses is logged, counted and has the headers of every answer', async () => {
  const { headers, content } = await ask(`/v1/bills/${'9'.repeat(300)}`);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(content.code).toBe('not_found');
  expect(system.traces()).toContain(`"requestId":"${String(content.requestId)}"`);
  const metrics = await (await fetch(`${system.gatewayUrl}/metrics`)).text();
  expect(metrics).toMatch(/onetrip_request_seconds_count\{operation="[^"]*",status="404"\}/);
  expect(metrics).toMatch(/onetrip_problems_total\{code="not_found"\} [1-9]/);
});

test('only the first eight words of a query are looked for', async () => {
  const found = async (q: string) => (await ask(`/v1/matters?q=${encodeURIComponent(q)}`)).content;
  const eight = 'ju zhu zheng shen ling ka shi ren';
  expect((await found(eight)).items).not.toEqual([]);
  expect(await found(`${eight} zzzz, qqqq`)).toEqual(await found(eight));
});

describe('what no database keeps is refused by name, never an unexpected error', () => {
  let authorization: string;
  beforeAll(async () => {
    authorization = `Bearer ${await tokenOf(system, '王思远')}`;
  });
  const at = (text: string) => Buffer.from(text).toString('base64url');

  test.each(['/v1/applications/%00', '/v1/bills/a%20b', '/v1/payments/%F0%9F%9A%97', '/v1/licences/a%2Fb'])(
    'an id in the address: %s',
    async (path) => {
      const { status, content } = await ask(path, { headers: { authorization } });
      expect([status, content.code]).toEqual([400, 'invalid_request']);
      expect(content.fields).toEqual([expect.objectContaining({ field: expect.stringMatching(/Id$/) })]);
    },
  );

  test.each(['a\0', '\ud800', 'a b', '', 'x'.repeat(65)])('an id in the body: %j', async (billId) => {
    const { status, content } = await post('/v1/payments', { billId, channel: 'wechatPay' }, { authorization });
    expect([status, content.code]).toEqual([400, 'invalid_request']);
    expect(content.fields).toContainEqual(expect.objectContaining({ field: 'billId' }));
  });

  test.each([
    '2026-01-01T00:00:00Z a',
    '2026-01-01T00:00:00.000Z a\0b',
    '2026-01-01T00:00:00.000Z ',
    '2026-02-30T00:00:00.000Z app_1',
    '2026-13-01T00:00:00.000Z app_1',
    '+275760-09-13T00:00:00.000Z app_1',
    '-000100-01-01T00:00:00.000Z app_1',
    '0001-01-01T00:00:00.000Z app_1',
  ])('a place in a list: %j', async (place) => {
    for (const list of ['applications', 'licences']) {
      const { status, content } = await ask(`/v1/${list}?cursor=${at(place)}`, { headers: { authorization } });
      expect([status, content.code]).toEqual([400, 'invalid_request']);
      expect(content.fields).toEqual([expect.objectContaining({ field: 'cursor' })]);
    }
  });

  test.each([
    ['situation.why', { situation: { why: 'a\0' } }],
    ['form.note', { form: { note: '\udc00x' } }],
    ['commitments.0', { commitments: ['\0'] }],
  ])('a text in the body: %s', async (field, change) => {
    const filing = { matterId: 'HZ-GA-041', situation: {}, form: {}, commitments: [], noticeAcknowledged: true };
    const { status, content } = await post('/v1/applications', { ...filing, ...change }, { authorization });
    expect([status, content.code]).toEqual([400, 'invalid_request']);
    expect(content.fields).toEqual([expect.objectContaining({ field })]);
  });
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

test('whether a name and a number belong together cannot be tried out by the hundred, however one signs in', async () => {
  const { idNumber } = await system.phone.person('周晓岚');
  const tokens = [await tokenOf(system, '周晓岚'), await tokenOf(system, '周晓岚')];
  const attempts: unknown[] = [];
  for (let time = 0; time < 12; time += 1) {
    const scheme = ['Bearer', 'bearer', 'bEARER'][time % 3];
    const headers = { authorization: `${scheme} ${tokens[time % 2]}` };
    attempts.push((await post('/v1/identity/verifications', { name: '张三', idNumber }, headers)).content.code);
  }
  expect(attempts.slice(0, 10)).not.toContain('rate_limited');
  expect(attempts.slice(10)).toEqual(['rate_limited', 'rate_limited']);
  // Another citizen's checks are counted for himself.
  const other = { authorization: `Bearer ${await tokenOf(system, '何大海')}` };
  const answer = await post('/v1/identity/verifications', { name: '张三', idNumber }, other);
  expect(answer.content.code).not.toBe('rate_limited');
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

describe('tokens nobody gave out', () => {
  let small: System;
  beforeAll(async () => {
    small = await startSystem({ env: { ONETRIP_RATE_SESSION: '20', ONETRIP_TRUSTED_PROXIES: '127.0.0.1' } });
  });
  afterAll(() => small.close());
  const strange = () => ({ headers: { authorization: `Bearer ${crypto.randomUUID()}` } });
  const statuses = async (path: string, asked: () => RequestInit) => {
    const seen: number[] = [];
    for (let time = 0; time < 22; time += 1) seen.push((await fetch(`${small.gatewayUrl}${path}`, asked())).status);
    return seen;
  };

  test('what goes over the whole catalogue an officer asks for six times a minute', async () => {
    const { token } = await openOfficerSession({ ...small, office: small.office() }, 'reformOffice');
    const asked = async (path: string) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      return (await fetch(`${small.gatewayUrl}${path}`, { method: 'POST', headers, body: '{}' })).status;
    };
    const seen: number[] = [];
    for (const path of ['/v1/publications/preview', '/v1/publications'])
      for (let time = 0; time < 4; time += 1) seen.push(await asked(path));
    expect(seen).toEqual([...Array(6).fill(400), 429, 429]);
  });

  test('a new one each time does not begin a new count', async () => {
    const authorization = `Bearer ${await tokenOf(small, '王思远')}`;
    const reads = await statuses('/v1/matters?limit=1', strange);
    expect(reads).toEqual([...Array(20).fill(200), 429, 429]);
    // Who has proved who he is is counted for himself, whatever others did at his address.
    const own = await statuses('/v1/identity/me', () => ({ headers: { authorization } }));
    expect(own).toEqual([...Array(20).fill(200), 429, 429]);
    expect(await statuses('/v1/identity/me', strange)).toEqual([...Array(20).fill(401), 429, 429]);
  });

  test.each([
    ['/callbacks/departments/GA/answers', '203.0.113.1'],
    ['/callbacks/departments/GA/cases', '203.0.113.2'],
    ['/callbacks/post', '203.0.113.3'],
    ['/v1/callbacks/wechat-pay', '203.0.113.4'],
  ])('who calls back unsigned at %s is not listened to for long', async (path, address) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
    const seen = await statuses(path, () => ({ method: 'POST', headers, body: '{}' }));
    expect(seen).toEqual([...Array(20).fill(401), 429, 429]);
  });
});
