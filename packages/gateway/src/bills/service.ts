// Bills (缴款单): one for an approved application that costs something; amounts come from the table of fees alone.
import type { Bill, Matter } from '@onetrip/shared/contract';
import { feeLines } from '@onetrip/shared/rules';
import { and, eq, lte } from 'drizzle-orm';
import { advance } from '../applications/advance.ts';
import { readableBy } from '../applications/readable.ts';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { applications, bills } from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { refundsOf } from '../payments/refunds.ts';
import { newBillNumber } from './number.ts';
import { billStateAt, nextBillState } from './states.ts';

export type BillRow = typeof bills.$inferSelect;
type ApplicationRow = typeof applications.$inferSelect;

/** How long a bill can be paid; an expired one is renewed on asking. */
const billLifetimeMs = 24 * 3_600_000;

/**
 * Issues the bill of an approved application, once.
 * @returns null when nothing is charged: the matter is free, or an amount is still to be confirmed. Such a matter is not
 * offered online; an application that meets one all the same (its fee was withdrawn meanwhile) is never charged a guess
 * and never held up: the counter collects the fee once it is confirmed.
 */
export async function issueBill(
  context: Context,
  tx: Transaction,
  application: ApplicationRow,
  matter: Matter,
): Promise<BillRow | null> {
  const { applicationId, citizenId } = application;
  const { lines, totalFen } = feeLines(matter, application.situation, context.catalogue.fees);
  if (totalFen === null) {
    context.log.warn({ applicationId, matterId: matter.matterId }, 'fee to be confirmed: no bill issued');
    return null;
  }
  if (totalFen === 0) return null;
  const now = context.now();
  const [issued] = await tx
    .insert(bills)
    .values({
      billId: newId('bill'),
      billNumber: newBillNumber(now),
      applicationId,
      citizenId,
      title: matter.name,
      payee: matter.department.name,
      state: 'unpaid',
      items: lines,
      dueFen: totalFen,
      issuedAt: now,
      expiresAt: new Date(now.getTime() + billLifetimeMs),
    })
    .onConflictDoNothing({ target: bills.applicationId })
    .returning();
  if (issued === undefined) return (await billOf(tx, applicationId)) ?? null;
  await advance(context, tx, applicationId, 'issueBill', 'system', { detail: { billId: issued.billId } });
  return issued;
}

/** The bill of an application, if it has one. */
export async function billOf(
  tx: Transaction | Context['database'],
  applicationId: string,
): Promise<BillRow | undefined> {
  return (await tx.select().from(bills).where(eq(bills.applicationId, applicationId)))[0];
}

/** Marks unpaid bills whose time is over. @returns how many */
export async function expireBills(context: Context): Promise<number> {
  const expired = await context.database
    .update(bills)
    .set({ state: 'expired' })
    .where(and(eq(bills.state, 'unpaid'), lte(bills.expiresAt, context.now())))
    .returning({ billId: bills.billId });
  return expired.length;
}

/**
 * A citizen's bill.
 * @throws ProblemError `not_found` when its application is not his to see
 */
export async function findBill(context: Context, caller: CitizenCaller, billId: string): Promise<BillRow> {
  const [found] = await context.database
    .select({ bill: bills })
    .from(bills)
    .innerJoin(applications, eq(applications.applicationId, bills.applicationId))
    .where(and(eq(bills.billId, billId), readableBy(caller)));
  if (!found) throw new ProblemError('not_found');
  return found.bill;
}

/**
 * An expired bill, asked for again while its application still waits for the money, keeps its number and amount and may
 * be paid for another day: the amount was fixed by the decision.
 */
async function renewed(context: Context, bill: BillRow): Promise<BillRow> {
  const now = context.now();
  if (nextBillState(billStateAt(bill, now), 'renew') === null) return bill;
  return context.database.transaction(async (tx) => {
    const [application] = await tx
      .select({ state: applications.state })
      .from(applications)
      .where(eq(applications.applicationId, bill.applicationId));
    const [locked] = await tx.select().from(bills).where(eq(bills.billId, bill.billId)).for('update');
    if (!locked || application?.state !== 'approved') return { ...bill, state: billStateAt(bill, now) };
    const state = nextBillState(billStateAt(locked, now), 'renew');
    if (state === null) return locked;
    const change = { state, expiresAt: new Date(now.getTime() + billLifetimeMs) };
    await tx.update(bills).set(change).where(eq(bills.billId, bill.billId));
    return { ...locked, ...change };
  });
}

/** A bill as the contract shows it. */
export async function presentBill(context: Pick<Context, 'database' | 'now'>, bill: BillRow): Promise<Bill> {
  return {
    billId: bill.billId,
    billNumber: bill.billNumber,
    applicationId: bill.applicationId,
    title: bill.title,
    state: billStateAt(bill, context.now()),
    items: bill.items,
    dueFen: bill.dueFen,
    lateFen: bill.lateFen,
    payee: bill.payee,
    issuedAt: bill.issuedAt.toISOString(),
    expiresAt: bill.expiresAt.toISOString(),
    paidAt: bill.paidAt?.toISOString() ?? null,
    refunds: await refundsOf(context, bill.billId),
  };
}

/** Handlers of `bills.*`. */
export function billHandlers(context: Context): Pick<Handlers, 'bills.get'> {
  return {
    'bills.get': async ({ params, caller }) => {
      const bill = await findBill(context, caller, params.billId);
      return presentBill(context, await renewed(context, bill));
    },
  };
}
