// Threat: somebody between a partner and the service invents, changes or repeats an answer, and the partner believes it.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { introductionType } from '@onetrip/shared/signatures';
import type { Transport, TransportRequest, TransportResponse } from '../src/index.ts';
import { createPartnerClient, type ServiceKey, type ServiceKeySet, SignatureError } from '../src/partner/index.ts';
import { createTestService } from '../src/testing/index.ts';
import { type AnswerKey, createAnswerKey, signAnswer } from '../src/testing/signing.ts';

const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const wanted = {
  servicePointId: 'SP0050',
  operator: { id: 'T0312', name: '李静' },
  origin: 'https://counter.bank.example',
};
const content = JSON.stringify({ embedSessionId: 'e1', clientToken: 't' });

type Answer = (request: TransportRequest, number: number) => Promise<TransportResponse> | TransportResponse;

/** A partner whose network is in our hands. */
function partnerOver(serviceKeys: ServiceKeySet, answer: Answer, publish: () => unknown = () => ({ keys: [] })) {
  let number = 0;
  const asked: string[] = [];
  const transport: Transport = {
    async send(request) {
      asked.push(request.url.replace('https://api.example', ''));
      if (request.url.endsWith('/v1/keys')) return { status: 200, headers: {}, body: JSON.stringify(publish()) };
      number += 1;
      return answer(request, number);
    },
    randomBytes: async (length) => crypto.getRandomValues(new Uint8Array(length)),
  };
  const partner = createPartnerClient({
    baseUrl: 'https://api.example',
    keyId: 'bank-1',
    privateKey,
    serviceKeys,
    transport,
    language: 'en',
  });
  return { partner, asked };
}

const key = createAnswerKey('answers-1');
const plain = (body = content, status = 201): TransportResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body,
});
const signed = (request: TransportRequest, by: AnswerKey = key, answer = plain()) =>
  signAnswer(answer, request, by, new Date());
const failure = (made: Promise<unknown>): Promise<unknown> =>
  made.then(
    () => 'believed',
    (error: unknown) => error,
  );

test('an answer the service signed is believed', async () => {
  const { partner } = partnerOver(key.serviceKeys, (request) => signed(request));
  expect(await partner.embedSessions.create(wanted)).toEqual(JSON.parse(content));
});

test('an answer that cannot be proved by a clock is believed by the request it answers: ours may be an hour off', async () => {
  const { partner } = partnerOver(key.serviceKeys, (request) =>
    signAnswer(plain(), request, key, new Date(Date.now() - 3_600_000)),
  );
  expect(await partner.embedSessions.create(wanted)).toEqual(JSON.parse(content));
});

const edit = (response: TransportResponse, name: string, change: (value: string) => string): TransportResponse => ({
  ...response,
  headers: { ...response.headers, [name]: change(response.headers[name] ?? '') },
});
const without = ({ headers, ...rest }: TransportResponse, name: string): TransportResponse => ({
  ...rest,
  headers: Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name)),
});

/** Makes any signature our profile's, over whatever components. */
async function signedOver(request: TransportRequest, components: string, parameters: string) {
  const proper = await signed(request);
  const values: Record<string, string> = {
    '"@status"': '201',
    '"content-digest"': proper.headers['content-digest'] ?? '',
    '"request-id"': proper.headers['request-id'] ?? '',
    '"signature";req': request.headers.Signature ?? '',
    '"signature"': proper.headers.signature ?? '',
  };
  const input = `(${components})${parameters}`;
  const lines = components ? components.split(' ').map((name) => `${name}: ${values[name]}`) : [];
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  const made = sign(null, Buffer.from(base), key.privateKey).toString('base64');
  return {
    ...proper,
    headers: { ...proper.headers, 'signature-input': `onetrip=${input}`, signature: `onetrip=:${made}:` },
  };
}
const all = '"@status" "content-digest" "request-id" "signature";req';
const usual = ';created=1772413200;keyid="answers-1";alg="ed25519";tag="onetrip"';

