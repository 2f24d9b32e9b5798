// What goes wrong at the door: each wrong thing is one clear problem; nothing is doubled, charged twice or shown as a stack trace.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Application,
  type Client,
  type CreateApplicationBody,
  createClient,
  type ProblemError,
} from '@onetrip/sdk';
import { createTestService } from '@onetrip/sdk/testing';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { databases, type System, startSystem } from './support/system.ts';

const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe.each(databases)('bad input on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ database });
  });
  afterEach(() => system.phone.allWell());
  afterAll(() => system.close());

  test('a wrong identity number is told by its check character, and nothing is confirmed', async () => {
    const client = system.client();
    const person = await system.phone.person('赵一帆');
    await client.identity.sendCode({ mobile: person.mobile });
    const code = await system.phone.loginCode(person.mobile);
    client.setToken((await client.identity.signIn({ kind: 'mobile', mobile: person.mobile, code })).token);

    const last = person.idNumber.at(-1) === '1' ? '2' : '1';
    const wrong = person.idNumber.slice(0, 17) + last;
    await expect(client.identity.verify({ name: person.name, idNumber: wrong })).rejects.toEqual(
      problem('id_number_invalid', { status: 400 }),
    );
    const other = await system.phone.person('何大海');
    await expect(client.identity.verify({ name: person.name, idNumber: other.idNumber })).rejects.toEqual(
      problem('identity_mismatch', { status: 422 }),
    );
    expect((await client.identity.me()).citizen).toMatchObject({ level: 1, idNumber: null });
    expect(system.traces()).not.toContain(wrong);
  });

  test('a wrong code does not sign in', async () => {
    const client = system.client();
    const { mobile } = await system.phone.person('马晓彤');
    await client.identity.sendCode({ mobile });
    const right = await system.phone.loginCode(mobile);
    const code = right === '000000' ? '000001' : '000000';
    await expect(client.identity.signIn({ kind: 'mobile', mobile, code })).rejects.toEqual(problem('code_wrong'));
  });

  test('the testing kit of the SDK refuses what the service refuses, in the same words', async () => {
    const { baseUrl, transport } = createTestService();
    const kit = createClient({ baseUrl, transport, token: 'any', language: 'en' });
    const { client } = await system.signedIn('李文博');
    const wrong: [string, (client: Client) => PromiseLike<unknown>][] = [
      ['a limit', ({ matters }) => matters.search({ limit: 0 })],
      ['no number', ({ insights }) => insights.unlock({ budget: 'many' as unknown as number })],
      ['too long a word', ({ matters }) => matters.suggest({ q: 'x'.repeat(1000) })],
      ['a path', ({ anchors }) => anchors.get('x' as unknown as number)],
      ['a pattern', ({ identity }) => identity.sendCode({ mobile: '138' })],
      ['nothing', ({ applications }) => applications.create({} as CreateApplicationBody)],
      ['a type', ({ uploads }) => uploads.create({ type: 'text/html' as 'image/png', size: -1 })],
      ['a field too many', ({ notices }) => notices.setPreferences({ sms: true, wechat: 1, x: 1 } as never)],
      ['half a character', ({ identity }) => identity.verify({ name: '\ud800', idNumber: '1' })],
      ['no bytes', ({ uploads }) => uploads.append('up_1', 0, {} as Uint8Array)],
    ];
    const told = (call: PromiseLike<unknown>) =>
      call.then(
        () => 'accepted',
        ({ code, status, sentence, nextStep, fields }: ProblemError) => ({ code, status, sentence, nextStep, fields }),
      );
    for (const [what, call] of wrong) {
      const here = await told(call(kit));
      expect([what, here]).toMatchObject([what, { code: 'invalid_request', status: 400 }]);
      expect([what, here]).toEqual([what, await told(call(client))]);
    }
  });

  test('an unknown matter is a 404 that says what to do', async () => {
    await expect(system.client().matters.get('HZ-XX-999')).rejects.toEqual(
      problem('matter_not_found', { status: 404, nextStep: expect.stringContaining('12345') }),
    );
  });

  test('nobody files without signing in, and nobody reads another citizen’s application', async () => {
    await expect(system.client().applications.create(await filingOf(system.client(), 'HZ-GA-041'))).rejects.toEqual(
      problem('unauthenticated'),
    );
    const { client } = await system.signedIn('李文博');
    const mine = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
    const { client: other } = await system.signedIn('何大海');
    await expect(other.applications.get(mine.applicationId)).rejects.toEqual(problem('not_found', { status: 404 }));
  });

  test('an open situation question names the question; an unknown answer does too', async () => {
    const { client } = await system.signedIn('周晓岚');
    const filing = await filingOf(client, 'HZ-JJ-001');
    const { questions } = await client.matters.plan(filing.matterId, { situation: {} });
    const open = questions[0]?.id ?? '';
    expect(open).not.toBe('');
    for (const situation of [{}, { [open]: 'neverHeardOf' }]) {
      await expect(client.applications.create({ ...filing, situation })).rejects.toEqual(
        problem('situation_unanswered', {
          fields: expect.arrayContaining([expect.objectContaining({ field: `situation.${open}` })]),
        }),
      );
    }
    expect((await client.applications.list()).items).toEqual([]);
  });

  test('the same form twice is one application; another key while it is open is refused', async () => {
    const { client } = await system.signedIn('陈雨桐');
    const filing = await filingOf(client, 'HZ-GA-041');
    const idempotencyKey = await client.newIdempotencyKey();
    const [first, second] = await Promise.all([
      client.applications.create(filing, { idempotencyKey }),
      client.applications.create(filing, { idempotencyKey }),
    ]);
    expect(second?.applicationId).toBe(first?.applicationId);
    const again = await client.applications.create(filing, { idempotencyKey });
    expect(again.applicationId).toBe(first?.applicationId);
    await expect(
      client.applications.create({ ...filing, form: { ...filing.form, note: 'changed' } }, { idempotencyKey }),
    ).rejects.toEqual(problem('idempotency_key_reused', { status: 409 }));

    // While the police do not decide, it stays open.
    const { client: zhao } = await system.signedIn('钱梦瑶');
    await system.phone.switch('GA', { slowMs: 1500 });
    const open = await zhao.applications.create(await filingOf(zhao, 'HZ-GA-041'));
    await expect(zhao.applications.create(await filingOf(zhao, 'HZ-GA-041'))).rejects.toEqual(
      problem('application_open_already', { status: 409 }),
    );
    expect((await zhao.applications.list()).items.map(({ applicationId }) => applicationId)).toEqual([
      open.applicationId,
    ]);
  });

  test('without the notice acknowledged nothing is filed', async () => {
    const { client } = await system.signedIn('孙婉清');
    const filing = await filingOf(client, 'HZ-GA-041');
    await expect(client.applications.create({ ...filing, noticeAcknowledged: false })).rejects.toEqual(
      problem('notice_not_acknowledged'),
    );
  });

  describe('a bill', () => {
    let client: Client;
    let billId: string;
    let application: Application;
    beforeAll(async () => {
      ({ client } = await system.signedIn('王思远'));
      const filed = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
      application = await client.applications.waitFor(filed.applicationId, {
        until: ({ billId }) => billId !== null,
        timeoutMs: 30_000,
      });
      billId = application.billId ?? '';
    });

    test('paid twice is charged once', async () => {
      const person = await system.phone.person('王思远');
      const first = await client.payments.create({ billId, channel: 'wechatNative' });
      const second = await client.payments.create({ billId, channel: 'wechatNative' });
      expect(second.codeUrl).toBe(first.codeUrl);
      expect(await system.phone.pay(first.codeUrl ?? '', person.idNumber)).toBe('paid');
      await client.payments.waitFor(first.paymentId, { timeoutMs: 30_000 });
      expect(await system.phone.pay(second.codeUrl ?? '', person.idNumber)).not.toBe('paid');
      expect(await client.bills.get(billId)).toMatchObject({ state: 'paid', dueFen: 1000 });
      await expect(client.payments.create({ billId, channel: 'wechatNative' })).rejects.toEqual(
        problem('bill_settled', { status: 409 }),
      );
      const delivered = await client.applications.waitFor(application.applicationId, {
        until: 'delivered',
        timeoutMs: 30_000,
      });
      expect(delivered.licenceIds).toHaveLength(1);
    });
  });

  test('a broken request is told as such, in the reader’s language, without a stack trace', async () => {
    const answers = await Promise.all([
      fetch(`${system.gatewayUrl}/v1/applications`, {
        method: 'POST',
        body: '{"broken',
        headers: { 'content-type': 'application/json' },
      }),
      fetch(`${system.gatewayUrl}/v1/nothing-here`),
      fetch(`${system.gatewayUrl}/v1/matters?limit=abc`),
      fetch(`${system.gatewayUrl}/v1/matters/HZ-GA-041`, { method: 'DELETE' }),
      fetch(`${system.gatewayUrl}/v1/licences/verification`, {
        method: 'POST',
        body: JSON.stringify({ jws: 'x'.repeat(200_000) }),
        headers: { 'content-type': 'application/json' },
      }),
    ]);
    for (const answer of answers) {
      const text = await answer.text();
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(JSON.parse(text)).toMatchObject({ code: expect.any(String), text: { title: { zh: expect.any(String) } } });
      expect(text).not.toMatch(/\n\s+at |node_modules|\.ts:\d/);
    }
  });

  test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
});
