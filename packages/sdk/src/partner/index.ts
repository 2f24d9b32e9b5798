// The client for a partner's back end (Node): signs every call with the partner's private key.
import { type CommonOptions, createClient } from '../core/client.ts';
import { createLog } from '../core/logging.ts';
import type { Covering, PartnerOperation } from '../core/operations.ts';
import { pagesOf } from '../core/pagination.ts';
import { createSend } from '../core/request.ts';
import { methodsOf } from '../core/resource.ts';
import { createTrace } from '../core/trace.ts';
import type { Transport } from '../core/transport.ts';
import { readBaseUrl } from '../core/url.ts';
import { Keys } from '../resources/keys.ts';
import { axiosTransport } from '../transports/axios.ts';
import { trustingOnly } from './answers.ts';
import { PartnerEmbedSessions } from './embedSessions.ts';
import { PartnerHandOvers } from './handOvers.ts';
import { type PrivateJwk, readPrivateKey } from './privateKey.ts';
import { PartnerRegistration } from './registration.ts';
import { followServiceKeys, type ServiceKeySet } from './serviceKeys.ts';
import { signatureHeaders } from './signing.ts';
import { PartnerWebhookDeliveries } from './webhookDeliveries.ts';
import { PartnerWebhookEndpoints } from './webhookEndpoints.ts';

export * from '../public.ts';
export { type AxiosAnswer, type AxiosLike, type AxiosRequest, axiosTransport } from '../transports/axios.ts';
export type { PartnerEmbedSessions } from './embedSessions.ts';
export type { PartnerHandOvers } from './handOvers.ts';
export type { PrivateJwk } from './privateKey.ts';
export type { PartnerRegistration } from './registration.ts';
export type { ServiceKey, ServiceKeySet } from './serviceKeys.ts';
export type { PartnerWebhookDeliveries } from './webhookDeliveries.ts';
export type { PartnerWebhookEndpoints } from './webhookEndpoints.ts';
export type { AnyWebhookEvent, WebhookEventOf, WebhookEventType, WebhookMessage } from './webhooks/events.ts';
export { type FastifyLike, type FastifyWebhookOptions, fastifyWebhooks } from './webhooks/fastify.ts';
export {
  expressWebhooks,
  nodeWebhooks,
  type WebhookListener,
  type WebhookRequest,
  type WebhookResponse,
} from './webhooks/node.ts';
export type { WebhookOptions } from './webhooks/receiving.ts';
export {
  type VerifyWebhookOptions,
  verifyWebhook,
  WebhookError,
  type WebhookFault,
  type WebhookHeaders,
} from './webhooks/verify.ts';

/** What a partner's client is given. */
export interface PartnerClientOptions extends CommonOptions {
  /** Not sent, because the key names the partner; here so that a file of credentials can be passed as it is. */
  readonly partnerId?: string;
  /** Id under which the public key is registered. Default: the JWK's `kid`. */
  readonly keyId?: string;
  /** The Ed25519 private key, as PEM text (PKCS #8) or JWK. It never leaves this process. */
  readonly privateKey: string | PrivateJwk;
  /**
   * The service's keys that its answers are verified with: `GET /v1/keys`, compared with what the service's operator told
   * you by another way, and kept. Later keys are fetched, and believed when one of these introduces them.
   */
  readonly serviceKeys: ServiceKeySet;
  /** How requests leave. Default: axios. */
  readonly transport?: Transport;
}

/** A client of the service API for a partner's back end. What it answers with, the service has signed. */
export interface PartnerClient {
  readonly embedSessions: PartnerEmbedSessions;
  readonly registration: PartnerRegistration;
  readonly handOvers: PartnerHandOvers;
  readonly webhookEndpoints: PartnerWebhookEndpoints;
  readonly webhookDeliveries: PartnerWebhookDeliveries;
}

const resources = {
  embedSessions: PartnerEmbedSessions,
  registration: PartnerRegistration,
  handOvers: PartnerHandOvers,
  webhookEndpoints: PartnerWebhookEndpoints,
  webhookDeliveries: PartnerWebhookDeliveries,
};

/**
 * Makes a partner's client.
 * @throws {TypeError} in a browser; when the key is no Ed25519 private key; when there is no key id; when `serviceKeys`
 * has no key for answers
 * @example
 * const partner = createPartnerClient({
 *   baseUrl,
 *   keyId: 'bank-2025',
 *   privateKey: readFileSync(keyFile, 'utf8'),
 *   serviceKeys: JSON.parse(readFileSync(serviceKeysFile, 'utf8')),
 * });
 */
export function createPartnerClient(options: PartnerClientOptions): PartnerClient {
  if (typeof window !== 'undefined' || typeof document !== 'undefined') {
    throw new TypeError('The partner client belongs on your server: in a browser everybody could read its private key');
  }
  const key = readPrivateKey(options.privateKey);
  const keyId = options.keyId ?? (typeof options.privateKey === 'string' ? undefined : options.privateKey.kid);
  if (!keyId) throw new TypeError('keyId is missing: the id under which your public key is registered');
  const { language = 'zh', transport = axiosTransport() } = options;
  const { keys } = createClient({ baseUrl: options.baseUrl, transport, resources: { keys: Keys }, maxAttempts: 1 });
  const send = createSend({
    baseUrl: readBaseUrl(options.baseUrl),
    transport: trustingOnly(
      followServiceKeys(options.serviceKeys, () => keys.list()),
      transport,
    ),
    language: () => language,
    retry: options,
    authorize: (request) => signatureHeaders(request, { keyId, key }),
    trace: createTrace,
    observer: options.log && createLog(options.log),
  });
  return methodsOf(resources, send, pagesOf) satisfies Covering<PartnerOperation>;
}
