// A bill (缴款单) of the unified public payment.
import { type Static, Type } from 'typebox';
import { FeeLine } from './plan.ts';
import { Refund } from './refund.ts';
import { Fen, LocalText, Nullable, OneOf, Time } from './text.ts';

/** The states of a bill. */
export const billStates = ['unpaid', 'paid', 'expired', 'cancelled'] as const;
export type BillState = (typeof billStates)[number];

/** A bill (缴款单). */
export const Bill = Type.Object(
  {
    billId: Type.String(),
    billNumber: Type.String({ description: '缴款码, 20 digits' }),
    applicationId: Type.String(),
    title: LocalText,
    state: OneOf(billStates),
    items: Type.Array(FeeLine),
    dueFen: Fen('Amount due'),
    lateFen: Fen('Late fee (滞纳金)'),
    payee: LocalText,
    issuedAt: Time('Issued'),
    expiresAt: Time('Expires'),
    paidAt: Nullable(Time('Paid')),
    refunds: Type.Array(Refund, { description: 'Money for this bill that goes back, or went' }),
  },
  { title: 'Bill', description: 'A bill (缴款单). All amounts in fen.' },
);
export type Bill = Static<typeof Bill>;
