// The client: one object with every resource, over whatever transport it is given.
import type { OperationId } from '@onetrip/shared/contract';
import type { Core, Covering, PartnerOperation } from './core/core.ts';
import type { Language } from './core/errors.ts';
import { newIdempotencyKey } from './core/idempotency.ts';
import type { LogHook } from './core/logging.ts';
import { createCall } from './core/request.ts';
import { defaultRetryPolicy, type RetryPolicy } from './core/retry.ts';
import type { Transport } from './core/transport.ts';
import { readBaseUrl } from './core/url.ts';
import { Applications } from './resources/applications.ts';
import { Bills } from './resources/bills.ts';
import { EmbedSessions } from './resources/embedSessions.ts';
import { Identity } from './resources/identity.ts';
import { Insights } from './resources/insights.ts';
import { Licences } from './resources/licences.ts';
import { Matters } from './resources/matters.ts';
import { Payments } from './resources/payments.ts';
import { Plates } from './resources/plates.ts';

/** What every client may be given. */
export interface CommonOptions extends Partial<RetryPolicy> {
  /** Where the service answers, without `/v1`, e.g. `https://api.example.gov.cn`. */
  readonly baseUrl: string;
  /** Language of sentences. Default `zh`. */
  readonly language?: Language;
  /** Called for every request, answer, repeat and failure; secrets and personal numbers are masked. */
  readonly log?: LogHook;
}

/** What a citizen's client may be given. */
export interface ClientOptions extends CommonOptions {
  /** A session token, where there is one already. */
  readonly token?: string;
  /** How requests leave. */
  readonly transport?: Transport;
}

/** A client of the service API, for citizens' apps and frames. */
export interface Client {
  readonly matters: Matters;
  readonly applications: Applications;
  readonly bills: Bills;
  readonly payments: Payments;
  readonly licences: Licences;
  readonly identity: Identity;
  readonly insights: Insights;
  readonly plates: Plates;
  readonly embedSessions: EmbedSessions;
  /** Uses this session from now on; `undefined` forgets it. Public operations never carry it. */
  setToken(token: string | undefined): void;
  /** Speaks this language from now on. */
  setLanguage(language: Language): void;
  /** A new idempotency key, for a caller who keeps it before the write so that a crash cannot lose it. */
  newIdempotencyKey(): Promise<string>;
}

/**
 * Makes a client over a transport.
 * @throws {TypeError} when `baseUrl` is no http(s) URL
 */
export function createClientOver(transport: Transport, options: ClientOptions): Client {
  let { token, language = 'zh' } = options;
  const core: Core = {
    language: () => language,
    call: createCall({
      baseUrl: readBaseUrl(options.baseUrl),
      transport,
      language: () => language,
      retry: readPolicy(options),
      authorize: (_request, access, { token: once }): Record<string, string> => {
        const bearer = once ?? token;
        return access === 'public' || bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` };
      },
      log: options.log,
    }),
  };
  const resources = {
    matters: new Matters(core),
    applications: new Applications(core),
    bills: new Bills(core),
    payments: new Payments(core),
    licences: new Licences(core),
    identity: new Identity(core),
    insights: new Insights(core),
    plates: new Plates(core),
    embedSessions: new EmbedSessions(core),
  } satisfies Covering<Exclude<OperationId, PartnerOperation>>;
  return {
    ...resources,
    setToken: (next) => {
      token = next;
    },
    setLanguage: (next) => {
      language = next;
    },
    newIdempotencyKey: () => newIdempotencyKey(transport),
  };
}

/** The client's retry policy: what was given, over the defaults. */
export function readPolicy(options: Partial<RetryPolicy>): RetryPolicy {
  return {
    maxAttempts: options.maxAttempts ?? defaultRetryPolicy.maxAttempts,
    attemptTimeoutMs: options.attemptTimeoutMs ?? defaultRetryPolicy.attemptTimeoutMs,
    totalTimeoutMs: options.totalTimeoutMs ?? defaultRetryPolicy.totalTimeoutMs,
  };
}
