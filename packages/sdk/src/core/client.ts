// A client of the resources somebody chose, over the transport he chose: nothing else is in his bundle.
import type { Core, RouteTable } from './core.ts';
import type { Language } from './errors.ts';
import { newIdempotencyKey } from './idempotency.ts';
import type { LogHook, Observer } from './logging.ts';
import { createCall } from './request.ts';
import type { RetryPolicy } from './retry.ts';
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
  /** Uses this session from now on; `undefined` forgets it. Public operations never carry it. */
  setToken(token: string | undefined): void;
  /** Speaks this language from now on. */
  setLanguage(language: Language): void;
  /** A new idempotency key, for a caller who keeps it before the write so that a crash cannot lose it. */
  newIdempotencyKey(): Promise<string>;
}

/** A resource's class, e.g. `Matters`. */
export interface ResourceClass<Resource = unknown> {
  /** How its operations are sent. */
  readonly routes: RouteTable;
  new (core: Core): Resource;
}

/** What a client of chosen resources is given. */
export interface CoreOptions<Resources extends Readonly<Record<string, ResourceClass>>> extends ConnectionOptions {
  /** How requests leave: `wechatTransport`, `nodeTransport`, `fetchTransport`, `axiosTransport`, or your own. */
  readonly transport: Transport;
  /** The resources the client has, under the names it has them. */
  readonly resources: Resources;
  /** A session token, where there is one already. */
  readonly token?: string | undefined;
  /** The delegation every call is made under, unless the call names another. */
  readonly onBehalfOf?: string | undefined;
  /** Told of every request, answer, repeat and failure, with nothing masked; `createLog` makes one that masks. */
  readonly observer?: Observer | undefined;
}

/** A client that has the chosen resources, and no others. */
export type ClientOf<Resources extends Readonly<Record<string, ResourceClass>>> = SessionControls & {
  readonly [Name in keyof Resources]: InstanceType<Resources[Name]>;
};

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
export function createClient<Resources extends Readonly<Record<string, ResourceClass>>>(
  options: CoreOptions<Resources>,
): ClientOf<Resources> {
  const { baseUrl, transport, resources, observer, onBehalfOf } = options;
  let { token, language = 'zh' } = options;
  const chosen = Object.entries(resources);
  const call = createCall({
    baseUrl: readBaseUrl(baseUrl),
    transport,
    routes: Object.assign({}, ...chosen.map(([, { routes }]) => routes)),
    language: () => language,
    retry: options,
    authorize: (_request, access, { token: bearer = token }): Record<string, string> =>
      access === 'public' || !bearer ? {} : { Authorization: `Bearer ${bearer}` },
    caller: ({ token: bearer = token }) => bearer,
    observer,
  });
  const core: Core = {
    language: () => language,
    call: onBehalfOf ? (operation, input, given) => call(operation, input, { onBehalfOf, ...given }) : call,
  };
  const controls: SessionControls = {
    setToken: (next) => {
      token = next;
    },
    setLanguage: (next) => {
      language = next;
    },
    newIdempotencyKey: () => newIdempotencyKey(transport),
  };
  const made = chosen.map(([name, Resource]) => ({ [name]: new Resource(core) }));
  return Object.assign(controls, ...made);
}
