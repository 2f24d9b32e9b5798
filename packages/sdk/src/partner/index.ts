// The client for a partner's back end (Node): signs every call with the partner's private key.
import type { CommonOptions } from '../core/client.ts';
import type { Core, Covering, PartnerOperation } from '../core/core.ts';
import { createLog } from '../core/logging.ts';
import { createCall } from '../core/request.ts';
import type { Transport } from '../core/transport.ts';
import { readBaseUrl } from '../core/url.ts';
import { axiosTransport } from '../transports/axios.ts';
import { PartnerEmbedSessions } from './embedSessions.ts';
import { type PrivateJwk, readPrivateKey } from './privateKey.ts';
import { signatureHeaders } from './signing.ts';

export * from '../public.ts';
export { type AxiosAnswer, type AxiosLike, type AxiosRequest, axiosTransport } from '../transports/axios.ts';
export type { PartnerEmbedSessions } from './embedSessions.ts';
export type { PrivateJwk } from './privateKey.ts';

/** What a partner's client is given. */
export interface PartnerClientOptions extends CommonOptions {
  /** Not sent, because the key names the partner; here so that a file of credentials can be passed as it is. */
  readonly partnerId?: string;
  /** Id under which the public key is registered. Default: the JWK's `kid`. */
  readonly keyId?: string;
  /** The Ed25519 private key, as PEM text (PKCS #8) or JWK. It never leaves this process. */
  readonly privateKey: string | PrivateJwk;
  /** How requests leave. Default: axios. */
  readonly transport?: Transport;
}

/** A client of the service API for a partner's back end. */
export interface PartnerClient {
  readonly embedSessions: PartnerEmbedSessions;
}

/**
 * Makes a partner's client.
 * @throws {TypeError} in a browser; when the key is no Ed25519 private key; when there is no key id
 * @example
 * const partner = createPartnerClient({ baseUrl, keyId: 'bank-2025', privateKey: readFileSync(keyFile, 'utf8') });
 */
export function createPartnerClient(options: PartnerClientOptions): PartnerClient {
  if (typeof window !== 'undefined' || typeof document !== 'undefined') {
    throw new TypeError('The partner client belongs on your server: in a browser everybody could read its private key');
  }
  const key = readPrivateKey(options.privateKey);
  const keyId = options.keyId ?? (typeof options.privateKey === 'string' ? undefined : options.privateKey.kid);
  if (!keyId) throw new TypeError('keyId is missing: the id under which your public key is registered');
  const language = options.language ?? 'zh';
  const core: Core = {
    language: () => language,
    call: createCall({
      baseUrl: readBaseUrl(options.baseUrl),
      transport: options.transport ?? axiosTransport(),
      routes: PartnerEmbedSessions.routes,
      language: () => language,
      retry: options,
      authorize: (request) => signatureHeaders(request, { keyId, key }),
      // A signature is good for one request, so nothing is shared.
      caller: undefined,
      observer: options.log && createLog(options.log),
    }),
  };
  return { embedSessions: new PartnerEmbedSessions(core) } satisfies Covering<PartnerOperation>;
}
