// Webhook messages as a partner's back end sees them: how each stands, the dead letters, their replay.
import type { WebhookDelivery, WebhookDeliveryPage, WebhookDeliveryQuery } from '@onetrip/shared/contract';
import { partnerWebhookDeliveryRoutes } from '@onetrip/shared/routes/partner/webhookDeliveries';
import type { Core, RouteTable } from '../core/core.ts';
import { type Pages, pagesOf } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** Messages to the partner's addresses. */
export class PartnerWebhookDeliveries {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return partnerWebhookDeliveryRoutes;
  }

  /**
   * Messages, newest first. Await it for one page, or walk through all of them.
   * @param query `state: 'dead'`: those every attempt of which failed
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   * @example
   * for await (const { deliveryId } of partner.webhookDeliveries.list({ state: 'dead' })) {
   *   await partner.webhookDeliveries.replay(deliveryId);
   * }
   */
  list(query: WebhookDeliveryQuery = {}, options?: RequestOptions): Pages<WebhookDelivery, WebhookDeliveryPage> {
    return pagesOf(query, (asked) => this.core.call('webhookDeliveries.list', { query: asked }, options));
  }

  /**
   * Sends a message again, under its old `webhook-id`.
   * @throws {ProblemError} `not_found`, `signature_invalid`, `signature_expired`
   */
  replay(deliveryId: string, options?: WriteOptions): Promise<WebhookDelivery> {
    return this.core.call('webhookDeliveries.replay', { params: { deliveryId } }, options);
  }
}
