// Waiting for what the service does in its own time: a module of its own, so that who does not wait does not carry it.
import type { Application, ApplicationState, Payment } from '@onetrip/shared/contract';
import type { Language } from '../core/errors.ts';
import { poll, type WaitOptions } from '../core/polling.ts';
import type { Applications } from './applications.ts';
import type { Payments } from './payments.ts';

/** How to wait for an application. */
export interface ApplicationWaitOptions extends WaitOptions<Application> {
  /**
   * When to stop: a state, several, or a function. Default: when it is the citizen's turn (to pay, to supplement) or
   * nothing more will happen (delivered, rejected, not accepted, withdrawn, terminated).
   */
  readonly until?: ApplicationState | readonly ApplicationState[] | ((application: Application) => boolean);
}

/** How to wait for a payment. */
export interface PaymentWaitOptions extends WaitOptions<Payment> {
  /** When to stop. Default: as soon as it is no longer pending. */
  readonly until?: (payment: Payment) => boolean;
}

/** Applications that can be waited for. */
export interface ApplicationWaiting {
  /**
   * Waits until the application is where you want it. The service holds its answers back until something changes; where it
   * is too busy for that, it is asked often at first and less and less later. `onChange` is told of every step.
   * @throws {TimeoutError} code `wait_timeout` after `timeoutMs`; the application goes on
   * @throws {AbortedError} when the signal is aborted
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const delivered = await client.applications.waitFor(applicationId, {
   *   until: 'delivered', onChange: ({ sentence }) => show(sentence.zh),
   * });
   */
  waitFor(applicationId: string, options?: ApplicationWaitOptions): Promise<Application>;
}

/** Payments that can be waited for. */
export interface PaymentWaiting {
  /**
   * Waits until the payment is decided. Look at `state` afterwards: `closed` never took money.
   * @throws {TimeoutError} code `wait_timeout` after `timeoutMs`; it may still be paid
   * @throws {AbortedError} when the signal is aborted
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.payments.waitFor(paymentId);
   */
  waitFor(paymentId: string, options?: PaymentWaitOptions): Promise<Payment>;
}

/** The longest the service holds an answer back, in seconds. */
const longestWaitSeconds = 10;

const atRest: readonly ApplicationState[] = [
  'supplementAsked',
  'supplementAskedInReview',
  'delivered',
  'rejected',
  'notAccepted',
  'withdrawn',
  'terminated',
];

/**
 * `applications.waitFor`, for a client of chosen resources.
 * @param client one that has `applications`, a citizen signed in
 * @throws {TimeoutError} code `wait_timeout` after `timeoutMs`; the application goes on
 * @throws {AbortedError} when the signal is aborted
 * @throws {ProblemError} `not_found`, `unauthenticated`
 * @example
 * const delivered = await waitForApplication(client, applicationId, { until: 'delivered' });
 */
export function waitForApplication(
  client: { readonly applications: Pick<Applications, 'get'>; readonly language: Language },
  applicationId: string,
  options: ApplicationWaitOptions = {},
): Promise<Application> {
  return poll(
    {
      operation: 'applications.get',
      language: client.language,
      read: (asked, last) => {
        const waitSeconds = Math.min(longestWaitSeconds, Math.floor(asked.totalTimeoutMs / 1000));
        return client.applications.get(applicationId, last ? { ...asked, after: last.updatedAt, waitSeconds } : asked);
      },
      until: reached(options.until),
      slowestMs: 15_000,
    },
    options,
  );
}

/**
 * `payments.waitFor`, for a client of chosen resources.
 * @param client one that has `payments`, a citizen signed in
 * @throws {TimeoutError} code `wait_timeout` after `timeoutMs`; it may still be paid
 * @throws {AbortedError} when the signal is aborted
 * @throws {ProblemError} `not_found`, `unauthenticated`
 * @example
 * const { state } = await waitForPayment(client, paymentId);
 */
export function waitForPayment(
  client: { readonly payments: Pick<Payments, 'get'>; readonly language: Language },
  paymentId: string,
  options: PaymentWaitOptions = {},
): Promise<Payment> {
  return poll(
    {
      operation: 'payments.get',
      language: client.language,
      read: (asked) => client.payments.get(paymentId, asked),
      until: options.until ?? (({ state }) => state !== 'pending'),
      slowestMs: 5_000,
    },
    options,
  );
}

function reached(until: ApplicationWaitOptions['until']): (application: Application) => boolean {
  if (typeof until === 'function') return until;
  if (!until) return ({ state, awaitingPayment }) => awaitingPayment || atRest.includes(state);
  return ({ state }) => [until].flat().includes(state);
}
