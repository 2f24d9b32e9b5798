// Paying a bill: one order at a time at the channel, followed until the channel says how it ended.
import { randomBytes } from 'node:crypto';
import type { CreatePaymentBody, Payment, PaymentChannel } from '@onetrip/shared/contract';
import { and, eq } from 'drizzle-orm';
import { type BillRow, findBill } from '../bills/service.ts';
import { billStateAt } from '../bills/states.ts';
import type { Context } from '../context.ts';
import { newId } from '../database/ids.ts';
import { bills, payments } from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { citizenById, openidOf } from '../identity/citizens.ts';
import { qrImage } from '../licences/qrImage.ts';
import { ChannelError } from './channels/channelError.ts';
import { longestCallMs, type Order } from './channels/wechatPay.ts';
import { type PaymentRow, settle } from './settle.ts';

/** How long an order can be paid at the channel (its own limit for JSAPI and Native). */
const orderLifetimeMs = 2 * 3_600_000;
/** The channel refuses orders that lapse sooner than this. */
const shortestOrderMs = 61_000;

/** An order that lapses sooner than this is not offered again: somebody has to find his phone and scan it. */
const leftToPayMs = 5 * 60_000;

/** Placing an order takes so long at most: until then, another request may be about it. */
const placingMs = longestCallMs + 1_000;
/** How often an order that another request is placing is looked at. */
const lookEveryMs = 100;
/** Orders in two channels may retire each other this often before somebody is asked to try again. */
const rounds = 5;

/**
 * Starts paying a bill. The order that stands in this channel is answered, whoever opened it and however many ask at once:
 * what is on a screen stays good. An order in the other channel is closed there first, so that only one can be paid; if
 * it turns out to have been paid, that settles the bill instead.
 * @throws ProblemError `bill_settled` | `bill_expired` | `fee_to_be_confirmed` | `wechat_account_missing` |
 *   `payment_channel_unavailable` | `application_state_conflict` (the bill was cancelled) | `not_found`
 */
async function startPayment(
  context: Context,
  caller: CitizenCaller,
  { billId, channel }: CreatePaymentBody,
): Promise<PaymentRow> {
  const bill = await findBill(context, caller, billId);
  const openid = channel === 'wechatJsapi' ? await payerOf(context, caller.citizenId) : null;
  for (let round = 0; round < rounds; round += 1) {
    const opened = await openPayment(context, bill, channel);
    if ('payment' in opened) {
      const open = await placeOrder(context, opened.payment, bill, openid);
      if (open !== null) return open;
      continue;
    }
    const previous = await whenPlaced(context, opened.previous);
    if (previous.state !== 'pending') continue;
    if (previous.channel === channel && (await stands(context, previous, opened.previous))) return previous;
    await throughChannel(context, previous.paymentId, () => retire(context, previous));
  }
  throw new ProblemError('payment_channel_unavailable', { retryAfterSeconds: 1 });
}

/** Records a new attempt and the job that follows it, unless an earlier attempt must be retired first. */
function openPayment(
  context: Context,
  { billId }: BillRow,
  channel: PaymentChannel,
): Promise<{ payment: PaymentRow } | { previous: PaymentRow }> {
  return context.database.transaction(async (tx) => {
    const [bill] = await tx.select().from(bills).where(eq(bills.billId, billId)).for('update');
    if (!bill) throw new ProblemError('not_found');
    const now = context.now();
    const state = billStateAt(bill, now);
    if (state === 'paid') throw new ProblemError('bill_settled');
    if (state === 'cancelled') throw new ProblemError('application_state_conflict', { currentState: state });
    const [previous] = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.billId, billId), eq(payments.state, 'pending')));
    if (previous) return { previous };
    if (state === 'expired') throw new ProblemError('bill_expired');
    if (bill.items.some((line) => line.toBeConfirmed)) throw new ProblemError('fee_to_be_confirmed');
    const lapses = Math.min(now.getTime() + orderLifetimeMs, bill.expiresAt.getTime());
    const [payment] = await tx
      .insert(payments)
      .values({
        paymentId: newId('pay'),
        billId,
        citizenId: bill.citizenId,
        channel,
        state: 'pending',
        amountFen: bill.dueFen + bill.lateFen,
        // 30 letters and digits; the channel takes 6 to 32.
        outTradeNo: `OT${randomBytes(14).toString('hex')}`,
        createdAt: now,
        expiresAt: new Date(Math.max(lapses, now.getTime() + shortestOrderMs)),
      })
      .returning();
    if (!payment) throw new Error('the payment was not recorded');
    const first = { delaySeconds: followDelaySeconds(0), singletonKey: payment.paymentId };
    await context.jobs.send(tx, 'followPayment', { paymentId: payment.paymentId }, first);
    return { payment };
  });
}

