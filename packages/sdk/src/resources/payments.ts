// Payments: one attempt to pay a bill, inside WeChat or by scanning a code.
import type { CreatePaymentBody, Payment } from '@onetrip/shared/contract';
import { paymentRoutes } from '@onetrip/shared/routes/payments';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Pay bills. A citizen must be signed in. */
export interface Payments {
  /**
   * Starts paying a bill. `wechatJsapi` answers with the arguments of `wx.requestPayment`, `wechatNative` with a QR code.
   * Repeating it with the same `idempotencyKey` never charges twice.
   * @throws {ProblemError} `bill_settled`, `bill_expired`, `fee_to_be_confirmed`, `payment_channel_unavailable`,
   * `wechat_account_missing`, `not_found`, `unauthenticated`
   * @example
   * const payment = await client.payments.create({ billId, channel: 'wechatNative' });
   * image.src = payment.codeImage;
   */
  create(body: CreatePaymentBody, options?: WriteOptions): Promise<Payment>;

  /**
   * A payment; while it is pending the service asks the channel. The amount is in fen.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.payments.get(paymentId);
   */
  get(paymentId: string, options?: RequestOptions): Promise<Payment>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Payments: Resource<Payments> = { routes: paymentRoutes };