describe('is not believed, not repeated, and told as a SignatureError with its key:', () => {
  test.each<[string, Answer]>([
    ['an answer without a signature', () => plain()],
    ['a problem without a signature', () => plain('{"code":"forbidden","title":"no"}', 403)],
    ['an answer under a key nobody knows', (request) => signed(request, createAnswerKey('answers-9'))],
    ['an answer under another key of the same name', (request) => signed(request, createAnswerKey('answers-1'))],
    ['another body', async (request) => ({ ...(await signed(request)), body: content.replace('e1', 'e2') })],
    ['another status', async (request) => ({ ...(await signed(request)), status: 200 })],
    ['another request id', async (request) => edit(await signed(request), 'request-id', () => 'other')],
    [
      'another body with its digest',
      async (request) => {
        const other = await signed(request, key, plain('{}'));
        const { 'content-digest': digest = '' } = other.headers;
        return { ...edit(await signed(request), 'content-digest', () => digest), body: '{}' };
      },
    ],
    ['no digest', async (request) => without(await signed(request), 'content-digest')],
    ['no Signature-Input', async (request) => without(await signed(request), 'signature-input')],
    ['no Signature', async (request) => without(await signed(request), 'signature')],
    [
      'another label',
      async (request) => edit(await signed(request), 'signature-input', (v) => v.replace('onetrip=', 'sig1=')),
    ],
    ['two signatures', async (request) => edit(await signed(request), 'signature-input', (v) => `${v}, sig1=()`)],
    ['a signature over the status only', (request) => signedOver(request, '"@status"', usual)],
    ['a signature over nothing', (request) => signedOver(request, '', usual)],
    [
      'a signature that is not bound to the request',
      (request) => signedOver(request, '"@status" "content-digest" "request-id"', usual),
    ],
    [
      'a signature bound to itself',
      (request) => signedOver(request, '"@status" "content-digest" "request-id" "signature"', usual),
    ],
    [
      'a signature for another application',
      (request) => signedOver(request, all, usual.replace('"onetrip"', '"other"')),
    ],
    [
      'a signature of another algorithm',
      (request) => signedOver(request, all, usual.replace('ed25519', 'hmac-sha256')),
    ],
    ['a signature without a time', (request) => signedOver(request, all, usual.replace(';created=1772413200', ''))],
  ])('%s', async (_what, answer) => {
    const { partner, asked } = partnerOver(key.serviceKeys, answer);
    const error = await failure(partner.embedSessions.create(wanted));
    expect(error).toBeInstanceOf(SignatureError);
    expect(error).toMatchObject({
      code: 'signature_untrusted',
      retryable: false,
      attempts: 1,
      idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sentence: expect.stringContaining('not proved to be the service’s'),
    });
    expect(asked.filter((path) => path === '/v1/embed-sessions')).toHaveLength(1);
  });

  test('the signed answer to an earlier request of ours', async () => {
    let first: TransportResponse | undefined;
    const { partner } = partnerOver(key.serviceKeys, async (request) => {
      first ??= await signed(request);
      return first;
    });
    await partner.embedSessions.create(wanted);
    expect(await failure(partner.embedSessions.create(wanted))).toMatchObject({ code: 'signature_untrusted' });
  });

  test('the control: the same signature, made by hand over all of it, is believed', async () => {
    const { partner } = partnerOver(key.serviceKeys, (request) => signedOver(request, all, usual));
    expect(await failure(partner.embedSessions.create(wanted))).toBe('believed');
  });
});

