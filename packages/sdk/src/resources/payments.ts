// Payments: one attempt to pay a bill, inside WeChat or by scanning a code.
import type { CreatePaymentBody, Payment } from '@onetrip/shared/contract';
import { paymentRoutes } from '@onetrip/shared/routes/payments';
import type { Core, RouteTable } from '../core/core.ts';
import { poll, type WaitOptions } from '../core/polling.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** How to wait for a payment. */
export interface PaymentWaitOptions extends WaitOptions<Payment> {
  /** When to stop. Default: as soon as it is no longer pending. */
  readonly until?: (payment: Payment) => boolean;
}

/** Pay bills. A citizen must be signed in. */
export class Payments {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return paymentRoutes;
  }

  /**
   * Starts paying a bill. `wechatJsapi` answers with the arguments of `wx.requestPayment`, `wechatNative` with a QR code.
   * Repeating it with the same `idempotencyKey` never charges twice.
   * @throws {ProblemError} `bill_settled`, `bill_expired`, `fee_to_be_confirmed`, `payment_channel_unavailable`,
   * `wechat_account_missing`, `not_found`, `unauthenticated`
   * @example
   * const payment = await client.payments.create({ billId, channel: 'wechatNative' });
   * image.src = payment.codeImage;
   */
  create(body: CreatePaymentBody, options?: WriteOptions): Promise<Payment> {
    return this.core.call('payments.create', { body }, options);
  }

  /**
   * A payment; while it is pending the service asks the channel. The amount is in fen.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.payments.get(paymentId);
   */
  get(paymentId: string, options?: RequestOptions): Promise<Payment> {
    return this.core.call('payments.get', { params: { paymentId } }, options);
  }

  /**
   * Waits until the payment is decided. Look at `state` afterwards: `closed` never took money.
   * @throws {TimeoutError} code `wait_timeout` after `timeoutMs`; it may still be paid
   * @throws {AbortedError} when the signal is aborted
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.payments.waitFor(payment.paymentId);
   */
  waitFor(paymentId: string, options: PaymentWaitOptions = {}): Promise<Payment> {
    const { language } = options;
    return poll(
      {
        operation: 'payments.get',
        language: language ?? this.core.language(),
        read: (asked) => this.get(paymentId, asked),
        until: options.until ?? (({ state }) => state !== 'pending'),
        slowestMs: 5_000,
      },
      options,
    );
  }
}
