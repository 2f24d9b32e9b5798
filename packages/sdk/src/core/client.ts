// A client of the resources somebody chose, over the transport he chose: nothing else is in his bundle.
import type { Language } from './errors.ts';
import { newIdempotencyKey } from './idempotency.ts';
import type { LogHook, Observer } from './logging.ts';
import type { Lists } from './pagination.ts';
import { createSend } from './request.ts';
import { type MethodsOf, methodsOf, type PageByPage, type Resources } from './resource.ts';
import type { RetryPolicy } from './retry.ts';
import type { Share } from './sharing.ts';
import type { Trace } from './trace.ts';
import type { Transport } from './transport.ts';
import { readBaseUrl } from './url.ts';

/** Where the service is, how patient a client is with it, and the language it speaks. */
export interface ConnectionOptions extends Partial<RetryPolicy> {
  /** Where the service answers, without `/v1`, e.g. `https://api.example.gov.cn`. */
  readonly baseUrl: string;
  /** Language of sentences. Default `zh`. */
  readonly language?: Language;
}

/** What every complete client may be given. */
export interface CommonOptions extends ConnectionOptions {
  /** Called for every request, answer, repeat and failure; secrets and personal numbers are masked. */
  readonly log?: LogHook;
}

/** What a client that carries a session may be given. */
export interface SessionOptions extends CommonOptions {
  /** A session token, where there is one already. */
  readonly token?: string;
  /** The delegation every call is made under, unless the call names another. */
  readonly onBehalfOf?: string | undefined;
  /** How requests leave. */
  readonly transport?: Transport;
}

/** What every client that carries a session has beside its resources. */
export interface SessionControls {
  /** The language it speaks now. */
  readonly language: Language;
  /** Uses this session from now on; `undefined` forgets it. Public operations never carry it. */
  setToken(token: string | undefined): void;
  /** Speaks this language from now on. */
  setLanguage(language: Language): void;
  /** A new idempotency key, for a caller who keeps it before the write so that a crash cannot lose it. */
  newIdempotencyKey(): Promise<string>;
}

/** What a client of chosen resources is given. What it is not given is not bundled. */
export interface CoreOptions<Chosen extends Resources, L extends Lists | undefined = undefined>
  extends ConnectionOptions {
  /** How requests leave: `wechatTransport`, `nodeTransport`, `fetchTransport`, `axiosTransport`, or your own. */
  readonly transport: Transport;
  /** The resources the client has, under the names it has them. */
  readonly resources: Chosen;
  /** A session token, where there is one already. */
  readonly token?: string | undefined;
  /** The delegation every call is made under, unless the call names another. */
  readonly onBehalfOf?: string | undefined;
  /** `pagesOf`: a list can be walked through. Default: it is answered one page at a time, by `cursor`. */
  readonly lists?: L;
  /** `createSharing()`: identical reads in flight are sent once. Default: each is sent. */
  readonly share?: Share | undefined;
  /** `createTrace`: every call has a trace (W3C Trace Context), the caller's or one of its own. Default: none. */
  readonly trace?: Trace | undefined;
  /** Told of every request, answer, repeat and failure, with nothing masked; `createLog` makes one that masks. */
  readonly observer?: Observer | undefined;
}

/** A client that has the chosen resources, and no others. */
export type ClientOf<Chosen extends Resources, L extends Lists | undefined = undefined> = SessionControls &
  (L extends Lists ? MethodsOf<Chosen> : PageByPage<MethodsOf<Chosen>>);

/**
 * Makes a client of the resources you choose.
 * @throws {TypeError} when `baseUrl` is no http(s) URL
 * @example
 * import { Applications, createClient, Matters } from '@onetrip/sdk/core';
 * import { fetchTransport } from '@onetrip/sdk/fetch';
 * const client = createClient({
 *   baseUrl: 'https://api.example.gov.cn',
 *   transport: fetchTransport(),
 *   resources: { matters: Matters, applications: Applications },
 * });
 */
export function createClient<Chosen extends Resources, L extends Lists | undefined = undefined>(
  options: CoreOptions<Chosen, L>,
): ClientOf<Chosen, L> {
  const { transport, resources, lists } = options;
  let { token, language = 'zh' } = options;
  const send = createSend({
    ...options,
    baseUrl: readBaseUrl(options.baseUrl),
    language: () => language,
    retry: options,
    authorize: (_request, access, { token: bearer = token }): Record<string, string> =>
      access === 'public' || !bearer ? {} : { Authorization: `Bearer ${bearer}` },
  });
  const controls: SessionControls = {
    get language() {
      return language;
    },
    setToken: (next) => {
      token = next;
    },
    setLanguage: (next) => {
      language = next;
    },
    newIdempotencyKey: () => newIdempotencyKey(transport),
  };
  return Object.assign(controls, methodsOf(resources, send, lists)) as ClientOf<Chosen, L>;
}