test('a proxy’s page is no answer of the service: it fails as itself, and is tried again', async () => {
  const { partner } = partnerOver(key.serviceKeys, (request, number) =>
    number === 1 ? { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>busy</h1>' } : signed(request),
  );
  expect(await failure(partner.embedSessions.create(wanted))).toBe('believed');
});

describe('rotation', () => {
  const next = createAnswerKey('answers-2');
  const third = createAnswerKey('answers-3');
  const [former, later, last] = [key, next, third].map(({ serviceKeys }) => serviceKeys.keys[0] as ServiceKey);

  /** How a key introduces the next one. */
  function introduced(one: ServiceKey | undefined, by: KeyObject, byId: string, change: Partial<ServiceKey> = {}) {
    const { kty, crv, x, kid, purpose } = { ...(one as ServiceKey), ...change };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${part({ alg: 'EdDSA', kid: byId, typ: introductionType })}.${part({ kty, crv, x, kid, purpose })}`;
    return { ...one, introduction: `${input}.${sign(null, Buffer.from(input), by).toString('base64url')}` };
  }

  test('a new key that a trusted one introduces is fetched and believed, once for all', async () => {
    const published = () => ({ keys: [former, introduced(later, key.privateKey, 'answers-1')] });
    const { partner, asked } = partnerOver(key.serviceKeys, (request) => signed(request, next), published);
    for (let count = 0; count < 3; count += 1) await partner.embedSessions.create(wanted);
    expect(asked.filter((path) => path === '/v1/keys')).toHaveLength(1);
  });

  test('whoever slept through two rotations walks the chain', async () => {
    const published = () => ({
      keys: [introduced(last, next.privateKey, 'answers-2'), introduced(later, key.privateKey, 'answers-1'), former],
    });
    const { partner } = partnerOver(key.serviceKeys, (request) => signed(request, third), published);
    expect(await failure(partner.embedSessions.create(wanted))).toBe('believed');
  });

  test('while both are in force either is believed', async () => {
    const both = { keys: [...key.serviceKeys.keys, ...next.serviceKeys.keys] };
    const { partner, asked } = partnerOver(both, (request, number) => signed(request, number % 2 ? key : next));
    for (let count = 0; count < 4; count += 1) await partner.embedSessions.create(wanted);
    expect(asked).not.toContain('/v1/keys');
  });

  test.each<[string, () => unknown]>([
    ['that nobody introduces', () => later],
    ['that introduces itself', () => introduced(later, next.privateKey, 'answers-2')],
    ['whose introduction somebody else signed', () => introduced(later, next.privateKey, 'answers-1')],
    [
      'whose introduction is of another key',
      () => introduced(later, key.privateKey, 'answers-1', { x: last?.x ?? '' }),
    ],
    ['introduced for another purpose', () => introduced(later, key.privateKey, 'answers-1', { purpose: 'licence' })],
  ])('a key %s is not believed, wherever it was published', async (_what, entry) => {
    const { partner } = partnerOver(
      key.serviceKeys,
      (request) => signed(request, next),
      () => ({ keys: [entry()] }),
    );
    expect(await failure(partner.embedSessions.create(wanted))).toMatchObject({ code: 'signature_untrusted' });
  });

  test('invented key ids do not make the client ask all the time', async () => {
    const { partner, asked } = partnerOver(key.serviceKeys, (request, number) =>
      signed(request, createAnswerKey(`invented-${number}`)),
    );
    for (let count = 0; count < 5; count += 1) await failure(partner.embedSessions.create(wanted));
    expect(asked.filter((path) => path === '/v1/keys')).toHaveLength(1);
  });

  test('keys for something else are no keys for answers', () => {
    const serviceKeys: ServiceKeySet = { keys: [{ ...(former as ServiceKey), purpose: 'licence' }] };
    const make = () => createPartnerClient({ baseUrl: 'https://api.example', keyId: 'k', privateKey, serviceKeys });
    expect(make).toThrow(/no Ed25519 key with purpose "answers"/);
  });
});

test('a clock that is off is told apart from a bad signature, and by how much', async () => {
  const service = createTestService();
  const { baseUrl, transport, serviceKeys } = service;
  const partner = createPartnerClient({ baseUrl, transport, serviceKeys, keyId: 'k', privateKey });
  service.problem('embedSessions.create', 'signature_expired', { clockSkewSeconds: -412 });
  const error = await failure(partner.embedSessions.create(wanted));
  expect(error).toBeInstanceOf(SignatureError);
  expect(error).toMatchObject({ code: 'signature_expired', problem: { clockSkewSeconds: -412 } });
  service.problem('embedSessions.create', 'signature_invalid');
  const bad = (await failure(partner.embedSessions.create(wanted))) as SignatureError;
  expect(bad.code).toBe('signature_invalid');
  expect(bad.problem.clockSkewSeconds).toBeUndefined();
});
