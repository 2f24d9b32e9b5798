// The life of a payment as one table, and the judgement of what a trade means for it. Pure: data in, decision out.
import type { ApplicationState, BillState, PaymentState, RefundReason } from '@onetrip/shared/contract';
import type { Trade } from './channels/trade.ts';

/** What may happen to a payment. */
export const paymentActions = ['settle', 'close', 'fail', 'flagForRefund', 'noteRefunded', 'returnFee'] as const;
export type PaymentAction = (typeof paymentActions)[number];

/** Money can still be found to have arrived for an attempt we gave up: the channel's word counts, not ours. */
const moneyMayArrive = { settle: 'succeeded', flagForRefund: 'refunding', noteRefunded: 'refunded' } as const;

/**
 * Every permitted step. `close` and `fail` mean that no money was taken; `returnFee`: what it was paid for ended before
 * anything was issued.
 */
export const paymentTransitions: Record<PaymentState, Partial<Record<PaymentAction, PaymentState>>> = {
  pending: { ...moneyMayArrive, close: 'closed', fail: 'failed' },
  closed: moneyMayArrive,
  failed: moneyMayArrive,
  succeeded: { returnFee: 'refunding' },
  refunding: { noteRefunded: 'refunded' },
  refunded: {},
};

/** The state after a step; null when the step is not permitted. */
export function nextPaymentState(state: PaymentState, action: PaymentAction): PaymentState | null {
  return paymentTransitions[state][action] ?? null;
}

/** What to do about a trade that took money; `known` when it was dealt with before. */
export type Judgement = 'known' | 'settle' | 'noteRefunded' | { refund: Exclude<RefundReason, 'applicationEnded'> };

/**
 * Judges a trade that took money. More or less than was due is never taken as paid, and a bill is paid once: whatever
 * else arrives goes back. Nothing that arrives is dropped.
 */
export function judge(
  payment: { state: PaymentState; amountFen: number },
  bill: { state: BillState; dueFen: number; lateFen: number },
  trade: Extract<Trade, { took: true }>,
  applicationState: ApplicationState,
): Judgement {
  if (nextPaymentState(payment.state, 'settle') === null) return 'known';
  if (trade.outcome === 'refunded') return 'noteRefunded';
  const exact = trade.currency === 'CNY' && trade.amountFen === payment.amountFen;
  if (!exact || trade.amountFen !== bill.dueFen + bill.lateFen) return { refund: 'amountMismatch' };
  if (bill.state === 'paid') return { refund: 'billSettled' };
  if (bill.state === 'cancelled' || applicationState !== 'approved') return { refund: 'billCancelled' };
  return 'settle';
}
