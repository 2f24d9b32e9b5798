// Webhook events as a closed union, so that a `switch` over `event.type` knows what it has.
import type { WebhookEvent } from '@onetrip/shared/contract';

/** What can be told, `application.<event>`. */
export type WebhookEventType = WebhookEvent['type'];

/** An event of one type. */
export type WebhookEventOf<T extends WebhookEventType> = WebhookEvent & { readonly type: T };

/**
 * Any event. A newer service may tell of a type this version does not know: leave those alone in `default`.
 * @example
 * switch (event.type) {
 *   case 'application.delivered': return tellClerk(event.data.operatorId);
 *   default: return;
 * }
 */
export type AnyWebhookEvent = { [T in WebhookEventType]: WebhookEventOf<T> }[WebhookEventType];

/** A message that was verified. */
export interface WebhookMessage {
  /** The same at every attempt to bring this message: keep it, and do nothing the second time. */
  readonly id: string;
  /** When this attempt left the service. */
  readonly sentAt: Date;
  readonly event: AnyWebhookEvent;
}
