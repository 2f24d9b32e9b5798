// What every adapter does with a webhook: verify the bytes, hand over the event, say how it went.
import type { WebhookMessage } from './events.ts';
import { readWebhookKeys, type WebhookKey } from './keys.ts';
import { verifyWith, WebhookError, type WebhookHeaders } from './verify.ts';

/** What an adapter is given. */
export interface WebhookOptions {
  /** The address's secret, or both while it is rotated; or public keys. */
  readonly secrets: string | readonly string[];
  /**
   * Called with every message that was verified. The service is answered when it has resolved; when it throws, the
   * service is answered 500 and brings the message again. The same message may come twice: see `id`.
   */
  readonly onMessage: (message: WebhookMessage) => void | Promise<void>;
  /** Told of every message that was refused, and of every error `onMessage` threw. */
  readonly onRefused?: (error: unknown) => void;
}

/** The largest body there may be, in bytes; an event has less than one kilobyte. */
export const largestBody = 64 * 1024;

/** Answers a webhook: the HTTP status. */
export type Receive = (rawBody: unknown, headers: WebhookHeaders) => Promise<number>;

const statuses = { taken: 204, refused: 400, tooLarge: 413, failed: 500 } as const;

/** Makes the function that takes webhooks. @throws {TypeError} when a secret is of the wrong kind */
export function createReceive({ secrets, onMessage, onRefused }: WebhookOptions): Receive {
  const keys: readonly WebhookKey[] = readWebhookKeys(secrets);
  return async (rawBody, headers) => {
    try {
      await onMessage(verifyWith(keys, rawBody as Uint8Array, headers));
      return statuses.taken;
    } catch (error) {
      onRefused?.(error);
      // A parsed body is our own program's mistake: the message is good and must come again once it is mended.
      if (!(error instanceof WebhookError) || error.fault === 'bodyNotRaw') return statuses.failed;
      return error.fault === 'bodyTooLarge' ? statuses.tooLarge : statuses.refused;
    }
  };
}
