// A partner's back end over HTTP: its signature opens a session for one counter, and nothing else does.
import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPartnerClient, type PrivateJwk } from '@onetrip/sdk/partner';
import { signedWriteComponents } from '@onetrip/shared/signatures';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { type System, startSystem } from './support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

const wanted = () => {
  const { bank } = system.partners;
  return {
    servicePointId: bank.servicePoints[0]?.servicePointId ?? '',
    operator: { id: 'e1024', name: '柜员甲' },
    origin: bank.origins[0] ?? '',
  };
};
const bank = () =>
  createPartnerClient({
    baseUrl: system.gatewayUrl,
    privateKey: system.partners.bank.privateKey as PrivateJwk,
    serviceKeys: system.partners.bank.serviceKeys,
    language: 'en',
  });

/** A request signed by hand, after the text of RFC 9421, to be sent as it is, changed, or twice. */
function signedRequest(body: string, at = Date.now()) {
  const { keyId, privateKey } = system.partners.bank;
  const covered: Record<string, string> = {
    '@method': 'POST',
    '@path': '/v1/embed-sessions',
    '@query': '?',
    'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
    'request-id': randomUUID(),
    'idempotency-key': randomUUID(),
  };
  const created = Math.floor(at / 1000);
  const names = signedWriteComponents.map((name) => `"${name}"`).join(' ');
  const parameters = `(${names});created=${created};expires=${created + 300};nonce="${randomUUID()}";keyid="${keyId}";alg="ed25519";tag="onetrip"`;
  const lines = signedWriteComponents.map((name) => `"${name}": ${covered[name]}`);
  const base = [...lines, `"@signature-params": ${parameters}`].join('\n');
  const made = sign(null, Buffer.from(base), createPrivateKey({ key: privateKey, format: 'jwk' }));
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...Object.fromEntries(Object.entries(covered).filter(([name]) => !name.startsWith('@'))),
    'signature-input': `onetrip=${parameters}`,
    signature: `onetrip=:${made.toString('base64')}:`,
  };
  return { url: `${system.gatewayUrl}/v1/embed-sessions`, headers, body };
}
async function send({ url, headers, body }: ReturnType<typeof signedRequest>) {
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer = (await response.json()) as { code?: string; clientToken?: string };
  return { status: response.status, type: response.headers.get('content-type'), code: answer.code, answer };
}

describe('signed requests', () => {
  test('the SDK’s signature is accepted, and the frame learns where it stands', async () => {
    const session = await bank().embedSessions.create({ ...wanted(), matters: ['HZ-GA-041'] });
    expect(new URL(session.frameUrl).pathname).toBe('/embed.html');
    expect(new URL(session.frameUrl).search + new URL(session.frameUrl).hash).toBe('');
    const frame = system.client();
    frame.setToken(session.clientToken);
    expect(await frame.embedSessions.current()).toMatchObject({
      assistance: { partnerId: 'bank-demo', operatorId: 'e1024', operatorName: '柜员甲' },
      matters: [{ matterId: 'HZ-GA-041' }],
    });
  });

  test('unsigned, changed, old and repeated requests are refused, each with its own code', async () => {
    const body = JSON.stringify(wanted());
    const { url, headers } = signedRequest(body);
    const { signature: _signature, 'signature-input': _input, ...unsigned } = headers;
    expect(await send({ url, headers: unsigned, body })).toMatchObject({
      status: 401,
      code: 'signature_invalid',
      type: expect.stringContaining('application/problem+json'),
    });
    const changed = body.replace('e1024', 'e9999');
    expect(await send({ url, headers, body: changed })).toMatchObject({ status: 401, code: 'signature_invalid' });
    const old = signedRequest(body, Date.now() - 600_000);
    expect(await send(old)).toMatchObject({ status: 401, code: 'signature_expired' });
    const once = signedRequest(body);
    expect((await send(once)).status).toBe(201);
    expect(await send(once)).toMatchObject({ status: 401, code: 'signature_invalid' });
  });

  test('every answer is signed, refusals too; a clock that is off learns by how much', async () => {
    const body = JSON.stringify(wanted());
    const signedOf = async (request: ReturnType<typeof signedRequest>) => {
      const response = await fetch(request.url, { method: 'POST', headers: request.headers, body });
      return { input: response.headers.get('signature-input'), answer: (await response.json()) as object };
    };
    for (const request of [
      signedRequest(body),
      { ...signedRequest(body), url: `${system.gatewayUrl}/v1/embed-sessions?a=1` },
    ]) {
      expect((await signedOf(request)).input).toMatch(
        /^onetrip=\("@status" "content-digest" "request-id" "signature";req\);created=\d+;keyid="answer-1";alg="ed25519";tag="onetrip"$/,
      );
    }
    const late = await signedOf(signedRequest(body, Date.now() - 600_000));
    expect(late).toMatchObject({ input: expect.any(String), answer: { code: 'signature_expired' } });
    const { clockSkewSeconds } = late.answer as { clockSkewSeconds: number };
    expect(Math.abs(clockSkewSeconds + 600)).toBeLessThan(5);
    const rotated = await (await system.officer('operator')).keys.rotate({ purpose: 'answers' });
    expect(rotated.purpose).toBe('answers');
    // The bank pinned the former key, which introduces the new one.
    const { keyIds, keyId, matters } = await bank().registration.get();
    expect(keyIds).toEqual([keyId]);
    expect(matters.map(({ matterId }) => matterId)).toEqual(['HZ-GA-041', 'HZ-JJ-026']);
  });

  test('another partner’s counter, page or matter is refused', async () => {
    const refusals = [
      ['forbidden', { servicePointId: system.partners.dealer.servicePoints[0]?.servicePointId ?? '' }],
      ['origin_not_allowed', { origin: 'https://evil.example' }],
      ['matter_not_offered_here', { matters: ['HZ-JJ-001'] }],
    ] as const;
    for (const [code, change] of refusals) {
      const { matters, ...rest } = { matters: undefined, ...change };
      const body = { ...wanted(), ...rest, ...(matters ? { matters: [...matters] } : {}) };
      await expect(bank().embedSessions.create(body)).rejects.toEqual(expect.objectContaining({ code }));
    }
  });
});

