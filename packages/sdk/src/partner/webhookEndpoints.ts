// Webhook addresses as a partner's back end arranges them: registered, given a new secret, forgotten.
import type { CreateWebhookEndpointBody, WebhookEndpoints, WebhookEndpointWithSecret } from '@onetrip/shared/contract';
import { partnerWebhookEndpointRoutes } from '@onetrip/shared/routes/partner/webhookEndpoints';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** Addresses that are told of the partner's own cases (Standard Webhooks). */
export class PartnerWebhookEndpoints {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return partnerWebhookEndpointRoutes;
  }

  /**
   * Registers an address and answers with its secret, shown this once: keep it where your receiver reads it.
   * @param body `url`: https, on the public Internet; `events`: default every type
   * @throws {ProblemError} `invalid_request` for an address that may not be asked, `webhook_endpoints_full`,
   * `signature_invalid`, `signature_expired`
   * @example
   * const { endpointId, secret } = await partner.webhookEndpoints.create({ url: 'https://bank.example/onetrip' });
   */
  create(body: CreateWebhookEndpointBody, options?: WriteOptions): Promise<WebhookEndpointWithSecret> {
    return this.core.call('webhookEndpoints.create', { body }, options);
  }

  /**
   * The partner's addresses, oldest first, without their secrets.
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   */
  list(options?: RequestOptions): Promise<WebhookEndpoints> {
    return this.core.call('webhookEndpoints.list', {}, options);
  }

  /**
   * A new secret. For 24 hours messages carry a signature under either, so that no receiver misses one.
   * @throws {ProblemError} `not_found`, `signature_invalid`, `signature_expired`
   */
  rotateSecret(endpointId: string, options?: WriteOptions): Promise<WebhookEndpointWithSecret> {
    return this.core.call('webhookEndpoints.rotateSecret', { params: { endpointId } }, options);
  }

  /**
   * Forgets an address and its messages; one that is gone already stays gone.
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   */
  delete(endpointId: string, options?: RequestOptions): Promise<undefined> {
    return this.core.call('webhookEndpoints.delete', { params: { endpointId } }, options);
  }
}
