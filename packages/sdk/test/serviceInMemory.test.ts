// Threat: a partner's tests pass against the kit, and the service answers otherwise.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Operation, operations, problemCodes, problems } from '@onetrip/shared/contract';
import { exampleAnswers } from '@onetrip/shared/examples';
import { transitions } from '@onetrip/shared/lifecycle';
import { operationIds, routes } from '@onetrip/shared/routes';
import { Compile } from 'typebox/compile';
import { type CreateApplicationBody, createClient, NetworkError, ProblemError, TimeoutError } from '../src/index.ts';
import { createPartnerClient } from '../src/partner/index.ts';
import {
  createTestClock,
  createTestService,
  recordingTransport,
  replayTransport,
  usualCourse,
} from '../src/testing/index.ts';
import { methodOf } from './everyMethod.ts';
import { json, startServer } from './scriptedServer.ts';

const filing: CreateApplicationBody = {
  matterId: 'HZ-GA-041',
  situation: {},
  form: { address: '文三路 1 号' },
  commitments: [],
  noticeAcknowledged: true,
};
const clientOf = (service = createTestService()) =>
  createClient({ baseUrl: service.baseUrl, transport: service.transport, token: 'any', maxAttempts: 1 });

describe('answers fit the contract', () => {
  test.each(operationIds)('%s', async (operation) => {
    const { status, body } = exampleAnswers[operation];
    const { result, status: expected } = operations[operation] as Operation;
    expect(status).toBe(expected);
    if (result === undefined) expect(body).toBeNull();
    else expect([...Compile(result).Errors(body)]).toEqual([]);
  });

  test('and arrive by every method of a citizen and an officer that takes no query and no body', async () => {
    const { baseUrl, transport } = createTestService();
    for (const operation of operationIds.filter((id) => routes[id].access !== 'partner')) {
      const { params, query, body }: Operation = operations[operation];
      const places = Object.keys((params as { properties?: object } | undefined)?.properties ?? {});
      if (query || body || (operation.startsWith('applications.') && places.length > 0)) continue;
      const call = methodOf(operation, { baseUrl, transport, token: 'any' });
      await call(...places.map(() => '7'));
    }
  });

  test('a body the contract does not allow is refused, by every method that takes one', async () => {
    const { baseUrl, transport } = createTestService();
    for (const operation of operationIds.filter((id) => routes[id].access !== 'partner')) {
      const { params, body }: Operation = operations[operation];
      if (!body) continue;
      const places = Object.keys((params as { properties?: object } | undefined)?.properties ?? {});
      const call = methodOf(operation, { baseUrl, transport, token: 'any' });
      const error = await Promise.resolve(call(...places.map(() => '7'), { nonsense: 'x' })).catch(
        (caught: ProblemError) => caught,
      );
      expect([operation, error]).toEqual([operation, expect.objectContaining({ code: 'invalid_request' })]);
      expect([operation, (error as ProblemError).fields]).not.toEqual([operation, []]);
    }
  });

  test('what is refused is told as the service tells it: every field, with a sentence', async () => {
    const client = clientOf();
    const refused = (call: PromiseLike<unknown>) => Promise.resolve(call).catch((error: ProblemError) => error.fields);
    expect(await refused(client.matters.search({ limit: 0 }))).toEqual([
      { field: 'limit', message: { zh: '此项不能小于 1。', en: 'This field: not less than 1.' } },
    ]);
    expect(await refused(client.anchors.get('x' as unknown as number))).toMatchObject([{ field: 'anchorNumber' }]);
    expect(await refused(client.identity.sendCode({ mobile: '138' }))).toEqual([
      {
        field: 'mobile',
        message: {
          zh: '请填写 11 位手机号码，例如 13800138000。',
          en: 'Enter an 11-digit mobile number, such as 13800138000.',
        },
      },
    ]);
    const { matterId: _, ...without } = { ...filing, nonsense: 1 };
    expect(await refused(client.applications.create(without as unknown as CreateApplicationBody))).toMatchObject([
      { field: 'matterId', message: { zh: '请填写此项。' } },
      { field: 'nonsense', message: { zh: '没有这一项，请删去。' } },
    ]);
  });

  test.each(problemCodes)('%s is told as the service tells it', async (code) => {
    const service = createTestService();
    service.problem('applications.create', code);
    const error = await clientOf(service)
      .applications.create(filing)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemError);
    const { status, retryable, title, nextStep } = problems[code];
    expect(error).toMatchObject({ code, status, retryable, sentence: title.zh, nextStep: nextStep.zh });
  });
});