describe('what a host page hands over', () => {
  const idNumber = '11010519491231002X';
  test.each([
    ['operator.id', { operator: { id: `no. ${idNumber}`, name: '柜员甲' } }],
    ['operator.name', { operator: { id: 'e1', name: `柜员 110105 19491231 002X` } }],
    ['context', { context: { [`of_${idNumber}`]: 'x' } }],
    ['context.note', { context: { note: `客户身份证号：${idNumber}，请办理` } }],
    ['context.note', { context: { note: '１１０１０５１９４９１２３１００２Ｘ' } }],
    ['context.note', { context: { note: '旧证 110105 491231 002' } }],
    ['operator.name', { operator: { id: 'e1', name: 'a\0' } }],
    ['operator.name', { operator: { id: 'e1', name: '\ud800' } }],
    ['context.note', { context: { note: 'x\udc00' } }],
    ['servicePointId', { servicePointId: 'SP 0050' }],
  ])('%s carries no identity number and nothing that cannot be kept', async (field, change) => {
    const { status, code, answer } = await send(signedRequest(JSON.stringify({ ...wanted(), ...change })));
    expect([status, code]).toEqual([400, 'invalid_request']);
    expect(answer).toMatchObject({ fields: [{ field }] });
    expect(JSON.stringify(answer)).not.toContain(idNumber);
  });

  test('a vehicle’s number and an order’s are handed over', async () => {
    const context = { vin: 'LSVAA4182E2123456', order: '20260101-12345678' };
    expect((await send(signedRequest(JSON.stringify({ ...wanted(), context })))).status).toBe(201);
  });
});

describe('tokens', () => {
  test('a frame’s token is not a citizen’s, and a citizen’s is not a frame’s', async () => {
    const { clientToken } = await bank().embedSessions.create(wanted());
    const frame = system.client();
    frame.setToken(clientToken);
    await expect(frame.identity.me()).rejects.toEqual(expect.objectContaining({ code: 'unauthenticated' }));
    await expect(frame.licences.list()).rejects.toEqual(expect.objectContaining({ code: 'unauthenticated' }));
    const { client } = await system.signedIn('王思远');
    await expect(client.embedSessions.current()).rejects.toEqual(expect.objectContaining({ code: 'unauthenticated' }));
    expect(system.traces()).not.toContain(clientToken);
  });

  test('at a counter only what the counter handles is seen, though the citizen has more', async () => {
    const { client: own, person } = await system.signedIn('陈雨桐');
    const { applicationId } = await own.applications.create(await filingOf(own, 'HZ-GA-041'));
    await own.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 45_000 });
    const counterOf = async (matterId: string) => {
      const { clientToken } = await bank().embedSessions.create({ ...wanted(), matters: [matterId] });
      const counter = system.client();
      counter.setToken(clientToken);
      const { name, idNumber } = person;
      const card = { name, idNumber, document: 'idCard', seenByOperator: true } as const;
      counter.setToken((await counter.identity.confirmInPerson(card)).token);
      const [{ items: applications }, { items: licences }] = await Promise.all([
        counter.applications.list(),
        counter.licences.list(),
      ]);
      return { counter, seen: [applications.length, licences.length] };
    };
    expect((await counterOf('HZ-GA-041')).seen).toEqual([1, 1]);
    const { counter, seen } = await counterOf('HZ-JJ-026');
    expect(seen).toEqual([0, 0]);
    await expect(counter.applications.create(await filingOf(own, 'HZ-GA-041'))).rejects.toEqual(
      expect.objectContaining({ code: 'matter_not_offered_here' }),
    );
  }, 60_000);

  test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
});
