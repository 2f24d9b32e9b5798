// The life of a bill as one table; whatever is not in it does not happen.
import { type BillState, billStates } from '@onetrip/shared/contract';

/** What may happen to a bill. */
export const billActions = ['settle', 'expire', 'renew', 'cancel'] as const;
export type BillAction = (typeof billActions)[number];

/**
 * Every permitted step. An expired bill can still be settled: the channel took the money in time and told us late.
 * A paid bill never changes again; money for it, or for a cancelled one, goes back.
 */
export const billTransitions: Record<BillState, Partial<Record<BillAction, BillState>>> = {
  unpaid: { settle: 'paid', expire: 'expired', cancel: 'cancelled' },
  expired: { settle: 'paid', renew: 'unpaid', cancel: 'cancelled' },
  paid: {},
  cancelled: {},
};

/** The state after a step; null when the step is not permitted. */
export function nextBillState(state: BillState, action: BillAction): BillState | null {
  return billTransitions[state][action] ?? null;
}

/** The state a bill is in now: an unpaid one lapses by time alone, whether or not it has been swept. */
export function billStateAt(bill: { state: BillState; expiresAt: Date }, now: Date): BillState {
  return bill.state === 'unpaid' && bill.expiresAt <= now ? 'expired' : bill.state;
}

/** States in which the money is still to come: an expired bill is renewed on asking. */
export const statesAwaitingPayment: BillState[] = billStates.filter((state) => nextBillState(state, 'settle') !== null);

/** Whether a bill in this state is still to be paid. */
export const awaitsPayment = (state: BillState): boolean => statesAwaitingPayment.includes(state);