describe('a filing', () => {
  test('goes through its states as the clock goes', async () => {
    const clock = createTestClock();
    const client = clientOf(createTestService({ clock }));
    const { applicationId } = await client.applications.create(filing);
    const states: string[] = [];
    for (const minutes of [0, 1, 5, 30, 60]) {
      clock.pass(minutes * 60_000);
      states.push((await client.applications.get(applicationId)).state);
    }
    expect(states).toEqual(['submitted', 'accepted', 'inReview', 'approved', 'delivered']);
    const { items } = await client.applications.events(applicationId);
    expect(items.map(({ type }) => type)).toEqual(['submitted', 'accepted', 'reviewStarted', 'approved', 'delivered']);
    const listed = await client.applications.list().toArray({ limit: 10 });
    expect(listed.map((one) => one.applicationId)).toEqual([applicationId]);
  });

  test('is waited for while the test lets time pass', async () => {
    const service = createTestService();
    const client = clientOf(service);
    const { applicationId } = await client.applications.create(filing);
    const delivered = await client.applications.waitFor(applicationId, {
      until: 'delivered',
      onChange: () => service.clock.pass(3_600_000),
    });
    expect(delivered.state).toBe('delivered');
  });

  test('takes the course it is given, and can be withdrawn', async () => {
    const service = createTestService();
    const client = clientOf(service);
    service.course([
      { afterMs: 0, state: 'submitted' },
      { afterMs: 1000, state: 'notAccepted' },
    ]);
    const refused = await client.applications.create(filing);
    service.clock.pass(1000);
    expect(await client.applications.get(refused.applicationId)).toMatchObject({
      state: 'notAccepted',
      clock: 'ended',
    });
    service.course(usualCourse);
    const { applicationId } = await client.applications.create({ ...filing, matterId: 'HZ-JJ-026' });
    await client.applications.withdraw(applicationId);
    service.clock.pass(3_600_000);
    expect((await client.applications.get(applicationId)).state).toBe('withdrawn');
    const impossible = [
      { afterMs: 0, state: 'submitted' as const },
      { afterMs: 1, state: 'delivered' as const },
    ];
    expect(() => service.course(impossible)).toThrow('from submitted to delivered');
    await expect(client.applications.get('app_other')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('whatever it becomes fits the contract', async () => {
    const service = createTestService();
    const client = clientOf(service);
    const { applicationId } = await client.applications.create(filing);
    const [get, events] = (['applications.get', 'applications.events'] as const).map((id) =>
      Compile((operations[id] as Operation).result as object),
    );
    for (const { afterMs } of usualCourse) {
      service.clock.pass(afterMs);
      expect([...(get?.Errors(await client.applications.get(applicationId)) ?? [])]).toEqual([]);
      expect([...(events?.Errors(await client.applications.events(applicationId)) ?? [])]).toEqual([]);
    }
  });

  test('the usual course is one the law of states allows', () => {
    for (const [index, { state }] of usualCourse.entries()) {
      const from = usualCourse[index - 1]?.state ?? 'draft';
      const reached = transitions.some((line) => line.from === from && line.to === state);
      expect([from, state, reached]).toEqual([from, state, true]);
    }
  });
});

describe('trouble', () => {
  test('an answer lost after the filing was made: sent again with its key, it is filed once', async () => {
    const service = createTestService();
    service.fail('applications.create', 'network', { done: true });
    const client = clientOf(service);
    const lost = (await client.applications.create(filing).catch((error: unknown) => error)) as NetworkError;
    expect(lost).toBeInstanceOf(NetworkError);
    await client.applications.create(filing, { idempotencyKey: lost.idempotencyKey });
    expect(await client.applications.list().toArray({ limit: 10 })).toHaveLength(1);
    await expect(
      client.applications.create({ ...filing, matterId: 'x' }, { idempotencyKey: lost.idempotencyKey }),
    ).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  test('passes after as many times as was asked', async () => {
    const service = createTestService();
    service.fail('matters.get', 'timeout', { times: 2 });
    const client = clientOf(service);
    await expect(client.matters.get('HZ-GA-041')).rejects.toBeInstanceOf(TimeoutError);
    await expect(client.matters.get('HZ-GA-041')).rejects.toBeInstanceOf(TimeoutError);
    expect((await client.matters.get('HZ-GA-041')).matterId).toBe('HZ-GA-041');
    service.problem('matters.get', 'rate_limited', { retryAfterSeconds: 7, detail: 'more' });
    await expect(client.matters.get('HZ-GA-041')).rejects.toMatchObject({
      retryAfterMs: 7000,
      problem: { detail: 'more' },
    });
  });

  test('nobody signed in, and nowhere the service is', async () => {
    const service = createTestService();
    const { baseUrl, transport } = service;
    const nobody = createClient({ baseUrl, transport });
    await expect(nobody.identity.me()).rejects.toMatchObject({ code: 'unauthenticated' });
    const astray = createClient({ baseUrl: 'https://real.example', transport, maxAttempts: 1 });
    await expect(astray.matters.get('x')).rejects.toBeInstanceOf(NetworkError);
    expect(service.requests.map(({ operation }) => operation)).toEqual(['identity.me']);
  });

  test('what is answered can be chosen, by fields or by a function of the request', async () => {
    const service = createTestService();
    const client = clientOf(service);
    service.answer('identity.sendCode', { resendAt: '2030-01-01T00:00:00+08:00' });
    service.answer('matters.get', ({ params }, example) => ({ ...example, matterId: params.matterId ?? '' }));
    expect((await client.matters.get('HZ-JJ-026')).matterId).toBe('HZ-JJ-026');
    expect(await client.identity.sendCode({ mobile: '13800000000' })).toMatchObject({
      resendAt: '2030-01-01T00:00:00+08:00',
    });
    expect(service.requests.map(({ operation }) => operation)).toEqual(['matters.get', 'identity.sendCode']);
  });
});

test('a partner’s client is tested as it is: it signs, and believes only what is signed', async () => {
  const { baseUrl, transport, serviceKeys, requests } = createTestService();
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const partner = createPartnerClient({ baseUrl, transport, serviceKeys, keyId: 'bank-1', privateKey });
  const session = { servicePointId: 'SP0050', operator: { id: 'e', name: 'n' }, origin: 'https://bank.example' };
  expect((await partner.embedSessions.create(session)).frameUrl).toMatch(/^https:/);
  for await (const { deliveryId } of partner.webhookDeliveries.list({ state: 'dead' })) {
    await partner.webhookDeliveries.replay(deliveryId);
  }
  expect(requests.every(({ headers }) => headers.signature?.startsWith('onetrip=:'))).toBe(true);
});

test('a recording holds nobody’s data, and answers as the service did', async () => {
  const idNumber = '11010519491231002X';
  const server = await startServer(({ url }, response, number) => {
    if (url.endsWith('/me')) json(response, 200, { citizen: { name: '王小明', idNumber }, level: 3, token: 'secret' });
    else if (number === 2) json(response, 503, { code: 'service_unavailable', title: `${idNumber} 稍后` });
    else json(response, 200, { matterId: 'HZ-GA-041', name: { zh: '居住证签注' } });
  });
  const { fetchTransport } = await import('../src/transports/fetch.ts');
  const transport = recordingTransport(fetchTransport());
  const live = createClient({ baseUrl: server.url, transport, token: 'secret-token', maxAttempts: 1 });
  await live.identity.me();
  await live.matters.get('HZ-GA-041').catch(() => undefined);
  await live.matters.get('HZ-GA-041');
  await server.close();

  const text = JSON.stringify(transport.recording());
  for (const secret of [idNumber, '王小明', 'secret']) expect(text).not.toContain(secret);
  const replayed = createClient({
    baseUrl: 'https://any.example',
    transport: replayTransport(JSON.parse(text)),
    maxAttempts: 1,
  });
  await expect(replayed.matters.get('HZ-GA-041')).rejects.toMatchObject({ code: 'service_unavailable' });
  expect(await replayed.matters.get('HZ-GA-041')).toEqual({ matterId: 'HZ-GA-041', name: { zh: '居住证签注' } });
  expect(await replayed.matters.get('HZ-GA-041')).toMatchObject({ matterId: 'HZ-GA-041' });
  await expect(replayed.matters.get('HZ-JJ-026')).rejects.toBeInstanceOf(NetworkError);
});