/** An attempt as it is once another request has placed it, or ended it; as it was, when it is not placed in time. */
async function whenPlaced(context: Context, payment: PaymentRow): Promise<PaymentRow> {
  if (placed(payment) || context.now().getTime() - payment.createdAt.getTime() > placingMs) return payment;
  for (let waited = 0; waited < placingMs; waited += lookEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    const now = await findPayment(context, payment.paymentId);
    if (now && (now.state !== 'pending' || placed(now))) return now;
  }
  return payment;
}

/**
 * Whether an order can still be paid. One that was there before is asked about at the channel: paid in this minute, it
 * settles the bill. A channel that does not answer does not take the order back.
 */
async function stands(context: Context, payment: PaymentRow, before: PaymentRow): Promise<boolean> {
  if (!placed(payment) || payment.expiresAt.getTime() - context.now().getTime() < leftToPayMs) return false;
  return !placed(before) || (await asked(context, payment)).state === 'pending';
}

/** Places the order of a recorded attempt at the channel; null where another request has retired it meanwhile. */
async function placeOrder(
  context: Context,
  payment: PaymentRow,
  bill: BillRow,
  openid: string | null,
): Promise<PaymentRow | null> {
  const { paymentId, outTradeNo, amountFen, expiresAt } = payment;
  const order: Order = { outTradeNo, amountFen, expiresAt, description: bill.title.zh };
  const placed = await throughChannel(context, paymentId, async () => {
    try {
      return openid === null
        ? await context.wechatPay.placeNative(order)
        : await context.wechatPay.placeJsapi(order, openid);
    } catch (error) {
      // A refused order does not exist; one that was not answered may, and is closed by the job or the next attempt.
      if (error instanceof ChannelError && error.fault === 'refused') {
        const failed = { outTradeNo, took: false, outcome: 'failed' } as const;
        await context.database.transaction((tx) => settle(context, tx, paymentId, failed));
      }
      throw error;
    }
  });
  const [open] = await context.database
    .update(payments)
    .set(placed)
    .where(and(eq(payments.paymentId, paymentId), eq(payments.state, 'pending')))
    .returning();
  if (open) return open;
  await throughChannel(context, paymentId, () => retire(context, payment));
  return null;
}

/**
 * Ends an attempt: its order is closed at the channel, or, when it was paid already, settled.
 * @throws ChannelError when the channel does not say; the attempt then stays open
 */
async function retire(context: Context, { paymentId, outTradeNo }: PaymentRow): Promise<PaymentRow> {
  const closing = await context.wechatPay.close(outTradeNo);
  const trade = closing.outcome === 'paid' ? closing.trade : ({ outTradeNo, took: false, outcome: 'closed' } as const);
  return context.database.transaction((tx) => settle(context, tx, paymentId, trade));
}

/** Asks the channel how a payment stands and takes in the answer. @throws ChannelError when it does not say */
async function ask(context: Context, payment: PaymentRow): Promise<PaymentRow> {
  const trade = await context.wechatPay.query(payment.outTradeNo);
  if (trade === null || trade.outcome === 'open') return payment;
  return context.database.transaction((tx) => settle(context, tx, payment.paymentId, trade));
}

const placed = (payment: Pick<PaymentRow, 'codeUrl' | 'prepayId'>) =>
  payment.codeUrl !== null || payment.prepayId !== null;

/** A payment, asked about at the channel; the channel's silence changes nothing. */
async function asked(context: Context, payment: PaymentRow): Promise<PaymentRow> {
  try {
    return await ask(context, payment);
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    const { paymentId } = payment;
    context.log.warn({ paymentId, fault: error.fault, reason: error.message }, 'payment channel does not answer');
    return payment;
  }
}

/** A citizen's payment, asked about while it is pending. */
async function currentPayment(context: Context, caller: CitizenCaller, paymentId: string): Promise<PaymentRow> {
  const payment = await findPayment(context, paymentId);
  if (!payment || payment.citizenId !== caller.citizenId) throw new ProblemError('not_found');
  await findBill(context, caller, payment.billId);
  return payment.state === 'pending' && placed(payment) ? asked(context, payment) : payment;
}

