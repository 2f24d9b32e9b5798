// What the operations of `payments` take and answer.
import { Type } from 'typebox';
import { CreatePaymentBody, Payment } from '../payment.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

export const paymentOperations = {
  'payments.create': {
    summary: 'Start paying a bill',
    body: CreatePaymentBody,
    status: 201,
    result: Payment,
    problems: [
      'unauthenticated',
      'not_found',
      'bill_settled',
      'bill_expired',
      'fee_to_be_confirmed',
      'payment_channel_unavailable',
      'wechat_account_missing',
      'application_state_conflict',
    ],
  },
  'payments.get': {
    summary: 'A payment; asks the channel while it is pending',
    params: Type.Object({ paymentId: Id('The payment') }),
    status: 200,
    result: Payment,
    problems: ['unauthenticated', 'not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
