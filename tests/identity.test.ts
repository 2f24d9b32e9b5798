// Who somebody is: sign-in, WeChat, real-name check, and the clerk who sees him. Nobody lands in another's account.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, ProblemError } from '@onetrip/sdk';
import { createPartnerClient, type PrivateJwk } from '@onetrip/sdk/partner';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import type { SandboxPerson } from './support/phone.ts';
import { databases, type System, startSystem } from './support/system.ts';

const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe.each(databases)('identity on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    // What is counted here is counted by number, not by address.
    system = await startSystem({
      database,
      env: { ONETRIP_RATE_PUBLIC_WRITES: '1000000', ONETRIP_TRUSTED_PROXIES: '127.0.0.1' },
    });
  });
  afterEach(() => system.phone.allWell());
  afterAll(() => system.close());

  /** People of the sandbox nobody in this file has used yet. */
  const used = new Set<string>();
  async function somebody(): Promise<SandboxPerson> {
    const free = (await system.phone.people()).find(({ idNumber, story }) => !story && !used.has(idNumber));
    if (!free) throw new Error('nobody left');
    used.add(free.idNumber);
    return free;
  }
  async function signIn(mobile: string, wechatCode?: string): Promise<Client> {
    const client = system.client();
    const before = await system.phone.lastCode(mobile);
    await client.identity.sendCode({ mobile });
    const code = await system.phone.loginCode(mobile, before);
    const body = { kind: 'mobile' as const, mobile, code, ...(wechatCode ? { wechatCode } : {}) };
    client.setToken((await client.identity.signIn(body)).token);
    return client;
  }
  async function counter(operatorId = 'e1024'): Promise<Client> {
    const { bank } = system.partners;
    const partner = createPartnerClient({
      baseUrl: system.gatewayUrl,
      keyId: bank.keyId,
      privateKey: bank.privateKey as PrivateJwk,
      serviceKeys: bank.serviceKeys,
    });
    const { clientToken } = await partner.embedSessions.create({
      servicePointId: bank.servicePoints[0]?.servicePointId ?? '',
      operator: { id: operatorId, name: '柜员甲' },
      origin: bank.origins[0] ?? '',
    });
    const client = system.client();
    client.setToken(clientToken);
    return client;
  }
  const seen = ({ name, idNumber }: SandboxPerson) => ({
    name,
    idNumber,
    document: 'idCard' as const,
    seenByOperator: true as const,
  });

  async function confirmed(person: SandboxPerson): Promise<{ client: Client; citizenId: string }> {
    const client = await counter();
    const { token, citizen } = await client.identity.confirmInPerson(seen(person));
    client.setToken(token);
    return { client, citizenId: citizen.citizenId };
  }

  test('a mobile number is one account, shown masked; signing out ends the session', async () => {
    const person = await somebody();
    const first = await signIn(person.mobile);
    const again = await signIn(person.mobile);
    const me = await first.identity.me();
    expect(me.citizen).toMatchObject({ level: 1, name: null, idNumber: null, wechat: false });
    expect(me.citizen.mobile).toBe(`${person.mobile.slice(0, 3)}****${person.mobile.slice(-4)}`);
    expect((await again.identity.me()).citizen.citizenId).toBe(me.citizen.citizenId);
    await first.identity.signOut();
    await expect(first.identity.me()).rejects.toEqual(problem('unauthenticated', { status: 401 }));
    await expect(again.identity.me()).resolves.toBeDefined();
  });

  test('five wrong codes void the code; a used one is void too', async () => {
    const { mobile } = await somebody();
    const client = system.client();
    await client.identity.sendCode({ mobile });
    const code = await system.phone.loginCode(mobile);
    const wrong = code === '000000' ? '000001' : '000000';
    const guesses = await Promise.allSettled(
      Array.from({ length: 8 }, () => client.identity.signIn({ kind: 'mobile', mobile, code: wrong })),
    );
    const codes = guesses.map((guess) =>
      guess.status === 'rejected' ? (guess.reason as { code: string }).code : 'in',
    );
    expect(codes.filter((one) => one === 'code_wrong')).toHaveLength(5);
    expect(codes.filter((one) => one === 'code_attempts_exceeded')).toHaveLength(3);
    await expect(client.identity.signIn({ kind: 'mobile', mobile, code })).rejects.toEqual(
      problem('code_attempts_exceeded', { status: 429 }),
    );
    const before = await system.phone.lastCode(mobile);
    await client.identity.sendCode({ mobile });
    const fresh = await system.phone.loginCode(mobile, before);
    await client.identity.signIn({ kind: 'mobile', mobile, code: fresh });
    await expect(client.identity.signIn({ kind: 'mobile', mobile, code: fresh })).rejects.toEqual(
      problem('code_expired'),
    );
  });

  test('the same sign-in repeated under its key answers the same session', async () => {
    const { mobile } = await somebody();
    const client = system.client();
    await client.identity.sendCode({ mobile });
    const body = { kind: 'mobile' as const, mobile, code: await system.phone.loginCode(mobile) };
    const idempotencyKey = await client.newIdempotencyKey();
    const first = await client.identity.signIn(body, { idempotencyKey });
    expect(await client.identity.signIn(body, { idempotencyKey })).toEqual(first);
  });

  test('WeChat signs in, and binds with the mobile number; a code it does not know is refused', async () => {
    const person = await somebody();
    const client = system.client();
    const code = await system.phone.wechatLogin(person.idNumber);
    const session = await client.identity.signIn({ kind: 'wechat', code });
    expect(session.citizen).toMatchObject({ wechat: true, mobile: null });
    const bound = await signIn(person.mobile, await system.phone.wechatLogin(person.idNumber));
    expect((await bound.identity.me()).citizen).toMatchObject({ citizenId: session.citizen.citizenId, wechat: true });
    await expect(client.identity.signIn({ kind: 'wechat', code: 'no-such-code' })).rejects.toEqual(
      problem('code_wrong'),
    );
    await system.phone.switch('wechat', { down: true });
    await expect(client.identity.signIn({ kind: 'wechat', code: 'any' }, { maxAttempts: 1 })).rejects.toEqual(
      problem('wechat_unavailable', { status: 503, retryable: true }),
    );
  });

  test('name and number are checked with the police once, and cannot become another’s', async () => {
    const [person, other] = [await somebody(), await somebody()];
    const client = await signIn(person.mobile);
    await expect(client.identity.verify({ name: other.name, idNumber: person.idNumber })).rejects.toEqual(
      problem('identity_mismatch'),
    );
    await system.phone.switch('GA', { down: true });
    const { name, idNumber } = person;
    await expect(client.identity.verify({ name, idNumber }, { maxAttempts: 1 })).rejects.toEqual(
      problem('department_unavailable', { status: 503 }),
    );
    await system.phone.allWell();
    const { citizen } = await client.identity.verify({ name, idNumber });
    expect(citizen).toMatchObject({ level: 2, idNumber: `${idNumber.slice(0, 4)}**********${idNumber.slice(-4)}` });
    await expect(client.identity.verify({ name, idNumber })).resolves.toMatchObject({ citizen: { level: 2 } });
    await expect(client.identity.verify({ name: other.name, idNumber: other.idNumber })).rejects.toEqual(
      problem('identity_already_confirmed', { status: 409 }),
    );
    const elsewhere = await signIn(other.mobile);
    await expect(elsewhere.identity.verify({ name, idNumber })).rejects.toEqual(
      problem('identity_bound_elsewhere', { status: 409 }),
    );
  });

  test('a clerk confirms the person he sees: level 3 there, and only there', async () => {
    const person = await somebody();
    const phone = await signIn(person.mobile);
    await phone.identity.verify({ name: person.name, idNumber: person.idNumber });
    const frame = await counter();
    await expect(frame.identity.confirmInPerson({ ...seen(person), name: '别人' })).rejects.toEqual(
      problem('identity_mismatch'),
    );
    const session = await frame.identity.confirmInPerson(seen(person));
    expect(session).toMatchObject({
      citizen: { level: 3, citizenId: (await phone.identity.me()).citizen.citizenId },
      assistance: { operatorId: 'e1024', operatorName: '柜员甲', partnerId: system.partners.bank.partnerId },
    });
    const minutes = (Date.parse(session.expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeLessThanOrEqual(15);
    frame.setToken(session.token);
    expect(await frame.identity.me()).toMatchObject({ citizen: { level: 3 }, assistance: { operatorId: 'e1024' } });
    expect((await phone.identity.me()).citizen.level).toBe(2);
    expect((await phone.identity.me()).assistance).toBeNull();
  });

  test('whoever was first seen at a counter is not taken over by somebody who knows name and number', async () => {
    const [person, stranger] = [await somebody(), await somebody()];
    const { client: seenClient, citizenId } = await confirmed(person);
    const filed = await seenClient.applications.create(await filingOf(seenClient, 'HZ-GA-041'));
    const phone = await signIn(stranger.mobile);
    const before = await phone.identity.me();
    const { name, idNumber } = person;
    const tries = await Promise.allSettled([1, 2].map(() => phone.identity.verify({ name, idNumber })));
    for (const one of tries) {
      expect(one).toMatchObject({ reason: problem('identity_bound_elsewhere', { status: 409 }) });
    }
    expect((await phone.identity.me()).citizen).toEqual(before.citizen);
    expect(before.citizen.citizenId).not.toBe(citizenId);
    await expect(phone.applications.get(filed.applicationId)).rejects.toEqual(problem('not_found'));
    expect((await confirmed(person)).citizenId).toBe(citizenId);
  });

  test('a phone bound by name and number sees nothing of what is filed at a counter, and the counter not the phone', async () => {
    const [person, stranger] = [await system.phone.person('王思远'), await somebody()];
    const squatter = await signIn(stranger.mobile, await system.phone.wechatLogin(stranger.idNumber));
    await squatter.identity.verify({ name: person.name, idNumber: person.idNumber });
    const { client: clerk } = await confirmed(person);
    expect((await clerk.identity.me()).citizen).toMatchObject({ level: 3, mobile: null, wechat: false });

    const filing = await filingOf(clerk, 'HZ-JJ-026');
    const { applicationId, acceptanceNumber } = await clerk.applications.create(filing);
    const again = await squatter.applications.create(filing).catch((refusal: unknown) => refusal);
    expect(again).toEqual(problem('application_open_already'));
    expect(JSON.stringify(again)).not.toContain(acceptanceNumber);
    const { billId } = await clerk.applications.waitFor(applicationId, { timeoutMs: 30_000 });
    if (!billId) throw new Error('there is no bill');
    const { paymentId, codeUrl } = await clerk.payments.create({ billId, channel: 'wechatNative' });
    await system.phone.pay(codeUrl ?? '', person.idNumber);
    const { licenceIds } = await clerk.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    const licenceId = licenceIds[0] ?? '';
    expect((await clerk.licences.get(licenceId)).state).toBe('valid');
    expect((await clerk.payments.get(paymentId)).state).toBe('succeeded');

    const hidden = [
      () => squatter.applications.get(applicationId),
      () => squatter.applications.events(applicationId),
      () => squatter.applications.withdraw(applicationId),
      () => squatter.bills.get(billId),
      () => squatter.payments.create({ billId, channel: 'wechatNative' }),
      () => squatter.payments.get(paymentId),
      () => squatter.licences.get(licenceId),
    ];
    for (const look of hidden) await expect(look()).rejects.toEqual(problem('not_found', { status: 404 }));
    expect((await squatter.applications.list()).items).toEqual([]);
    expect((await squatter.licences.list()).items).toEqual([]);
  }, 60_000);

  test('WeChat accounts exchanged crosswise at the same moment: everybody is signed in', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [one, other] = [await somebody(), await somebody()];
      await signIn(one.mobile, await system.phone.wechatLogin(one.idNumber));
      await signIn(other.mobile, await system.phone.wechatLogin(other.idNumber));
      const crossed = await Promise.all([
        signIn(one.mobile, await system.phone.wechatLogin(other.idNumber)),
        signIn(other.mobile, await system.phone.wechatLogin(one.idNumber)),
      ]);
      for (const client of crossed) expect((await client.identity.me()).citizen.level).toBe(1);
    }
  });

  test('a number is sent ten codes a day that nobody uses; a new code does not count anew', async () => {
    const { mobile } = await somebody();
    const client = system.client();
    for (let sent = 0; sent < 10; sent += 1) await client.identity.sendCode({ mobile });
    const refusal = await client.identity.sendCode({ mobile }, { maxAttempts: 1 }).catch((caught: unknown) => caught);
    expect(refusal).toEqual(problem('rate_limited', { status: 429 }));
    expect((refusal as ProblemError).retryAfterMs).toBeGreaterThan(86_000_000);
  });

  test('a number takes twenty wrong guesses a day, over however many codes; then even the right one waits', async () => {
    const { mobile } = await somebody();
    const client = system.client();
    const signIn = (code: string) => client.identity.signIn({ kind: 'mobile', mobile, code }, { maxAttempts: 1 });
    let last: string | undefined;
    // Four wrong ones a code: no code is void, all twenty are counted.
    for (let codes = 0; codes < 5; codes += 1) {
      await client.identity.sendCode({ mobile });
      last = await system.phone.loginCode(mobile, last);
      const wrong = last === '000000' ? '000001' : '000000';
      for (let guesses = 0; guesses < 4; guesses += 1)
        await expect(signIn(wrong)).rejects.toEqual(problem('code_wrong'));
    }
    const limited = problem('rate_limited', { status: 429 });
    await expect(signIn(last ?? '')).rejects.toEqual(limited);
    await expect(client.identity.sendCode({ mobile }, { maxAttempts: 1 })).rejects.toEqual(limited);
  });

  test('a stranger who uses a number’s codes up locks himself out, and not its owner', async () => {
    const { mobile } = await somebody();
    const from = async (address: string) => {
      const answer = await fetch(`${system.gatewayUrl}/v1/identity/codes`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          'x-forwarded-for': address,
        },
        body: JSON.stringify({ mobile }),
      });
      return { status: answer.status, said: await answer.json() };
    };
    for (let sent = 0; sent < 10; sent += 1) expect((await from('203.0.113.7')).status).toBe(201);
    const refused = await from('203.0.113.7');
    expect(refused).toMatchObject({
      status: 429,
      said: { fields: [{ message: { zh: expect.stringContaining('微信') } }] },
    });
    expect((await from('198.51.100.20')).status).toBe(201);
    await expect(signIn(mobile)).resolves.toBeDefined();
  });

  test('a citizen card leads to the same person as the ID card; one that is lost does not', async () => {
    const person = await system.phone.person('钱梦瑶');
    const { citizenId } = await confirmed(person);
    const frame = await counter();
    const card = { name: person.name, cardNumber: person.citizenCard, document: 'citizenCard' as const };
    const session = await frame.identity.confirmInPerson({ ...card, seenByOperator: true });
    expect(session.citizen.citizenId).toBe(citizenId);
    const other = { ...card, name: '别人', seenByOperator: true as const };
    await expect(frame.identity.confirmInPerson(other)).rejects.toEqual(
      problem('citizen_card_unknown', { status: 422 }),
    );
    const both = { ...card, idNumber: person.idNumber, seenByOperator: true as const };
    await expect(frame.identity.confirmInPerson(both)).rejects.toEqual(problem('invalid_request'));
    const phone = await signIn((await somebody()).mobile);
    const mine = await somebody();
    const { citizen } = await phone.identity.verify({ name: mine.name, cardNumber: mine.citizenCard });
    expect(citizen).toMatchObject({
      level: 2,
      idNumber: `${mine.idNumber.slice(0, 4)}**********${mine.idNumber.slice(-4)}`,
    });
  });

  test('what a card reader signed is taken as read; altered, old, repeated or another counter’s it is refused', async () => {
    const person = await system.phone.person('孙婉清');
    const frame = await counter('e-reader');
    const session = (await frame.embedSessions.current()).embedSessionId;
    const read = async (servicePointId: string, embedSessionId = session) => {
      const answer = await fetch(`${system.sandboxUrl}/card-reader/${servicePointId}/readings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ session: embedSessionId, number: person.idNumber, document: 'idCard' }),
      });
      return ((await answer.json()) as { reading: string }).reading;
    };
    const point = system.partners.bank.servicePoints[0]?.servicePointId ?? '';
    const card = { name: person.name, document: 'idCard' as const, seenByOperator: true as const };
    const confirm = (reading: string, more: object = {}) =>
      frame.identity.confirmInPerson({ ...card, reading, ...more });
    const refused = problem('card_reading_invalid', { status: 422 });
    await expect(confirm(await read(point, 'embed_another'))).rejects.toEqual(refused);
    await expect(confirm(await read(system.partners.dealer.servicePoints[0]?.servicePointId ?? ''))).rejects.toEqual(
      refused,
    );
    const [head, , signature] = (await read(point)).split('.');
    const forged = Buffer.from(JSON.stringify({ session, number: person.idNumber })).toString('base64url');
    await expect(confirm(`${head}.${forged}.${signature}`)).rejects.toEqual(refused);
    await expect(confirm(await read(point), { idNumber: '11010519491231002X' })).rejects.toEqual(refused);
    const reading = await read(point);
    expect(await confirm(reading)).toMatchObject({
      assistance: { identification: 'cardReader' },
      citizen: { level: 3 },
    });
    await expect(confirm(reading)).rejects.toEqual(refused);
  });

  test('a clerk who opens one embed session after another checks no more people a minute', async () => {
    const checks = [];
    for (let tries = 0; tries < 32; tries += 1) {
      const frame = await counter('e-busy');
      const nobody = {
        name: '无此人',
        idNumber: '11010519491231002X',
        document: 'idCard',
        seenByOperator: true,
      } as const;
      checks.push(
        await frame.identity.confirmInPerson(nobody, { maxAttempts: 1 }).catch((error: ProblemError) => error.code),
      );
    }
    expect(checks.filter((code) => code === 'rate_limited')).toHaveLength(2);
  });

  test('codes that are used are not counted against the number', async () => {
    const { mobile } = await somebody();
    for (let times = 0; times < 11; times += 1) await signIn(mobile);
  });

  test('a frame’s token is no citizen’s session', async () => {
    const frame = await counter();
    await expect(frame.identity.me()).rejects.toEqual(problem('unauthenticated'));
  });

  test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
});

test('a number is sent one code a minute', async () => {
  const system = await startSystem({ env: { ONETRIP_CODE_RESEND_SECONDS: '60' } });
  try {
    const client = system.client();
    const sent = await client.identity.sendCode({ mobile: '13900001111' });
    expect(Date.parse(sent.resendAt) - Date.now()).toBeGreaterThan(50_000);
    await expect(client.identity.sendCode({ mobile: '13900001111' }, { maxAttempts: 1 })).rejects.toEqual(
      problem('rate_limited', { status: 429 }),
    );
    await expect(client.identity.sendCode({ mobile: '13900002222' })).resolves.toBeDefined();
  } finally {
    await system.close();
  }
});
