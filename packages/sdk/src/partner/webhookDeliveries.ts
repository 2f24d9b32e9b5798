// Webhook messages as a partner's back end sees them: how each stands, the dead letters, their replay.
import type { WebhookDelivery, WebhookDeliveryPage, WebhookDeliveryQuery } from '@onetrip/shared/contract';
import { partnerWebhookDeliveryRoutes } from '@onetrip/shared/routes/partner/webhookDeliveries';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Messages to the partner's addresses. */
export interface PartnerWebhookDeliveries {
  /**
   * Messages, newest first. Await it for one page, or walk through all of them.
   * @param query `state: 'dead'`: those every attempt of which failed
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   * @example
   * for await (const { deliveryId } of partner.webhookDeliveries.list({ state: 'dead' })) {
   *   await partner.webhookDeliveries.replay(deliveryId);
   * }
   */
  list(query?: WebhookDeliveryQuery, options?: RequestOptions): Pages<WebhookDelivery, WebhookDeliveryPage>;

  /**
   * Sends a message again, under its old `webhook-id`.
   * @throws {ProblemError} `not_found`, `signature_invalid`, `signature_expired`
   * @example
   * await partner.webhookDeliveries.replay(deliveryId);
   */
  replay(deliveryId: string, options?: WriteOptions): Promise<WebhookDelivery>;
}

/** How its operations are sent. */
export const PartnerWebhookDeliveries: Resource<PartnerWebhookDeliveries> = { routes: partnerWebhookDeliveryRoutes };
