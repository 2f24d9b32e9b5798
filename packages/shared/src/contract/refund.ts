// Money that goes back: why, and how far it has come.
import { type Static, Type } from 'typebox';
import { Fen, LocalText, Nullable, OneOf, Time } from './text.ts';

/**
 * Why money goes back: not the amount due; the bill was paid already; it was cancelled; the application it was paid for
 * ended before anything was issued.
 */
export const refundReasons = ['amountMismatch', 'billSettled', 'billCancelled', 'applicationEnded'] as const;
export type RefundReason = (typeof refundReasons)[number];

/**
 * How far it has come: asked for; under way at the channel; with the payer. `closed` and `abnormal` are the channel's
 * words for one it gave up: the payee then returns the money by hand.
 */
export const refundStates = ['requested', 'processing', 'succeeded', 'closed', 'abnormal'] as const;
export type RefundState = (typeof refundStates)[number];

/** Money on its way back to whoever paid it. */
export const Refund = Type.Object(
  {
    refundId: Type.String(),
    paymentId: Type.String({ description: 'The payment it came with' }),
    amountFen: Fen('Amount that goes back'),
    reason: OneOf(refundReasons),
    state: OneOf(refundStates),
    sentence: LocalText,
    requestedAt: Time('Found to be due'),
    endedAt: Nullable(Time('With the payer, or given up by the channel')),
  },
  { title: 'Refund', description: 'Money on its way back to whoever paid it.' },
);
export type Refund = Static<typeof Refund>;
