// Webhook addresses as a partner's back end arranges them: registered, given a new secret, forgotten.
import type { CreateWebhookEndpointBody, WebhookEndpoints, WebhookEndpointWithSecret } from '@onetrip/shared/contract';
import { partnerWebhookEndpointRoutes } from '@onetrip/shared/routes/partner/webhookEndpoints';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Addresses that are told of the partner's own cases (Standard Webhooks). */
export interface PartnerWebhookEndpoints {
  /**
   * Registers an address and answers with its secret, shown this once: keep it where your receiver reads it.
   * @param body `url`: https, on the public Internet; `events`: default every type
   * @throws {ProblemError} `invalid_request` for an address that may not be asked, `webhook_endpoints_full`,
   * `signature_invalid`, `signature_expired`
   * @example
   * const { endpointId, secret } = await partner.webhookEndpoints.create({ url: 'https://bank.example/onetrip' });
   */
  create(body: CreateWebhookEndpointBody, options?: WriteOptions): Promise<WebhookEndpointWithSecret>;

  /**
   * The partner's addresses, oldest first, without their secrets.
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   * @example
   * const { items } = await partner.webhookEndpoints.list();
   */
  list(options?: RequestOptions): Promise<WebhookEndpoints>;

  /**
   * A new secret. For 24 hours messages carry a signature under either, so that no receiver misses one.
   * @throws {ProblemError} `not_found`, `signature_invalid`, `signature_expired`
   * @example
   * const { secret } = await partner.webhookEndpoints.rotateSecret(endpointId);
   */
  rotateSecret(endpointId: string, options?: WriteOptions): Promise<WebhookEndpointWithSecret>;

  /**
   * Forgets an address and its messages; one that is gone already stays gone.
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   * @example
   * await partner.webhookEndpoints.delete(endpointId);
   */
  delete(endpointId: string, options?: RequestOptions): Promise<undefined>;
}

/** How its operations are sent. */
export const PartnerWebhookEndpoints: Resource<PartnerWebhookEndpoints> = { routes: partnerWebhookEndpointRoutes };
