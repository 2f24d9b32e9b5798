// What breaks behind the door: departments down or not to be believed, SMS and WeChat Pay in trouble. Nothing is lost or doubled.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApplicationPaper } from '@onetrip/sdk';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { databases, type System, startSystem } from './support/system.ts';

describe.each(databases)('departments and channels in trouble, on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ database });
  });
  afterEach(() => system.phone.allWell());
  afterAll(() => system.close());

  test('a department down while somebody files: accepted, the paper owed, fetched when it is back', async () => {
    const { client } = await system.signedIn('陈雨桐');
    await system.phone.switch('RS', { down: true });
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    const waiting = await client.applications.waitFor(applicationId, {
      until: ({ papers }) => papers.some(({ status }) => status === 'owed'),
      timeoutMs: 30_000,
    });
    expect(['submitted', 'accepted', 'inReview']).toContain(waiting.state);
    expect(waiting.due).not.toBeNull();
    await system.phone.allWell();
    const delivered = await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 60_000 });
    expect(delivered.papers.every(({ status }) => status !== 'owed')).toBe(true);
    expect(delivered.licenceIds).toHaveLength(1);
  }, 120_000);

  test('a paper owed may be replaced by a written commitment where the rules allow it: read, confirmed, and the case goes on', async () => {
    const { client } = await system.signedIn('陈雨桐');
    const filing = await filingOf(client, 'HZ-GA-041');
    await system.phone.switch('FG', { down: true });
    const body = { ...filing, situation: { basis: 'residence', home: 'rented' } };
    const { applicationId } = await client.applications.create(body);
    const lease = (papers: ApplicationPaper[]) => papers.find(({ materialId }) => materialId === 'lease');
    const owing = await client.applications.waitFor(applicationId, {
      until: ({ papers }) => lease(papers)?.status === 'owed',
      timeoutMs: 30_000,
    });
    expect(lease(owing.papers)).toMatchObject({
      mayCommit: true,
      owedUntil: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    const { materials } = await client.matters.get('HZ-GA-041');
    const text = materials.find(({ id }) => id === 'lease')?.commitment?.text.zh ?? '';
    await expect(client.applications.commit(applicationId, 'lease', '我承诺')).rejects.toMatchObject({
      code: 'commitment_text_changed',
    });
    const committed = await client.applications.commit(applicationId, 'lease', text);
    expect(lease(committed.papers)).toMatchObject({ status: 'committed', mayCommit: false, owedUntil: null });
    const delivered = await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 60_000 });
    expect(delivered.licenceIds).toHaveLength(1);
    const { items } = await client.applications.events(applicationId);
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['paperOwed', 'commitmentMade']));
  }, 120_000);

  test('whoever broke a promise commits to nothing: refused with the filing; while the register is silent the filing stands, unproved', async () => {
    const { client: broken } = await system.signedIn('赵一帆');
    const filing = await filingOf(broken, 'HZ-JJ-026');
    expect(filing.commitments).toEqual(['loss']);
    await expect(broken.applications.create(filing)).rejects.toMatchObject({
      code: 'commitment_not_trusted',
      status: 422,
      fields: [{ field: 'commitments.loss', message: { zh: expect.stringContaining('窗口') } }],
    });
    expect((await broken.applications.list()).items).toEqual([]);
    const { client: trusted } = await system.signedIn('孙婉清');
    const loss = (papers: ApplicationPaper[]) => papers.find(({ materialId }) => materialId === 'loss');
    const taken = await trusted.applications.create(await filingOf(trusted, 'HZ-JJ-026'));
    expect(loss(taken.papers)).toMatchObject({ status: 'committed', answeredAt: expect.any(String) });
    const asked = (await trusted.privacy.accesses()).items.filter(({ register }) => register === 'credit');
    expect(asked).toMatchObject([{ party: { id: 'JJ' }, source: expect.any(Object), answer: { outcome: 'yes' } }]);

    await system.phone.switch('FGW', { down: true });
    const { client: other } = await system.signedIn('何大海');
    const filed = await Promise.all(
      [broken, other].map(async (client) => client.applications.create(await filingOf(client, 'HZ-JJ-026'))),
    );
    // Nobody is believed on a guess: what was promised is looked into before anything is decided.
    for (const { papers } of filed) expect(loss(papers)).toMatchObject({ status: 'committed', answeredAt: null });
  }, 60_000);

  test('a department that signs wrongly is not believed', async () => {
    await system.phone.switch('JJ', { wrongSignature: true });
    const { client } = await system.signedIn('王思远');
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
    const waiting = await client.applications.waitFor(applicationId, {
      until: ({ papers, state }) => papers.some(({ status }) => status === 'owed') || state === 'inReview',
      timeoutMs: 30_000,
    });
    expect(waiting.state).not.toBe('delivered');
    expect(waiting.decidedAt).toBeNull();
  }, 60_000);

  test('SMS down: a sentence, and signing in works afterwards', async () => {
    const { mobile } = await system.phone.person('许志坚');
    const client = system.client();
    await system.phone.switch('sms', { down: true });
    await expect(client.identity.sendCode({ mobile }, { maxAttempts: 1 })).rejects.toEqual(
      expect.objectContaining({ code: 'sms_unavailable', retryable: true }),
    );
    await system.phone.allWell();
    await client.identity.sendCode({ mobile });
    const code = await system.phone.loginCode(mobile);
    await expect(client.identity.signIn({ kind: 'mobile', mobile, code })).resolves.toMatchObject({
      citizen: { level: 1 },
    });
  }, 60_000);

  test('WeChat Pay’s notification lost: the payment is found by asking; sent twice: settled once', async () => {
    for (const [name, behaviour] of [
      ['许志坚', { dropNotifications: true }],
      ['李文博', { twice: true }],
    ] as const) {
      const { client, person } = await system.signedIn(name);
      const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
      await system.phone.switch('wechatPay', behaviour);
      const { billId } = await client.applications.waitFor(applicationId, {
        until: ({ billId }) => billId !== null,
        timeoutMs: 30_000,
      });
      const payment = await client.payments.create({ billId: billId ?? '', channel: 'wechatNative' });
      await system.phone.pay(payment.codeUrl ?? '', person.idNumber);
      expect((await client.payments.waitFor(payment.paymentId, { timeoutMs: 30_000 })).state).toBe('succeeded');
      const delivered = await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
      expect(delivered.licenceIds).toHaveLength(1);
      const { items } = await client.applications.events(applicationId);
      expect(items.filter(({ type }) => type === 'billPaid')).toHaveLength(1);
      await system.phone.allWell();
    }
  }, 120_000);

  test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
});
