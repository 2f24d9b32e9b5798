// Orders still open at a channel for a bill that nobody is to pay any more.
import { and, eq } from 'drizzle-orm';
import type { Context, Transaction } from '../context.ts';
import { payments } from '../database/schema/index.ts';

/** An order still open for a bill that is paid or cancelled could be paid too: the job closes it at once. */
export async function followOpenOrders(context: Context, tx: Transaction, billId: string): Promise<void> {
  const open = await tx
    .select({ paymentId: payments.paymentId })
    .from(payments)
    .where(and(eq(payments.billId, billId), eq(payments.state, 'pending')));
  for (const { paymentId } of open) await context.jobs.send(tx, 'followPayment', { paymentId });
}
