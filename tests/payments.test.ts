// Paying through WeChat Pay over HTTP: inside WeChat and by QR code, both ways of verifying, and every notification that must not count.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@onetrip/sdk';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { deliver, type NotificationTrap, rewrite, startTrap, strangersKey } from './support/notifications.ts';
import { databases, type System, startSystem } from './support/system.ts';

const matterId = 'HZ-JJ-026';

/** Files and waits for the bill. */
async function billed(client: Client) {
  const { applicationId } = await client.applications.create(await filingOf(client, matterId));
  const { billId } = await client.applications.waitFor(applicationId, {
    until: ({ billId }) => billId !== null,
    timeoutMs: 30_000,
  });
  return { applicationId, billId: billId ?? '' };
}
const eventsOf = async (client: Client, applicationId: string) =>
  (await client.applications.events(applicationId)).items.map(({ type }) => type);

describe('the two ways of paying', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ wechatPayVerification: 'platformCertificate' });
  });
  afterAll(() => system.close());

  test('inside WeChat: the signed arguments are taken, with platform certificates', async () => {
    const person = await system.phone.person('王思远');
    const client = system.client();
    await client.identity.sendCode({ mobile: person.mobile });
    const code = await system.phone.loginCode(person.mobile);
    const wechatCode = await system.phone.wechatLogin(person.idNumber);
    const { token } = await client.identity.signIn({ kind: 'mobile', mobile: person.mobile, code, wechatCode });
    client.setToken(token);
    await client.identity.verify({ name: person.name, idNumber: person.idNumber });
    const { billId, applicationId } = await billed(client);
    const payment = await client.payments.create({ billId, channel: 'wechatJsapi' });
    expect(payment).toMatchObject({ codeUrl: null, codeImage: null, wechatRequest: { signType: 'RSA' } });
    const response = await fetch(`${system.sandboxUrl}/phone/request-payment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...payment.wechatRequest,
        appId: system.wechatPay.appId,
        idNumber: person.idNumber,
        pin: '123456',
      }),
    });
    expect(await response.json()).toEqual({ outcome: 'paid' });
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    expect(await client.payments.get(payment.paymentId)).toMatchObject({ state: 'succeeded', wechatRequest: null });
  }, 60_000);

  test('outside WeChat there is no account to charge; scanning is offered instead, and six at once are given one code', async () => {
    const { client, person } = await system.signedIn('许志坚');
    const { billId, applicationId } = await billed(client);
    await expect(client.payments.create({ billId, channel: 'wechatJsapi' })).rejects.toEqual(
      expect.objectContaining({ code: 'wechat_account_missing' }),
    );
    const asked = Array.from({ length: 6 }, () => client.payments.create({ billId, channel: 'wechatNative' }));
    const [first, ...others] = await Promise.all(asked);
    for (const other of others) expect(other).toEqual(first);
    expect(await system.phone.pay(first?.codeUrl ?? '', person.idNumber)).toBe('paid');
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    await expect(client.payments.create({ billId, channel: 'wechatNative' })).rejects.toEqual(
      expect.objectContaining({ code: 'bill_settled' }),
    );
  }, 60_000);
});

describe.each(databases)('notifications, on %s', (database) => {
  let system: System;
  let trap: NotificationTrap;
  beforeAll(async () => {
    trap = await startTrap();
    system = await startSystem({ database, env: { ONETRIP_PUBLIC_URL: trap.url } });
  });
  afterAll(async () => {
    await system.close();
    await trap.close();
  });

  const same = (transaction: Record<string, unknown>) => transaction;

  /**
   * Paid, while whatever the channel says is wrongly signed: neither its answers nor its notification are believed, so
   * nothing is settled until the test delivers the notification with a proper signature.
   */
  async function paidUnheard(name: string) {
    await system.phone.allWell();
    const { client, person } = await system.signedIn(name);
    const { billId, applicationId } = await billed(client);
    const { codeUrl, paymentId } = await client.payments.create({ billId, channel: 'wechatNative' });
    await system.phone.switch('wechatPay', { wrongSignature: true });
    expect(await system.phone.pay(codeUrl ?? '', person.idNumber)).toBe('paid');
    const wronglySigned = await trap.next();
    expect(await deliver(system, wronglySigned)).toMatchObject({ status: 401, answer: { code: 'FAIL' } });
    expect((await client.payments.get(paymentId)).state).toBe('pending');
    return { client, person, billId, applicationId, paymentId, genuine: rewrite(system, wronglySigned, same) };
  }

  test('forged, stale, changed and foreign ones are refused; the genuine one, ten times at once, settles once', async () => {
    const { client, applicationId, paymentId, genuine } = await paidUnheard('王思远');
    const { 'wechatpay-signature': _signature, ...unsigned } = genuine.headers;
    for (const forged of [
      rewrite(system, genuine, same, { key: strangersKey() }),
      rewrite(system, genuine, same, { ageSeconds: 301 }),
      rewrite(system, genuine, (transaction) => ({ ...transaction, mchid: '1900000001' })),
      rewrite(system, genuine, (transaction) => ({ ...transaction, appid: 'wx0other' })),
      { ...genuine, body: genuine.body.replace('支付成功', '支付') },
      { ...genuine, headers: unsigned },
      { ...genuine, headers: { ...genuine.headers, 'wechatpay-serial': 'PUB_KEY_ID_other' } },
    ]) {
      expect(await deliver(system, forged)).toMatchObject({ status: 401, answer: { code: 'FAIL' } });
    }
    const lost = rewrite(system, genuine, (transaction) => ({ ...transaction, out_trade_no: 'OT0000000000' }));
    expect(await deliver(system, lost)).toMatchObject({ status: 404, answer: { code: 'FAIL' } });

    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(system, genuine)));
    for (const answer of answers) expect(answer).toEqual({ status: 200, answer: { code: 'SUCCESS', message: '成功' } });
    expect((await client.payments.get(paymentId)).state).toBe('succeeded');
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    const events = await eventsOf(client, applicationId);
    expect(events.filter((type) => type === 'billPaid')).toHaveLength(1);
    expect(events.filter((type) => type === 'licenceIssued')).toHaveLength(1);
  }, 60_000);

  test('more or less than was due is recorded for return, seen in history and metrics, and the bill stays open', async () => {
    const { client, person, billId, applicationId, paymentId, genuine } = await paidUnheard('许志坚');
    const over = rewrite(system, genuine, (transaction) => ({
      ...transaction,
      amount: { ...(transaction.amount as object), total: 1001 },
    }));
    expect((await deliver(system, over)).status).toBe(200);
    expect((await client.payments.get(paymentId)).state).toBe('refunding');
    expect((await client.bills.get(billId)).state).toBe('unpaid');
    expect(await eventsOf(client, applicationId)).toContain('refundDue');
    const metrics = await (await fetch(`${system.gatewayUrl}/metrics`)).text();
    expect(metrics).toMatch(/onetrip_refunds_due_total\{reason="amountMismatch"\} 1/);
    await system.phone.allWell();
    const again = await client.payments.create({ billId, channel: 'wechatNative' });
    await system.phone.pay(again.codeUrl ?? '', person.idNumber);
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    await trap.next();
  }, 60_000);

  test('paid when it was withdrawn already, it goes back through the channel, once, and the citizen sees it', async () => {
    const { client, billId, applicationId, paymentId, genuine } = await paidUnheard('王思远');
    expect((await client.applications.withdraw(applicationId)).state).toBe('withdrawn');
    await system.phone.allWell();
    await system.phone.switch('wechatPay', { twice: true, slowMs: 300 });
    expect((await deliver(system, genuine)).status).toBe(200);
    expect((await client.payments.get(paymentId)).state).not.toBe('succeeded');
    const told = await trap.next();
    expect(told.path).toBe('/v1/callbacks/wechat-pay/refunds');
    for (const forged of [
      rewrite(system, told, same, { key: strangersKey() }),
      rewrite(system, told, (refund) => ({ ...refund, mchid: '1900000001' })),
      rewrite(system, told, (refund) => ({ ...refund, amount: { ...(refund.amount as object), refund: 999 } })),
      { ...told, path: '/v1/callbacks/wechat-pay' },
      { ...genuine, path: told.path },
    ]) {
      expect(await deliver(system, forged)).toMatchObject({ status: 401, answer: { code: 'FAIL' } });
    }
    const strange = rewrite(system, told, (refund) => ({ ...refund, out_refund_no: 'OR0' }));
    expect((await deliver(system, strange)).status).toBe(404);
    const answers = await Promise.all([told, told, await trap.next()].map((one) => deliver(system, one)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await client.payments.get(paymentId)).state).toBe('refunded');
    const { state, refunds } = await client.bills.get(billId);
    expect(state).toBe('cancelled');
    expect(refunds).toMatchObject([{ paymentId, amountFen: 1000, reason: 'billCancelled', state: 'succeeded' }]);
    const events = await eventsOf(client, applicationId);
    expect(events.slice(-3)).toEqual(['withdrawn', 'refundDue', 'refunded']);
    const { items } = await client.notices.list({ limit: 100 });
    expect(items.filter((one) => one.applicationId === applicationId).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['refundDue', 'refunded']),
    );
    await system.phone.allWell();
  }, 60_000);

  test('none came at all: the gateway asks by itself', async () => {
    const { client, applicationId, billId } = await paidUnheard('李文博');
    expect((await client.bills.get(billId)).state).toBe('unpaid');
    await system.phone.allWell();
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 45_000 });
    expect(await eventsOf(client, applicationId)).toEqual(expect.arrayContaining(['billPaid', 'delivered']));
  }, 90_000);

  test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
});
