// Money end to end over a real database: paid once, never twice, never too little, never lost, whatever breaks when.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { advance } from '../src/applications/advance.ts';
import { cancelBill } from '../src/bills/cancelling.ts';
import { billHandlers, expireBills, issueBill } from '../src/bills/service.ts';
import { applications, bills, payments, refunds } from '../src/database/schema/index.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { ProblemError } from '../src/http/problem.ts';
import { followRefund, returnFee, takeRefund } from '../src/payments/refunds.ts';
import { followPayment, paymentHandlers } from '../src/payments/service.ts';
import { settle } from '../src/payments/settle.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround, matterOf } from './support/ground.ts';

const hour = 3_600_000;
const free = matterOf({ matterId: 'HZ-GA-041', fees: [] });
const nothingToPay = matterOf({ matterId: 'HZ-GA-042', fees: [{ feeId: 'F06-0', quantity: 1 }] });
const unconfirmed = matterOf({ matterId: 'HZ-CG-001', fees: [{ feeId: 'F14-1', quantity: 1 }] });
const matters = [matterOf(), free, nothingToPay, unconfirmed];

describe.each(databaseKinds)('on %s', (kind) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await layGround(kind, { matters });
  });
  afterAll(() => ground.close());
  afterEach(() => {
    ground.channel.cut = {};
    ground.channel.whilePlacing = null;
    ground.channel.orders.length = 0;
    ground.channel.refundStatus = 'SUCCESS';
    ground.jobs.length = 0;
  });

  /** An approved application with its bill of 10 yuan. */
  async function approved(more: Parameters<Ground['citizen']>[0] = {}, matterId = 'HZ-JJ-026') {
    const { context } = ground;
    const caller = await ground.citizen(more);
    const applicationId = await ground.application(caller, { matterId });
    const bill = await context.database.transaction(async (tx) => {
      const [row] = await tx.select().from(applications).where(eq(applications.applicationId, applicationId));
      if (!row) throw new Error('no application');
      return issueBill(context, tx, row, context.catalogue.get(matterId));
    });
    return { caller, applicationId, bill, billId: bill?.billId ?? '' };
  }
  const start = (caller: CitizenCaller, billId: string, channel: 'wechatNative' | 'wechatJsapi' = 'wechatNative') =>
    paymentHandlers(ground.context)['payments.create']({
      params: undefined,
      query: undefined,
      body: { billId, channel },
      caller,
      requestId: 'r',
      prove: async () => caller,
      keep: async () => undefined,
    });
  const get = (caller: CitizenCaller, paymentId: string) =>
    paymentHandlers(ground.context)['payments.get']({
      params: { paymentId },
      query: undefined,
      body: undefined,
      caller,
      requestId: 'r',
      prove: async () => caller,
      keep: async () => undefined,
    });
  const getBill = (caller: CitizenCaller, billId: string) =>
    billHandlers(ground.context)['bills.get']({
      params: { billId },
      query: undefined,
      body: undefined,
      caller,
      requestId: 'r',
      prove: async () => caller,
      keep: async () => undefined,
    });
  const rowsOf = (billId: string) => ground.context.database.select().from(payments).where(eq(payments.billId, billId));
  const refundsOf = async (billId: string) =>
    ground.context.database.select().from(refunds).where(eq(refunds.billId, billId));
  const take = (paymentId: string, trade: Parameters<typeof settle>[3]) =>
    ground.context.database.transaction((tx) => settle(ground.context, tx, paymentId, trade));
  const refusal = async (call: Promise<unknown>): Promise<string> => {
    try {
      await call;
    } catch (error) {
      if (error instanceof ProblemError) return error.code;
      throw error;
    }
    return 'none';
  };
  const lastOrder = () => ground.channel.orders.at(-1)?.outTradeNo ?? '';
  const licencesAskedFor = (applicationId: string) =>
    ground.jobs.filter(({ queue, data }) => queue === 'issueLicences' && data.applicationId === applicationId).length;

  describe('bills', () => {
    test('are issued once for what the table of fees says', async () => {
      const { applicationId, bill, caller, billId } = await approved();
      expect(bill).toMatchObject({ dueFen: 1000, lateFen: 0, state: 'unpaid' });
      const { context } = ground;
      const again = await context.database.transaction(async (tx) => {
        const [row] = await tx.select().from(applications).where(eq(applications.applicationId, applicationId));
        return row ? issueBill(context, tx, row, context.catalogue.get('HZ-JJ-026')) : null;
      });
      expect(again?.billId).toBe(billId);
      expect(await ground.events(applicationId)).toEqual(['billIssued']);
      expect(await getBill(caller, billId)).toMatchObject({
        billNumber: expect.stringMatching(/^\d{20}$/),
        dueFen: 1000,
        items: [{ feeId: 'F04-1', amountFen: 1000, toBeConfirmed: false }],
      });
    });

    test.each(['HZ-GA-041', 'HZ-GA-042'])('nothing to pay, no bill (%s)', async (matterId) => {
      expect((await approved({}, matterId)).bill).toBeNull();
    });

    test('a fee to be confirmed is never charged: no bill, and the operator is told', async () => {
      const { bill, applicationId } = await approved({}, 'HZ-CG-001');
      expect(bill).toBeNull();
      expect(ground.logged()).toContain(`"applicationId":"${applicationId}","matterId":"HZ-CG-001"`);
    });

    test('an expired bill cannot be paid, and is renewed with its number and amount on asking', async () => {
      const { caller, billId, bill } = await approved();
      ground.pass(24 * hour);
      expect(await refusal(start(caller, billId))).toBe('bill_expired');
      expect(await expireBills(ground.context)).toBeGreaterThan(0);
      expect(await refusal(start(caller, billId))).toBe('bill_expired');
      const renewed = await getBill(caller, billId);
      expect(renewed).toMatchObject({ state: 'unpaid', billNumber: bill?.billNumber, dueFen: 1000 });
      expect(Date.parse(renewed.expiresAt)).toBe(ground.context.now().getTime() + 24 * hour);
      expect((await start(caller, billId)).state).toBe('pending');
    });

    test('a bill whose application is over is not renewed', async () => {
      const { caller, billId, applicationId } = await approved();
      ground.pass(24 * hour);
      await ground.context.database
        .update(applications)
        .set({ state: 'terminated' })
        .where(eq(applications.applicationId, applicationId));
      expect(await getBill(caller, billId)).toMatchObject({ state: 'expired' });
    });

    test('another’s bill does not exist, nor does one of a matter the counter does not handle', async () => {
      const { caller, billId } = await approved();
      const stranger = await ground.citizen();
      const counter = { ...caller, matters: ['HZ-GA-041'] };
      for (const wrong of [stranger, counter]) {
        expect(await refusal(getBill(wrong, billId))).toBe('not_found');
        expect(await refusal(start(wrong, billId))).toBe('not_found');
      }
    });
  });

  describe('the usual way', () => {
    test('a Native order carries a code, lapses in two hours and is followed', async () => {
      const { caller, billId } = await approved();
      const payment = await start(caller, billId);
      expect(payment).toMatchObject({ state: 'pending', amountFen: 1000, wechatRequest: null });
      expect(payment.codeUrl).toMatch(/^weixin:/);
      expect(payment.codeImage).toMatch(/^data:image\/svg\+xml;base64,/);
      expect(Date.parse(payment.expiresAt)).toBe(ground.context.now().getTime() + 2 * hour);
      expect(lastOrder()).toMatch(/^[0-9A-Za-z]{6,32}$/);
      expect(ground.jobs).toEqual([
        { queue: 'followPayment', data: { paymentId: payment.paymentId }, delaySeconds: 2 },
      ]);
    });

    test('a JSAPI order is the signed-in WeChat account’s; without one it is refused', async () => {
      const { caller, billId } = await approved({ openid: `openid-${kind}` });
      const payment = await start(caller, billId, 'wechatJsapi');
      expect(ground.channel.orders.at(-1)?.openid).toBe(`openid-${kind}`);
      expect(payment).toMatchObject({ codeUrl: null, wechatRequest: { signType: 'RSA' } });
      const other = await approved();
      expect(await refusal(start(other.caller, other.billId, 'wechatJsapi'))).toBe('wechat_account_missing');
    });

    test('an order never outlives the bill by more than the channel’s shortest order', async () => {
      const { caller, billId } = await approved();
      ground.pass(23.5 * hour);
      const payment = await start(caller, billId);
      expect(Date.parse(payment.expiresAt)).toBe(ground.context.now().getTime() + hour / 2);
    });

    test('told ten times at once, it is settled once', async () => {
      const { caller, billId, applicationId } = await approved();
      const { paymentId } = await start(caller, billId);
      const trade = ground.channel.pay(lastOrder());
      const states = await Promise.all(Array.from({ length: 10 }, async () => (await take(paymentId, trade)).state));
      expect(new Set(states)).toEqual(new Set(['succeeded']));
      expect(await ground.events(applicationId)).toEqual(['billIssued', 'billPaid']);
      expect(licencesAskedFor(applicationId)).toBe(1);
      expect(await getBill(caller, billId)).toMatchObject({
        state: 'paid',
        paidAt: trade.took && trade.paidAt.toISOString(),
      });
    });

    test('asking for it settles it, when no notification came', async () => {
      const { caller, billId, applicationId } = await approved();
      const { paymentId } = await start(caller, billId);
      expect((await get(caller, paymentId)).state).toBe('pending');
      ground.channel.pay(lastOrder());
      expect(await get(caller, paymentId)).toMatchObject({ state: 'succeeded', codeUrl: null, codeImage: null });
      expect(licencesAskedFor(applicationId)).toBe(1);
      expect(await refusal(get(await ground.citizen(), paymentId))).toBe('not_found');
    });

    test('a paid bill cannot be paid again', async () => {
      const { caller, billId } = await approved();
      const { paymentId } = await start(caller, billId);
      await take(paymentId, ground.channel.pay(lastOrder()));
      expect(await refusal(start(caller, billId))).toBe('bill_settled');
      expect(ground.channel.orders).toHaveLength(1);
    });
  });

  describe('money that must not stay', () => {
    test.each([-1, 1, 1000])('%i fen off is never taken as paid, and is returned', async (off) => {
      const { caller, billId, applicationId } = await approved();
      const { paymentId } = await start(caller, billId);
      const trade = ground.channel.pay(lastOrder(), 1000 + off);
      expect(await take(paymentId, trade)).toMatchObject({
        state: 'refunding',
        receivedFen: 1000 + off,
      });
      expect(await refundsOf(billId)).toMatchObject([{ reason: 'amountMismatch', amountFen: 1000 + off }]);
      expect(await getBill(caller, billId)).toMatchObject({ state: 'unpaid' });
      expect(await ground.events(applicationId)).toEqual(['billIssued', 'refundDue']);
      expect(licencesAskedFor(applicationId)).toBe(0);
      const second = await start(caller, billId);
      expect((await take(second.paymentId, ground.channel.pay(lastOrder()))).state).toBe('succeeded');
    });

    test('the second of two payments of one bill is returned, seen in history, log and metrics', async () => {
      const { caller, billId, applicationId } = await approved({ openid: `two-${kind}` });
      const first = await start(caller, billId);
      const firstOrder = lastOrder();
      const second = await start(caller, billId, 'wechatJsapi');
      await take(second.paymentId, ground.channel.pay(lastOrder()));
      const late = await take(first.paymentId, ground.channel.pay(firstOrder));
      expect(late).toMatchObject({ state: 'refunding', receivedFen: 1000 });
      expect(await refundsOf(billId)).toMatchObject([{ reason: 'billSettled', amountFen: 1000 }]);
      expect(await ground.events(applicationId)).toEqual(['billIssued', 'billPaid', 'refundDue']);
      expect(licencesAskedFor(applicationId)).toBe(1);
      expect(ground.logged()).toContain('"reason":"billSettled"');
      const { values } = await ground.context.metrics.refundsDue.get();
      expect(values.find(({ labels }) => labels.reason === 'billSettled')?.value).toBeGreaterThan(0);
    });

    test('money for an attempt we gave up settles the bill all the same', async () => {
      const { caller, billId } = await approved({ openid: `given-up-${kind}` });
      const first = await start(caller, billId);
      const firstOrder = lastOrder();
      const second = await start(caller, billId, 'wechatJsapi');
      expect((await take(first.paymentId, ground.channel.pay(firstOrder))).state).toBe('succeeded');
      expect(await getBill(caller, billId)).toMatchObject({ state: 'paid' });
      const { paymentId } = second;
      expect(ground.jobs.at(-1)).toEqual({ queue: 'followPayment', data: { paymentId }, delaySeconds: 0 });
      await followPayment(ground.context, { paymentId });
      expect(ground.channel.orders.at(-1)?.state).toBe('closed');
      expect((await get(caller, paymentId)).state).toBe('closed');
    });

    test('money paid in time for a bill that lapsed meanwhile settles it', async () => {
      const { caller, billId } = await approved();
      ground.pass(23.9 * hour);
      const { paymentId } = await start(caller, billId);
      const trade = ground.channel.pay(lastOrder());
      ground.pass(hour);
      await expireBills(ground.context);
      expect((await take(paymentId, trade)).state).toBe('succeeded');
      expect(await getBill(caller, billId)).toMatchObject({ state: 'paid' });
    });

    test('a cancelled bill takes no payment, closes its order, and returns what arrives', async () => {
      const { caller, billId, applicationId } = await approved();
      const { paymentId } = await start(caller, billId);
      const { context, channel } = ground;
      await context.database.transaction((tx) => cancelBill(context, tx, applicationId));
      expect(ground.jobs.at(-1)).toEqual({ queue: 'followPayment', data: { paymentId }, delaySeconds: 0 });
      expect(await refusal(start(caller, billId))).toBe('application_state_conflict');
      await followPayment(context, { paymentId });
      expect(channel.orders[0]?.state).toBe('closed');
      expect((await rowsOf(billId))[0]?.state).toBe('closed');
      expect(await take(paymentId, channel.pay(lastOrder()))).toMatchObject({ state: 'refunding' });
      expect(await refundsOf(billId)).toMatchObject([{ reason: 'billCancelled' }]);
    });
  });

  describe('one order at a time', () => {
    test('asked for again, the order that stands is answered', async () => {
      const { caller, billId } = await approved();
      const first = await start(caller, billId);
      ground.pass(hour);
      ground.channel.cut = { query: 'down' };
      expect(await start(caller, billId)).toEqual(first);
      expect(ground.channel.orders).toHaveLength(1);
    });

    test('one about to lapse, or in the other channel, is closed before another is placed', async () => {
      const { caller, billId } = await approved({ openid: `closing-${kind}` });
      const first = await start(caller, billId);
      ground.pass(1.95 * hour);
      const second = await start(caller, billId);
      const third = await start(caller, billId, 'wechatJsapi');
      expect(new Set([first, second, third].map(({ paymentId }) => paymentId)).size).toBe(3);
      expect(ground.channel.orders.map(({ state }) => state)).toEqual(['closed', 'closed', 'open']);
      expect((await get(caller, first.paymentId)).state).toBe('closed');
    });

    test('if the one before turns out paid, that settles the bill and no other is opened', async () => {
      const { caller, billId, applicationId } = await approved();
      await start(caller, billId);
      ground.channel.pay(lastOrder());
      expect(await refusal(start(caller, billId))).toBe('bill_settled');
      expect(ground.channel.orders).toHaveLength(1);
      expect(licencesAskedFor(applicationId)).toBe(1);
    });

    test('while the one before cannot be closed, no new number is made', async () => {
      const { caller, billId } = await approved({ openid: `stuck-${kind}` });
      await start(caller, billId);
      ground.channel.cut = { close: 'down' };
      expect(await refusal(start(caller, billId, 'wechatJsapi'))).toBe('payment_channel_unavailable');
      expect(await rowsOf(billId)).toHaveLength(1);
      expect(ground.channel.orders.map(({ state }) => state)).toEqual(['open']);
    });

    test('those who ask while an order is being placed in their channel are given that order', async () => {
      const { caller, billId } = await approved();
      let others: Promise<Awaited<ReturnType<typeof start>>[]> = Promise.resolve([]);
      ground.channel.whilePlacing = async () => {
        ground.channel.whilePlacing = null;
        others = Promise.all(Array.from({ length: 4 }, () => start(caller, billId)));
        await new Promise((resolve) => setTimeout(resolve, 500));
      };
      const { paymentId } = await start(caller, billId);
      expect((await others).map((other) => other.paymentId)).toEqual([paymentId, paymentId, paymentId, paymentId]);
      expect(ground.channel.orders.map(({ state }) => state)).toEqual(['open']);
    });

    test('eight at once are answered with one order', async () => {
      const { caller, billId } = await approved();
      const given = await Promise.all(Array.from({ length: 8 }, () => start(caller, billId)));
      expect(new Set(given.map(({ codeUrl }) => codeUrl)).size).toBe(1);
      expect(ground.channel.orders.map(({ state }) => state)).toEqual(['open']);
    });

    test('in both channels at once: nobody is refused, and the one order that can be paid is the recorded one', async () => {
      const { caller, billId } = await approved({ openid: `both-${kind}` });
      const channels = ['wechatNative', 'wechatJsapi', 'wechatNative', 'wechatJsapi'] as const;
      const given = await Promise.all(channels.map((channel) => start(caller, billId, channel)));
      expect(given.map(({ channel }) => channel)).toEqual(channels);
      const pending = (await rowsOf(billId)).filter(({ state }) => state === 'pending');
      const open = ground.channel.orders.filter(({ state }) => state === 'open');
      expect(open.map(({ outTradeNo }) => outTradeNo)).toEqual(pending.map(({ outTradeNo }) => outTradeNo));
      expect(pending).toHaveLength(1);
    });

    test('an attempt given up while its order is being placed closes that order, and another is placed', async () => {
      const { caller, billId } = await approved();
      ground.channel.whilePlacing = async () => {
        ground.channel.whilePlacing = null;
        const [{ paymentId, outTradeNo } = { paymentId: '', outTradeNo: '' }] = await rowsOf(billId);
        await take(paymentId, { outTradeNo, took: false, outcome: 'closed' });
      };
      expect((await start(caller, billId)).state).toBe('pending');
      expect(ground.channel.orders.map(({ state }) => state)).toEqual(['closed', 'open']);
    });
  });

  describe('when the channel fails', () => {
    test.each(['down', 'refused', 'lost'] as const)(
      'placing %s: the citizen is told, nothing is charged',
      async (cut) => {
        const { caller, billId } = await approved();
        ground.channel.cut = { place: cut };
        expect(await refusal(start(caller, billId))).toBe('payment_channel_unavailable');
        expect((await rowsOf(billId)).map(({ state }) => state)).toEqual([cut === 'refused' ? 'failed' : 'pending']);
        ground.channel.cut = {};
        ground.pass(10_000);
        expect((await start(caller, billId)).state).toBe('pending');
        expect(ground.channel.orders.filter(({ state }) => state === 'open')).toHaveLength(1);
      },
    );

    test('an order nobody was shown is closed by the job', async () => {
      const { caller, billId } = await approved();
      ground.channel.cut = { place: 'lost' };
      await refusal(start(caller, billId));
      ground.channel.cut = {};
      const paymentId = (await rowsOf(billId))[0]?.paymentId ?? '';
      await followPayment(ground.context, { paymentId });
      expect(ground.channel.orders[0]?.state).toBe('open');
      ground.pass(61_000);
      await followPayment(ground.context, { paymentId });
      expect(ground.channel.orders[0]?.state).toBe('closed');
      expect((await rowsOf(billId))[0]?.state).toBe('closed');
    });

    test('asked for while the channel is silent, a payment stays pending', async () => {
      const { caller, billId } = await approved();
      const { paymentId } = await start(caller, billId);
      ground.channel.pay(lastOrder());
      ground.channel.cut = { query: 'down' };
      expect((await get(caller, paymentId)).state).toBe('pending');
    });
  });

  describe('the job that follows a payment', () => {
    test('asks ever less often, survives silence, and settles what nobody told of', async () => {
      const { caller, billId, applicationId } = await approved();
      const { paymentId } = await start(caller, billId);
      const follow = async () => {
        ground.jobs.length = 0;
        await followPayment(ground.context, { paymentId });
        return ground.jobs.find(({ queue }) => queue === 'followPayment')?.delaySeconds;
      };
      expect(await follow()).toBe(2);
      ground.pass(60_000);
      ground.channel.cut = { query: 'down' };
      expect(await follow()).toBe(15);
      ground.channel.cut = {};
      ground.channel.pay(lastOrder());
      expect(await follow()).toBeUndefined();
      expect(licencesAskedFor(applicationId)).toBe(1);
      expect(await follow()).toBeUndefined();
      expect(licencesAskedFor(applicationId)).toBe(0);
      expect(await getBill(caller, billId)).toMatchObject({ state: 'paid' });
    });

    test('closes an order that has lapsed, after a margin', async () => {
      const { caller, billId } = await approved();
      const { paymentId } = await start(caller, billId);
      ground.pass(2 * hour);
      await followPayment(ground.context, { paymentId });
      expect((await rowsOf(billId))[0]?.state).toBe('pending');
      ground.pass(60_000);
      await followPayment(ground.context, { paymentId });
      expect((await rowsOf(billId))[0]?.state).toBe('closed');
      expect(ground.channel.orders[0]?.state).toBe('closed');
    });

    test('knows nothing of a payment that does not exist', async () => {
      await followPayment(ground.context, { paymentId: 'pay_none' });
      expect(ground.jobs).toEqual([]);
    });
  });

  describe('money on its way back', () => {
    /** Paid, and withdrawn before anything was issued. */
    async function withdrawn() {
      const { caller, billId, applicationId } = await approved();
      const { paymentId } = await start(caller, billId);
      await take(paymentId, ground.channel.pay(lastOrder()));
      const { context } = ground;
      await context.database.transaction((tx) => advance(context, tx, applicationId, 'withdraw', 'citizen'));
      const [refund] = await refundsOf(billId);
      if (!refund) throw new Error('no refund');
      return { caller, billId, applicationId, paymentId, refund, refundId: refund.refundId };
    }
    const follow = async (refundId: string) => {
      ground.jobs.length = 0;
      await followRefund(ground.context, { refundId });
      return ground.jobs.find(({ queue }) => queue === 'followRefund')?.delaySeconds;
    };

    test('a fee paid for what is withdrawn goes back, is seen, told and noted once', async () => {
      const { caller, billId, applicationId, paymentId, refundId } = await withdrawn();
      expect((await get(caller, paymentId)).state).toBe('refunding');
      expect(await getBill(caller, billId)).toMatchObject({
        state: 'paid',
        refunds: [{ paymentId, amountFen: 1000, reason: 'applicationEnded', state: 'requested', endedAt: null }],
      });
      expect(await follow(refundId)).toBeUndefined();
      expect(await follow(refundId)).toBeUndefined();
      expect((await get(caller, paymentId)).state).toBe('refunded');
      expect((await getBill(caller, billId)).refunds).toMatchObject([{ state: 'succeeded' }]);
      const events = ['billIssued', 'billPaid', 'withdrawn', 'refundDue', 'refunded'];
      expect(await ground.events(applicationId)).toEqual(events);
      expect(licencesAskedFor(applicationId)).toBe(0);
    });

    test('an unpaid one is withdrawn without a refund, and its bill with it', async () => {
      const { caller, billId, applicationId } = await approved();
      const { context } = ground;
      await context.database.transaction((tx) => advance(context, tx, applicationId, 'withdraw', 'citizen'));
      expect(await getBill(caller, billId)).toMatchObject({ state: 'cancelled', refunds: [] });
    });

    test.each(['down', 'refused', 'lost'] as const)(
      '%s at the channel: asked again under the same number',
      async (cut) => {
        const { refund, refundId, billId } = await withdrawn();
        ground.channel.cut = { refund: cut };
        expect(await follow(refundId)).toBe(5);
        ground.pass(hour);
        expect(await follow(refundId)).toBe(1_800);
        ground.channel.cut = {};
        expect(await follow(refundId)).toBeUndefined();
        expect(await refundsOf(billId)).toMatchObject([{ state: 'succeeded' }]);
        const taken = [...ground.channel.refunds.values()].filter((one) => one.outRefundNo === refund.outRefundNo);
        expect(taken).toMatchObject([{ amountFen: 1000 }]);
      },
    );

    test('one the channel gives up is counted, shown, and may be mended by hand', async () => {
      const { caller, billId, refund, refundId, applicationId } = await withdrawn();
      ground.channel.refundStatus = 'PROCESSING';
      expect(await follow(refundId)).toBe(5);
      ground.channel.refundStatus = 'ABNORMAL';
      expect(await follow(refundId)).toBeUndefined();
      const { values } = await ground.context.metrics.refundsGivenUp.get();
      expect(values.find(({ labels }) => labels.state === 'abnormal')?.value).toBeGreaterThan(0);
      const [shown] = (await getBill(caller, billId)).refunds;
      expect(shown).toMatchObject({ state: 'abnormal', sentence: { zh: expect.stringContaining('12345') } });
      const standing = ground.channel.refunds.get(refund.outRefundNo);
      if (!standing) throw new Error('the channel knows nothing of it');
      const mended = { ...standing, status: 'SUCCESS' as const, arrivedAt: ground.context.now() };
      await ground.context.database.transaction((tx) => takeRefund(ground.context, tx, refundId, mended));
      expect((await ground.events(applicationId)).at(-1)).toBe('refunded');
    });

    test('whatever comes again, in whatever order, never more goes back than was paid', async () => {
      const { context, channel } = ground;
      const deed = fc.constantFrom('follow', 'tell', 'payAgain', 'withdrawAgain', 'down', 'lost', 'well');
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 12 }), async (deeds) => {
          const { billId, paymentId, applicationId, refund, refundId } = await withdrawn();
          const trade = await channel.wechatPay.query(lastOrder());
          for (const done of deeds) {
            if (done === 'down' || done === 'lost') channel.cut = { refund: done };
            if (done === 'well') channel.cut = {};
            if (done === 'follow') await followRefund(context, { refundId });
            if (done === 'payAgain' && trade) await take(paymentId, trade);
            if (done === 'withdrawAgain')
              await context.database.transaction((tx) => returnFee(context, tx, applicationId));
            const standing = channel.refunds.get(refund.outRefundNo);
            if (done === 'tell' && standing)
              await context.database.transaction((tx) => takeRefund(context, tx, refundId, standing));
          }
          channel.cut = {};
          await followRefund(context, { refundId });
          const rows = await rowsOf(billId);
          const received = rows.reduce((sum, row) => sum + (row.receivedFen ?? 0), 0);
          const numbers = new Set(rows.map(({ outTradeNo }) => outTradeNo));
          const returned = [...channel.refunds.values()].filter(({ outTradeNo }) => numbers.has(outTradeNo));
          expect(returned.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(received);
          const events = await ground.events(applicationId);
          expect(events.filter((type) => type === 'refunded')).toHaveLength(1);
        }),
        { numRuns: 12 },
      );
    });
  });

  test('a bill is never paid by two payments: the database itself refuses', async () => {
    const { caller, billId } = await approved();
    const { paymentId } = await start(caller, billId);
    await take(paymentId, ground.channel.pay(lastOrder()));
    const [row] = await rowsOf(billId);
    if (!row) throw new Error('no payment');
    const copy = { ...row, paymentId: 'pay_copy', outTradeNo: 'OTcopy', transactionId: null };
    await expect(ground.context.database.insert(payments).values(copy)).rejects.toThrow();
    expect(await ground.context.database.select().from(bills).where(eq(bills.billId, billId))).toHaveLength(1);
  });
});
