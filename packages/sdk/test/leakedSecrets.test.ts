// Threat: a token or an identity number ends in a log, a URL or an error – or does not arrive where it must.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { maskText, maskValue } from '../src/core/masking.ts';
import { createClient, type LogEntry } from '../src/index.ts';
import { createOfficeClient } from '../src/office/index.ts';
import { createClient as createWechatClient } from '../src/wechat.ts';
import { json, problem, type ScriptedServer, startServer } from './scriptedServer.ts';

const idNumber = '11010519491231002X';
let server: ScriptedServer;
let entries: LogEntry[];
beforeEach(async () => {
  entries = [];
  server = await startServer((request, response) => {
    if (request.url.includes('verifications')) json(response, 422, problem('identity_mismatch', 422, false));
    else json(response, 201, { token: 'fresh-session-token', citizen: { name: '王*明' }, title: `no ${idNumber}` });
  });
});
afterEach(() => server.close());
const client = () =>
  createClient({ baseUrl: server.url, token: 'secret-session-token', log: (entry) => entries.push(entry) });

test('the Authorization header arrives, except where nobody need be signed in', async () => {
  const signedIn = client();
  await signedIn.identity.me();
  await signedIn.matters.get('HZ-GA-041');
  await signedIn.embedSessions.current({ token: 'client-token' });
  signedIn.setToken(undefined);
  await signedIn.identity.me();
  expect(server.arrived.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer secret-session-token',
    undefined,
    'Bearer client-token',
    undefined,
  ]);
});

test('nothing personal reaches the log or the error', async () => {
  const caller = client();
  const error = await caller.identity.verify({ name: '王小明', idNumber }).catch((caught: unknown) => caught);
  await caller.identity.signIn({ kind: 'mobile', mobile: '13800138000', code: '123456' });
  await caller.applications.create({
    matterId: 'HZ-GA-041',
    situation: {},
    form: { address: '文三路 1 号' },
    commitments: [],
    noticeAcknowledged: true,
  });
  const written = JSON.stringify(entries) + JSON.stringify(error) + String(error);
  expect(entries.map(({ event }) => event)).toEqual(expect.arrayContaining(['request', 'response', 'failure']));
  for (const secret of [
    idNumber,
    '王小明',
    '13800138000',
    '123456',
    'secret-session-token',
    'fresh-session-token',
    '文三路',
  ]) {
    expect(written).not.toContain(secret);
  }
  expect(written).toContain('identity_mismatch');
  expect(server.arrived[0]?.body).toContain(idNumber);
});

test('an identity number typed into the search never stands in a URL', async () => {
  await client().matters.search({ q: `居住证 ${idNumber}` });
  const url = decodeURIComponent(server.arrived[0]?.url ?? '');
  expect(url).toBe('/v1/matters?q=居住证 [masked]');
});

test.each<[string, object]>([
  ['a partner’s credentials', { partnerId: 'bank', keyId: 'bank-2025', privateKey: { kty: 'OKP', d: 'secret-d' } }],
  ['a private key as a token', { token: '-----BEGIN PRIVATE KEY-----\nsecret-d\n-----END PRIVATE KEY-----' }],
  ['a webhook secret as a token', { token: 'whsec_secret-d' }],
])('%s is refused by every client of an app, at once, with the reason and without repeating it', (_what, secret) => {
  const platform = { request: () => undefined, getRandomValues: () => undefined };
  for (const create of [
    () => createClient({ baseUrl: server.url, ...secret }),
    () => createWechatClient({ baseUrl: server.url, platform, ...secret }),
    () => createOfficeClient({ baseUrl: server.url, ...secret }),
  ]) {
    expect(create).toThrow(/belongs on your server: in an app everybody could read it/);
    expect(create).not.toThrow(/secret-d/);
  }
});

test('a broken log breaks no filing', async () => {
  const caller = createClient({
    baseUrl: server.url,
    log: () => {
      throw new Error('disk full');
    },
  });
  await expect(caller.matters.get('HZ-GA-041')).resolves.toBeDefined();
});

describe('masking', () => {
  test('hides an identity number by its field, whatever its form', () => {
    expect(maskValue({ idNumber: 'FRA330012345678' })).toEqual({ idNumber: '[masked]' });
  });

  test.each([
    [`a ${idNumber} b`, 'a [masked] b'],
    ['110105194912310', '[masked]'],
    ['tel 13800138000.', 'tel [masked].'],
    ['Bearer abc.def', 'Bearer [masked]'],
    ['bill 12345678901234567890', 'bill 12345678901234567890'],
    ['HZ-GA-041', 'HZ-GA-041'],
  ])('of %p gives %p', (text, expected) => expect(maskText(text)).toBe(expected));

  test('keeps a matter’s name and a problem’s code, hides a person’s name and a login code', () => {
    expect(
      maskValue({
        name: { zh: '居住证' },
        code: 'not_found',
        list: [{ name: '王小明', code: '0a3F' }],
        form: { a: 'b' },
      }),
    ).toEqual({
      name: { zh: '居住证' },
      code: 'not_found',
      list: [{ name: '[masked]', code: '[masked]' }],
      form: '[masked]',
    });
  });
});
