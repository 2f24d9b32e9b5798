// Settling: the one place where money that a channel reports meets a bill. Notification, query and job all end here.
import { eq } from 'drizzle-orm';
import { advance } from '../applications/advance.ts';
import { lockApplication } from '../applications/store.ts';
import { nextBillState } from '../bills/states.ts';
import type { Context, Transaction } from '../context.ts';
import { bills, payments } from '../database/schema/index.ts';
import type { Trade } from './channels/trade.ts';
import { followOpenOrders } from './openOrders.ts';
import { returnMoney } from './refunds.ts';
import { judge, nextPaymentState } from './states.ts';

export type PaymentRow = typeof payments.$inferSelect;

/**
 * Takes in what a channel says about a payment, exactly once however often and from wherever it is said.
 * Locks application, bill and payment in this order, as everything does.
 * @param trade verified: signed by the channel, of our merchant and app, of this payment's order number
 */
export async function settle(context: Context, tx: Transaction, paymentId: string, trade: Trade): Promise<PaymentRow> {
  const { application, bill, payment } = await lockAll(tx, paymentId);
  if (!trade.took) {
    const state =
      trade.outcome === 'open' ? null : nextPaymentState(payment.state, trade.outcome === 'closed' ? 'close' : 'fail');
    return state === null ? payment : change(tx, paymentId, { state });
  }
  const judgement = judge(payment, bill, trade, application.state);
  if (judgement === 'known') return payment;
  const received = { transactionId: trade.transactionId, receivedFen: trade.amountFen, paidAt: trade.paidAt };
  if (judgement === 'noteRefunded') return change(tx, paymentId, { ...received, state: 'refunded' });
  if (judgement !== 'settle') {
    const flagged = await change(tx, paymentId, { ...received, state: 'refunding' });
    await returnMoney(context, tx, flagged, bill.applicationId, judgement.refund);
    return flagged;
  }
  const billState = nextBillState(bill.state, 'settle');
  if (billState === null) throw new Error(`bill ${bill.billId} cannot be settled in state ${bill.state}`);
  const settled = await change(tx, paymentId, { ...received, state: 'succeeded' });
  await tx.update(bills).set({ state: billState, paidAt: trade.paidAt }).where(eq(bills.billId, bill.billId));
  const detail = { billId: bill.billId, paymentId };
  await advance(context, tx, bill.applicationId, 'settleBill', 'system', { detail });
  await context.jobs.send(tx, 'issueLicences', { applicationId: bill.applicationId });
  await followOpenOrders(context, tx, bill.billId);
  return settled;
}

async function lockAll(tx: Transaction, paymentId: string) {
  const [known] = await tx
    .select({ billId: payments.billId, applicationId: bills.applicationId })
    .from(payments)
    .innerJoin(bills, eq(bills.billId, payments.billId))
    .where(eq(payments.paymentId, paymentId));
  if (!known) throw new Error(`no payment ${paymentId}`);
  const application = await lockApplication(tx, known.applicationId);
  const [bill] = await tx.select().from(bills).where(eq(bills.billId, known.billId)).for('update');
  const [payment] = await tx.select().from(payments).where(eq(payments.paymentId, paymentId)).for('update');
  if (!bill || !payment) throw new Error(`payment ${paymentId} has no bill`);
  return { application, bill, payment };
}

async function change(tx: Transaction, paymentId: string, values: Partial<PaymentRow>): Promise<PaymentRow> {
  const [row] = await tx.update(payments).set(values).where(eq(payments.paymentId, paymentId)).returning();
  if (!row) throw new Error(`no payment ${paymentId}`);
  return row;
}
