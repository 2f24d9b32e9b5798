// One operation from call to result: key, attempts, pauses, time limits, and the answer or a typed error.
import type { BodyOf, OperationId, ParamsOf, QueryOf, ResultOf } from '@onetrip/shared/contract';
import { type Access, routes } from '@onetrip/shared/routes';
import {
  AbortedError,
  type FailureContext,
  InterruptedError,
  isOneTripError,
  type Language,
  NetworkError,
  type OneTripError,
  TimeoutError,
} from './errors.ts';
import { newIdempotencyKey } from './idempotency.ts';
import type { LogEntry, LogHook } from './logging.ts';
import { maskText, maskValue } from './masking.ts';
import { type Answer, readAnswer } from './response.ts';
import { pauseBefore, type RetryPolicy } from './retry.ts';
import { createAbort, type Signal, sleep } from './signal.ts';
import { type Transport, TransportFailure, type TransportRequest, type TransportResponse } from './transport.ts';
import { fillUrl, type UrlValue } from './url.ts';

/** What any call may be given beside its arguments. */
export interface RequestOptions extends Partial<RetryPolicy> {
  /** Cancels the call, also while it pauses between attempts. Every `AbortSignal` fits. */
  readonly signal?: Signal | undefined;
  /** The bearer token for this call only. */
  readonly token?: string | undefined;
  /** The language of the answer for this call only. */
  readonly language?: Language | undefined;
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

/** Sends one operation. */
export type Call = <K extends OperationId>(
  operation: K,
  input: InputOf<K>,
  options?: WriteOptions,
) => Promise<ResultOf<K>>;

/** A request before it is told who sends it. */
export type UnsignedRequest = Omit<TransportRequest, 'signal' | 'timeoutMs'>;

/** What a client is made of. */
export interface CallConfig {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly language: () => Language;
  readonly retry: RetryPolicy;
  /** Headers that say who asks; called for every attempt, because a signature is good for one. */
  readonly authorize: (
    request: UnsignedRequest,
    access: Access,
    options: WriteOptions,
  ) => Record<string, string> | Promise<Record<string, string>>;
  readonly log: LogHook | undefined;
}

interface LooseInput {
  readonly params?: Readonly<Record<string, UrlValue>>;
  readonly query?: Readonly<Record<string, UrlValue>>;
  readonly body?: unknown;
}

/** Makes the function that sends operations. */
export function createCall(config: CallConfig): Call {
  return async <K extends OperationId>(operation: K, input: InputOf<K>, options: WriteOptions = {}) => {
    const { params = {}, query = {}, body } = input as LooseInput;
    const route = routes[operation];
    const policy: RetryPolicy = { ...config.retry, ...given(options) };
    const language = options.language ?? config.language();
    const url = fillUrl(config.baseUrl, route.path, params, query);
    const idempotencyKey = route.write
      ? (options.idempotencyKey ?? (await newIdempotencyKey(config.transport)))
      : undefined;
    const request: UnsignedRequest = {
      method: route.method,
      url,
      headers: {
        Accept: 'application/json, application/problem+json',
        'Accept-Language': language === 'zh' ? 'zh-CN' : 'en',
        ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    };
    const log = logger(config.log, { operation, method: route.method, url: maskText(url), idempotencyKey });
    const deadline = Date.now() + policy.totalTimeoutMs;

    for (let attempt = 1; ; attempt += 1) {
      const context: FailureContext = { operation, attempts: attempt, language, idempotencyKey };
      const headers = { ...request.headers, ...(await config.authorize(request, route.access, options)) };
      log(attempt, () => ({ level: 'debug', event: 'request', headers: maskValue(headers), body: maskValue(body) }));
      const startedAt = Date.now();
      const timeoutMs = Math.min(policy.attemptTimeoutMs, deadline - startedAt);
      const response = await send(config.transport, { ...request, headers, timeoutMs }, options.signal, context);
      const durationMs = Date.now() - startedAt;
      const answer = readOutcome(response, operation, context);
      if (!isOneTripError(response)) {
        log(attempt, () => ({
          level: 'debug',
          event: 'response',
          status: response.status,
          requestId: response.headers['request-id'],
          durationMs,
          headers: maskValue(response.headers),
          body: maskValue('result' in answer ? answer.result : answer.error.toJSON()),
        }));
      }
      if ('result' in answer) return answer.result as ResultOf<K>;

      const { error, repeat } = answer;
      const about = { status: error.status ?? 0, requestId: error.requestId, durationMs, code: error.code };
      const pauseMs = pauseBefore(attempt, error.retryAfterMs, Math.random());
      if (!repeat || attempt >= policy.maxAttempts || Date.now() + pauseMs >= deadline) {
        log(attempt, () => ({ level: 'error', event: 'failure', ...about }));
        throw error;
      }
      log(attempt, () => ({ level: 'warn', event: 'retry', pauseMs, ...about }));
      if (!(await sleep(pauseMs, options.signal))) throw new AbortedError(context);
    }
  };
}

/** What an attempt came to. What the caller stopped, or WeChat froze, is not sent again behind his back. */
function readOutcome(
  outcome: TransportResponse | OneTripError,
  operation: OperationId,
  context: FailureContext,
): Answer {
  if (!isOneTripError(outcome)) return readAnswer(outcome, operation, context);
  return { error: outcome, repeat: outcome.kind === 'network' || outcome.kind === 'timeout' };
}

/** One attempt; resolves with the response or with the error that stands for none. */
async function send(
  transport: Transport,
  request: Omit<TransportRequest, 'signal'>,
  signal: Signal | undefined,
  context: FailureContext,
): Promise<TransportResponse | OneTripError> {
  if (signal?.aborted) return new AbortedError(context);
  const abort = createAbort();
  return new Promise((resolve) => {
    const end = (outcome: TransportResponse | OneTripError) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    // Settled before the transport is told to stop, so its own words about being stopped come too late to be heard.
    const giveUp = (error: OneTripError) => {
      end(error);
      abort.abort();
    };
    const onAbort = () => giveUp(new AbortedError(context));
    const timer = setTimeout(() => giveUp(new TimeoutError(context)), request.timeoutMs);
    signal?.addEventListener('abort', onAbort);
    transport
      .send({ ...request, signal: abort.signal })
      .then(end, (reason: unknown) => end(translate(reason, context)));
  });
}

function translate(reason: unknown, context: FailureContext): OneTripError {
  if (reason instanceof TransportFailure) {
    if (reason.kind === 'timeout') return new TimeoutError(context);
    if (reason.kind === 'interrupted') return new InterruptedError(context);
  }
  return new NetworkError(reason instanceof Error ? reason.message : String(reason), context);
}

/** Only the options that were really given: an explicit `undefined` must not undo a default. */
function given(options: WriteOptions): Partial<RetryPolicy> {
  const { maxAttempts, attemptTimeoutMs, totalTimeoutMs } = options;
  return {
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    ...(attemptTimeoutMs === undefined ? {} : { attemptTimeoutMs }),
    ...(totalTimeoutMs === undefined ? {} : { totalTimeoutMs }),
  };
}

type Constant = Pick<LogEntry, 'operation' | 'method' | 'url' | 'idempotencyKey'>;

function logger(hook: LogHook | undefined, constant: Constant) {
  return (attempt: number, entry: () => Omit<LogEntry, keyof Constant | 'attempt'>) => {
    if (!hook) return;
    try {
      hook({ ...constant, attempt, ...entry() });
    } catch {
      // A broken log must not break a filing.
    }
  };
}