/** Waits between two queries of the job, by the age of the payment; seconds. */
export const followDelays: readonly { untilAge: number; delay: number }[] = [
  { untilAge: 10, delay: 2 },
  { untilAge: 60, delay: 5 },
  { untilAge: 600, delay: 15 },
  { untilAge: 3_600, delay: 60 },
  { untilAge: Number.POSITIVE_INFINITY, delay: 300 },
];

/** How long to wait before asking again about a payment of this age; seconds. */
export function followDelaySeconds(ageSeconds: number): number {
  return (followDelays.find(({ untilAge }) => ageSeconds < untilAge) ?? { delay: 300 }).delay;
}

/** After an order has lapsed, the channel is given this long to tell of money paid at the last moment. */
const marginMs = 60_000;
/** An order nobody was shown is given up after this: the process that placed it died, or was not answered. */
const abandonedMs = 60_000;

/**
 * The job `followPayment`: notifications are not guaranteed, so the channel is asked until the payment is final. An order
 * that has lapsed, that nobody was shown, or whose bill is paid or cancelled, is closed at the channel.
 */
export async function followPayment(context: Context, { paymentId }: { paymentId: string }): Promise<void> {
  const payment = await findPayment(context, paymentId);
  if (payment?.state !== 'pending') return;
  const [bill] = await context.database.select().from(bills).where(eq(bills.billId, payment.billId));
  const now = context.now().getTime();
  const age = now - payment.createdAt.getTime();
  const over =
    payment.expiresAt.getTime() + marginMs <= now ||
    (!placed(payment) && age > abandonedMs) ||
    bill?.state === 'cancelled' ||
    bill?.state === 'paid';
  let state: PaymentRow['state'] = 'pending';
  try {
    state = (await (over ? retire(context, payment) : ask(context, payment))).state;
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    context.log.warn({ paymentId, fault: error.fault, reason: error.message }, 'payment channel does not answer');
  }
  if (state !== 'pending') return;
  const again = { delaySeconds: followDelaySeconds(age / 1000), singletonKey: paymentId };
  await context.database.transaction((tx) => context.jobs.send(tx, 'followPayment', { paymentId }, again));
}

async function findPayment(context: Context, paymentId: string): Promise<PaymentRow | undefined> {
  return (await context.database.select().from(payments).where(eq(payments.paymentId, paymentId)))[0];
}

/** Does something at the channel for a waiting citizen; a fault of the channel becomes his sentence. */
async function throughChannel<T>(context: Context, paymentId: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    context.log.error({ paymentId, fault: error.fault, reason: error.message }, 'payment channel');
    throw new ProblemError('payment_channel_unavailable', { cause: error });
  }
}

/** The WeChat account to be charged. @throws ProblemError `wechat_account_missing` */
async function payerOf({ database, protection }: Context, citizenId: string): Promise<string> {
  const openid = openidOf(protection, await citizenById(database, citizenId));
  if (openid === null) throw new ProblemError('wechat_account_missing');
  return openid;
}

/** A payment as the contract shows it; only a pending one carries what it is paid with. */
export async function presentPayment(context: Context, payment: PaymentRow): Promise<Payment> {
  const pending = payment.state === 'pending';
  return {
    paymentId: payment.paymentId,
    billId: payment.billId,
    channel: payment.channel,
    state: payment.state,
    amountFen: payment.amountFen,
    createdAt: payment.createdAt.toISOString(),
    expiresAt: payment.expiresAt.toISOString(),
    paidAt: payment.paidAt?.toISOString() ?? null,
    wechatRequest: pending && payment.prepayId !== null ? context.wechatPay.paymentRequest(payment.prepayId) : null,
    codeUrl: pending ? payment.codeUrl : null,
    codeImage: pending && payment.codeUrl !== null ? await qrImage(payment.codeUrl) : null,
  };
}

/** Handlers of `payments.*`. */
export function paymentHandlers(context: Context): Pick<Handlers, 'payments.create' | 'payments.get'> {
  return {
    'payments.create': async ({ body, caller }) => presentPayment(context, await startPayment(context, caller, body)),
    'payments.get': async ({ params, caller }) =>
      presentPayment(context, await currentPayment(context, caller, params.paymentId)),
  };
}
