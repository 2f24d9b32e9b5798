// Bills and payments.
import type {
  BillState,
  FeeLine,
  LocalText,
  PaymentChannel,
  PaymentState,
  RefundReason,
  RefundState,
} from '@onetrip/shared/contract';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { applications } from './applications.ts';
import { at } from './columns.ts';

/** Bills (缴款单), one an application. */
export const bills = pgTable(
  'bills',
  {
    billId: text('bill_id').primaryKey(),
    billNumber: text('bill_number').notNull(),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    citizenId: text('citizen_id').notNull(),
    title: jsonb('title').$type<LocalText>().notNull(),
    payee: jsonb('payee').$type<LocalText>().notNull(),
    state: text('state').$type<BillState>().notNull(),
    items: jsonb('items').$type<FeeLine[]>().notNull(),
    dueFen: integer('due_fen').notNull(),
    lateFen: integer('late_fen').notNull().default(0),
    issuedAt: at('issued_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    paidAt: at('paid_at'),
  },
  (t) => [uniqueIndex('bills_number').on(t.billNumber), uniqueIndex('bills_application').on(t.applicationId)],
);

/**
 * Attempts to pay a bill; at most one is pending for a bill, at most one has succeeded.
 * `receivedFen` is what the channel took.
 */
export const payments = pgTable(
  'payments',
  {
    paymentId: text('payment_id').primaryKey(),
    billId: text('bill_id')
      .notNull()
      .references(() => bills.billId),
    citizenId: text('citizen_id').notNull(),
    channel: text('channel').$type<PaymentChannel>().notNull(),
    state: text('state').$type<PaymentState>().notNull(),
    amountFen: integer('amount_fen').notNull(),
    outTradeNo: text('out_trade_no').notNull(),
    prepayId: text('prepay_id'),
    codeUrl: text('code_url'),
    transactionId: text('transaction_id'),
    receivedFen: integer('received_fen'),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    paidAt: at('paid_at'),
  },
  (t) => [
    uniqueIndex('payments_out_trade_no').on(t.outTradeNo),
    uniqueIndex('payments_transaction').on(t.transactionId),
    uniqueIndex('payments_pending').on(t.billId).where(sql`state = 'pending'`),
    uniqueIndex('payments_succeeded').on(t.billId).where(sql`state = 'succeeded'`),
  ],
);

/** Money on its way back; one of a payment, and all that the channel took. `outRefundNo` is the same at every attempt. */
export const refunds = pgTable(
  'refunds',
  {
    refundId: text('refund_id').primaryKey(),
    paymentId: text('payment_id')
      .notNull()
      .references(() => payments.paymentId),
    billId: text('bill_id')
      .notNull()
      .references(() => bills.billId),
    outRefundNo: text('out_refund_no').notNull(),
    /** The channel's own number of it, once it has taken it. */
    channelRefundId: text('channel_refund_id'),
    amountFen: integer('amount_fen').notNull(),
    reason: text('reason').$type<RefundReason>().notNull(),
    state: text('state').$type<RefundState>().notNull(),
    requestedAt: at('requested_at').notNull(),
    endedAt: at('ended_at'),
  },
  (t) => [
    uniqueIndex('refunds_payment').on(t.paymentId),
    uniqueIndex('refunds_out_refund_no').on(t.outRefundNo),
    index('refunds_bill').on(t.billId),
  ],
);
