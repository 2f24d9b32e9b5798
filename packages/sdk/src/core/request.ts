// One operation from call to result: key, attempts, pauses, time limits, and the answer or a typed error.
import type { BodyOf, OperationId, ParamsOf, QueryOf, ResultOf } from '@onetrip/shared/contract';
import type { Access } from '@onetrip/shared/routes';
import { attempt } from './attempt.ts';
import type { RouteTable } from './core.ts';
import { AbortedError, type FailureContext, isOneTripError, type Language, TimeoutError } from './errors.ts';
import { newIdempotencyKey } from './idempotency.ts';
import type { LogEntry, Observer } from './logging.ts';
import { createQueue } from './queue.ts';
import { readAnswer } from './response.ts';
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
  const { transport, observer, caller } = config;
  const standing = readPolicy(config.retry, defaultRetryPolicy);
  const queue = createQueue(transport.concurrency ?? 1 / 0);
  const share = createSharing();

  return async <K extends OperationId>(operation: K, input: InputOf<K>, options: CallOptions = {}) => {
    const { params = {}, query = {}, body } = input as LooseInput;
    const line = config.routes[operation];
    if (!line) throw new TypeError(`${operation} is not among this client’s resources`);
    const [kind, access, path] = line.split(' ') as [keyof typeof methods, Access, string];
    const policy = readPolicy(options, standing);
    const { signal, traceparent, language = config.language() } = options;
    const { idempotencyKey = kind === 'write' ? await newIdempotencyKey(transport) : undefined } = options;
    const headers: Record<string, string> = {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': language === 'zh' ? 'zh-CN' : 'en',
    };
    if (idempotencyKey && kind === 'write') headers['Idempotency-Key'] = idempotencyKey;
    const isBytes = body instanceof Uint8Array;
    if (body) headers['Content-Type'] = isBytes ? 'application/octet-stream' : 'application/json';
    const url = fillUrl(config.baseUrl, path, params, query);
    const method = methods[kind];
    const request: UnsignedRequest = { method, url, headers, body: isBytes ? body : JSON.stringify(body) };
    const contextOf = (attempts: number): FailureContext => ({ operation, attempts, language, idempotencyKey });
    const perform = async (wanted: Signal | undefined) => {
      const trace = createTrace(traceparent);
      let deadline = Date.now() + policy.totalTimeoutMs;
      for (let attempts = 1, failures = 1; ; attempts += 1) {
        const context = contextOf(attempts);
        const aborted = () => new AbortedError(context);
        const traceparent = trace();
        const sent = { ...headers, traceparent, ...(await config.authorize(request, access, options)) };
        if (!(await queue.enter(wanted))) throw aborted();
        const tell = (level: LogEntry['level'], event: LogEntry['event'], about: Partial<LogEntry>) =>
          observer?.({
            level,
            event,
            operation,
            method,
            url,
            attempt: attempts,
            idempotencyKey,
            traceparent,
            ...about,
          });
        tell('debug', 'request', { headers: sent, body });
        const startedAt = Date.now();
        const timeoutMs = Math.min(policy.attemptTimeoutMs, deadline - startedAt);
        const outcome =
          timeoutMs > 0
            ? await attempt(
                transport,
                { ...request, headers: sent, timeoutMs, onSent: options.onSent },
                wanted,
                context,
              )
            : new TimeoutError(context);
        queue.leave();
        const durationMs = Date.now() - startedAt;
        const answered = !isOneTripError(outcome);
        const answer = answered ? readAnswer(outcome, context, kind === 'remove') : { error: outcome };
        if (answered) {
          const { status, headers } = outcome;
          const content = 'error' in answer ? answer.error.toJSON() : answer.result;
          tell('debug', 'response', { status, requestId: headers['request-id'], durationMs, headers, body: content });
        }
        if ('result' in answer) return answer.result;

        const { error } = answer;
        const { status, requestId, code, retryAfterMs, retryable } = error;
        const about = { status, requestId, durationMs, code };
        const isInterrupted = code === 'interrupted';
        // WeChat cut it in the background. That is nobody's failure: it is sent again when the app is shown again.
        if (isInterrupted && transport.shown) {
          tell('warn', 'retry', about);
          if (!(await unlessAborted(transport.shown(), wanted))) throw aborted();
          deadline += Date.now() - startedAt;
          continue;
        }
        const pauseMs = pauseBefore(failures, retryAfterMs, Math.random());
        const repeats = retryable && !isInterrupted && code !== 'aborted' && failures < policy.maxAttempts;
        if (!repeats || Date.now() + pauseMs >= deadline) {
          tell('error', 'failure', about);
          throw error;
        }
        tell('warn', 'retry', { pauseMs, ...about });
        if (!(await sleep(pauseMs, wanted))) throw aborted();
        failures += 1;
      }
    };
    if (method !== 'GET' || !caller) return (await perform(signal)) as ResultOf<K>;
    if (signal?.aborted) throw new AbortedError(contextOf(0));
    const key = JSON.stringify([url, caller(options), language, policy]);
    return (await share(key, signal, perform, () => new AbortedError(contextOf(1)))) as ResultOf<K>;
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
