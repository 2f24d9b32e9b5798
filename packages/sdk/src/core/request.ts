// One operation from call to result: key, attempts, pauses, time limits, and the answer or a typed error.
import type { BodyOf, OperationId, ParamsOf, QueryOf, ResultOf } from '@onetrip/shared/contract';
import type { Access } from '@onetrip/shared/routes';
import { attempt } from './attempt.ts';
import type { RouteTable } from './core.ts';
import { AbortedError, type FailureContext, isOneTripError, type Language, TimeoutError } from './errors.ts';
import { newIdempotencyKey } from './idempotency.ts';
import type { Observer } from './logging.ts';
import { type Answer, readAnswer } from './response.ts';
import { defaultRetryPolicy, pauseBefore, type RetryPolicy } from './retry.ts';
import { createSharing } from './sharing.ts';
import { type Signal, sleep, unlessAborted } from './signal.ts';
import { createTrace } from './trace.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { fillUrl, type UrlValue } from './url.ts';

/** What any call may be given beside its arguments. */
export interface RequestOptions extends Partial<RetryPolicy> {
  /** Cancels the call, also while it pauses between attempts. Every `AbortSignal` fits. */
  readonly signal?: Signal | undefined;
  /** The bearer token for this call only. */
  readonly token?: string | undefined;
  /** The delegation the caller acts under: the call is the principal's, as far as the delegation reaches. */
  readonly onBehalfOf?: string | undefined;
  /** The language of the answer for this call only. */
  readonly language?: Language | undefined;
  /** The caller's own `traceparent` (W3C Trace Context), so that his trace goes on in the service. */
  readonly traceparent?: string | undefined;
}

/** What a write may be given beside its arguments. */
export interface WriteOptions extends RequestOptions {
  /**
   * The key of an earlier attempt at this very write, e.g. from `error.idempotencyKey` or from storage after a crash.
   * Default: a new random key, the same for all attempts of the call.
   */
  readonly idempotencyKey?: string | undefined;
}

type Present<T> = { [P in keyof T as undefined extends T[P] ? never : P]: T[P] };

/** What an operation takes: those of path parameters, query and body that the contract gives it. */
type InputOf<K extends OperationId> = Present<{ params: ParamsOf<K>; query: QueryOf<K>; body: BodyOf<K> }>;

/** What a call may be given beside its input. */
export interface CallOptions extends WriteOptions {
  /** Called with the bytes of the body sent so far, where the platform tells. */
  readonly onSent?: TransportRequest['onSent'];
}

/** Sends one operation. */
export type Call = <K extends OperationId>(
  operation: K,
  input: InputOf<K>,
  options?: CallOptions,
) => Promise<ResultOf<K>>;

/** A request before it is told who sends it. */
export type UnsignedRequest = Omit<TransportRequest, 'signal' | 'timeoutMs' | 'onSent'>;

/** What a client is made of. */
export interface CallConfig {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly transport: Transport;
  /** The operations that may be called. */
  readonly routes: RouteTable;
  readonly language: () => Language;
  readonly retry: Partial<RetryPolicy>;
  /** Headers that say who asks; called for every attempt, because a signature is good for one. */
  readonly authorize: (
    request: UnsignedRequest,
    access: Access,
    options: CallOptions,
  ) => Record<string, string> | Promise<Record<string, string>>;
  /** Who asks: identical reads of one caller in flight are sent once. Undefined: nothing is shared. */
  readonly caller: ((options: RequestOptions) => string | undefined) | undefined;
  readonly observer: Observer | undefined;
}

interface LooseInput {
  readonly params?: Readonly<Record<string, UrlValue>>;
  readonly query?: Readonly<Record<string, UrlValue>>;
  readonly body?: unknown;
}

const methods = { read: 'GET', ask: 'POST', write: 'POST', remove: 'DELETE' } as const;

