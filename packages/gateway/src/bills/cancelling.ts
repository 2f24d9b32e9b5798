// Cancelling the bill of an application that goes no further.
import { and, eq, inArray } from 'drizzle-orm';
import type { Context, Transaction } from '../context.ts';
import { bills } from '../database/schema/index.ts';
import { followOpenOrders } from '../payments/openOrders.ts';

/**
 * Cancels the bill of an application that goes no further. An order still open at a channel is closed by the job that
 * follows it; money that arrives all the same is returned.
 */
export async function cancelBill(context: Context, tx: Transaction, applicationId: string): Promise<void> {
  const cancelled = await tx
    .update(bills)
    .set({ state: 'cancelled' })
    .where(and(eq(bills.applicationId, applicationId), inArray(bills.state, ['unpaid', 'expired'])))
    .returning({ billId: bills.billId });
  for (const { billId } of cancelled) await followOpenOrders(context, tx, billId);
}
