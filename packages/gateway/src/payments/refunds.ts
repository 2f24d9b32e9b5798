// Money that goes back: asked for once under one number, followed until the channel has given its last word. All that the
// channel took for a payment, and never more.
import { randomBytes } from 'node:crypto';
import type { Refund, RefundReason } from '@onetrip/shared/contract';
import { refundSentences } from '@onetrip/shared/rules';
import { and, asc, eq } from 'drizzle-orm';
import { advance } from '../applications/advance.ts';
import { lockApplication } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { bills, payments, refunds } from '../database/schema/index.ts';
import { ChannelError } from './channels/channelError.ts';
import type { RefundStanding } from './channels/refund.ts';
import { isUnderWay, nextRefundState } from './refundStates.ts';
import { nextPaymentState } from './states.ts';

type RefundRow = typeof refunds.$inferSelect;
type PaymentRow = typeof payments.$inferSelect;

/** Seconds between two questions after a refund, by its age: a bank takes from seconds to days. */
const followDelays: readonly { untilAge: number; delay: number }[] = [
  { untilAge: 60, delay: 5 },
  { untilAge: 3_600, delay: 60 },
  { untilAge: Number.POSITIVE_INFINITY, delay: 1_800 },
];

/**
 * Sends back what a payment took. The application is locked by the caller; a payment goes back once.
 * @param payment in the state `refunding`, with what the channel took
 */
export async function returnMoney(
  context: Context,
  tx: Transaction,
  { paymentId, billId, receivedFen }: PaymentRow,
  applicationId: string,
  reason: RefundReason,
): Promise<void> {
  if (receivedFen === null) throw new Error(`payment ${paymentId} took no money`);
  const [refund] = await tx
    .insert(refunds)
    .values({
      refundId: newId('refund'),
      paymentId,
      billId,
      // 30 letters and digits; the channel takes up to 64.
      outRefundNo: `OR${randomBytes(14).toString('hex')}`,
      amountFen: receivedFen,
      reason,
      state: 'requested',
      requestedAt: context.now(),
    })
    .onConflictDoNothing({ target: refunds.paymentId })
    .returning();
  if (!refund) return;
  const detail = { billId, paymentId, reason };
  await advance(context, tx, applicationId, 'recordRefundDue', 'system', { detail });
  context.metrics.refundsDue.inc({ reason });
  context.log.warn({ ...detail, refundId: refund.refundId, receivedFen }, 'refund due');
  const { refundId } = refund;
  await context.jobs.send(tx, 'followRefund', { refundId }, { singletonKey: refundId });
}

/** Sends back the fee of an application that ended before anything was issued; what was never paid needs nothing. */
export async function returnFee(context: Context, tx: Transaction, applicationId: string): Promise<void> {
  const [paid] = await tx
    .select({ payment: payments })
    .from(payments)
    .innerJoin(bills, eq(bills.billId, payments.billId))
    .where(and(eq(bills.applicationId, applicationId), eq(payments.state, 'succeeded')));
  const state = paid && nextPaymentState(paid.payment.state, 'returnFee');
  if (!paid || !state) return;
  await tx.update(payments).set({ state }).where(eq(payments.paymentId, paid.payment.paymentId));
  await returnMoney(context, tx, paid.payment, applicationId, 'applicationEnded');
}

/** The job `followRefund`: asks for the refund, and how far it has come, until the channel has given its last word. */
export async function followRefund(context: Context, { refundId }: { refundId: string }): Promise<void> {
  const { database, log } = context;
  const [found] = await database
    .select({ refund: refunds, outTradeNo: payments.outTradeNo, title: bills.title })
    .from(refunds)
    .innerJoin(payments, eq(payments.paymentId, refunds.paymentId))
    .innerJoin(bills, eq(bills.billId, refunds.billId))
    .where(eq(refunds.refundId, refundId));
  if (!found || !isUnderWay(found.refund.state)) return;
  const { outRefundNo, amountFen, requestedAt } = found.refund;
  let { state } = found.refund;
  try {
    const order = { outRefundNo, outTradeNo: found.outTradeNo, amountFen, totalFen: amountFen, reason: found.title.zh };
    const standing = await context.wechatPay.refund(order);
    state = (await database.transaction((tx) => takeRefund(context, tx, refundId, standing))).state;
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    // Refused, too: an account without funds is filled up, and the same number tried again.
    log.error({ refundId, fault: error.fault, reason: error.message }, 'refund not taken; it is asked for again');
  }
  if (!isUnderWay(state)) return;
  const age = (context.now().getTime() - requestedAt.getTime()) / 1000;
  const delaySeconds = followDelays.find(({ untilAge }) => age < untilAge)?.delay ?? 0;
  await database.transaction((tx) =>
    context.jobs.send(tx, 'followRefund', { refundId }, { delaySeconds, singletonKey: refundId }),
  );
}

/**
 * Takes in what a channel says about a refund, once however often and from wherever it is said.
 * @param standing verified: signed by the channel, of this refund's numbers and amount
 */
export async function takeRefund(
  context: Context,
  tx: Transaction,
  refundId: string,
  { status, channelRefundId, arrivedAt }: RefundStanding,
): Promise<RefundRow> {
  const { refund, payment, applicationId } = await lockRefund(tx, refundId);
  const state = nextRefundState(refund.state, status);
  if (state === null) return refund;
  const endedAt = isUnderWay(state) ? null : (arrivedAt ?? context.now());
  const change = { state, channelRefundId, endedAt };
  await tx.update(refunds).set(change).where(eq(refunds.refundId, refundId));
  const { paymentId, billId } = payment;
  if (state === 'succeeded') {
    const refunded = nextPaymentState(payment.state, 'noteRefunded');
    if (refunded !== null) await tx.update(payments).set({ state: refunded }).where(eq(payments.paymentId, paymentId));
    await advance(context, tx, applicationId, 'recordRefunded', 'system', { detail: { billId, paymentId } });
  } else if (!isUnderWay(state)) {
    context.metrics.refundsGivenUp.inc({ state });
    context.log.error({ refundId, state }, 'refund given up by the channel: to be returned by hand');
  }
  return { ...refund, ...change };
}

/** Locks application and refund in this order, as everything does. */
async function lockRefund(tx: Transaction, refundId: string) {
  const [known] = await tx
    .select({ payment: payments, applicationId: bills.applicationId })
    .from(refunds)
    .innerJoin(payments, eq(payments.paymentId, refunds.paymentId))
    .innerJoin(bills, eq(bills.billId, refunds.billId))
    .where(eq(refunds.refundId, refundId));
  if (!known) throw new Error(`no refund ${refundId}`);
  await lockApplication(tx, known.applicationId);
  const [refund] = await tx.select().from(refunds).where(eq(refunds.refundId, refundId)).for('update');
  if (!refund) throw new Error(`no refund ${refundId}`);
  return { ...known, refund };
}

/** Refunds of a bill, oldest first, as the contract shows them. */
export async function refundsOf({ database }: Pick<Context, 'database'>, billId: string): Promise<Refund[]> {
  const rows = await database
    .select()
    .from(refunds)
    .where(eq(refunds.billId, billId))
    .orderBy(asc(refunds.requestedAt));
  return rows.map(({ refundId, paymentId, amountFen, reason, state, requestedAt, endedAt }) => ({
    refundId,
    paymentId,
    amountFen,
    reason,
    state,
    sentence: refundSentences[state],
    requestedAt: requestedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