/** Makes the function that sends operations. */
export function createCall(config: CallConfig): Call {
  const { transport, observer, caller, baseUrl, routes } = config;
  const { queue, shown } = transport;
  const standing = readPolicy(config.retry, defaultRetryPolicy);
  const share = createSharing();

  return async <K extends OperationId>(operation: K, input: InputOf<K>, options: CallOptions = {}) => {
    const { params = {}, query = {}, body } = input as LooseInput;
    const { [operation]: line } = routes;
    if (!line) throw new TypeError(`${operation} is not among the resources`);
    const [kind, access, path] = line.split(' ') as [keyof typeof methods, Access, string];
    const method = methods[kind];
    const url = fillUrl(baseUrl, path, params, query);
    const policy = readPolicy(options, standing);
    const { signal, traceparent: parent, onSent, language = config.language() } = options;
    const headers: Record<string, string> = {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': language === 'zh' ? 'zh-CN' : 'en',
    };
    if (options.onBehalfOf) headers['On-Behalf-Of'] = options.onBehalfOf;
    let idempotencyKey: string | undefined;
    if (kind === 'write') {
      idempotencyKey = options.idempotencyKey || (await newIdempotencyKey(transport));
      headers['Idempotency-Key'] = idempotencyKey;
    }
    const isBytes = ArrayBuffer.isView(body);
    if (body) headers['Content-Type'] = `application/${isBytes ? 'octet-stream' : 'json'}`;
    const request: UnsignedRequest = {
      method,
      url,
      headers,
      body: isBytes ? (body as Uint8Array) : JSON.stringify(body),
    };
    const contextOf = (attempts: number): FailureContext => ({ operation, attempts, language, idempotencyKey });

    const perform = async (wanted: Signal | undefined) => {
      const trace = createTrace(parent);
      let deadline = Date.now() + policy.totalTimeoutMs;
      for (let attempts = 1, failures = 1; ; attempts += 1) {
        const context = contextOf(attempts);
        const traceparent = trace();
        const sent = { ...headers, traceparent, ...(await config.authorize(request, access, options)) };
        if (queue && !(await queue.enter(wanted))) throw new AbortedError(context);
        const about = { operation, method, url, attempt: attempts, idempotencyKey, traceparent };
        const tell = observer?.({ ...about, headers: sent, body });
        const startedAt = Date.now();
        const timeoutMs = Math.min(policy.attemptTimeoutMs, deadline - startedAt);
        const outcome =
          timeoutMs > 0
            ? await attempt(transport, { ...request, headers: sent, timeoutMs, onSent }, wanted, context)
            : new TimeoutError(context);
        queue?.leave();
        const failed = isOneTripError(outcome);
        const { result, error }: Answer = failed ? { error: outcome } : readAnswer(outcome, context, kind === 'remove');
        const response = failed ? undefined : outcome;
        let pauseMs: number | undefined;
        // WeChat cut it in the background. That is nobody's failure: it is sent again when the app is shown again.
        const cut = error?.code === 'interrupted' && shown;
        if (cut) pauseMs = 0;
        else if (error?.retryable && !/^(aborted|interrupted)$/.test(error.code) && failures < policy.maxAttempts) {
          const pause = pauseBefore(failures, error.retryAfterMs, Math.random());
          if (Date.now() + pause < deadline) pauseMs = pause;
        }
        tell?.({ response, result, error, pauseMs });
        if (!error) return result;
        if (pauseMs === undefined) throw error;
        if (
          !(await (cut
            ? unlessAborted(
                cut().then(() => true),
                wanted,
              )
            : sleep(pauseMs, wanted)))
        ) {
          throw new AbortedError(context);
        }
        if (cut) deadline += Date.now() - startedAt;
        else failures += 1;
      }
    };

    if (method !== 'GET' || !caller) return (await perform(signal)) as ResultOf<K>;
    const key = JSON.stringify([url, caller(options), options.onBehalfOf, language, policy]);
    const result = signal?.aborted
      ? undefined
      : await share(key, signal, perform as (wanted: Signal) => Promise<object>);
    if (!result) throw new AbortedError(contextOf(1));
    return result as ResultOf<K>;
  };
}

/** Only what was really given: an explicit `undefined` must not undo what holds otherwise. */
function readPolicy(given: Partial<RetryPolicy>, otherwise: RetryPolicy): RetryPolicy {
  const {
    maxAttempts = otherwise.maxAttempts,
    attemptTimeoutMs = otherwise.attemptTimeoutMs,
    totalTimeoutMs = otherwise.totalTimeoutMs,
  } = given;
  return { maxAttempts, attemptTimeoutMs, totalTimeoutMs };
}
