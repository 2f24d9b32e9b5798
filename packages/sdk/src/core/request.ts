// One operation from call to result: key, attempts, pauses, time limits, and the answer or a typed error.
import type { OperationId } from '@onetrip/shared/contract';
import type { Access, Kind, RouteLine } from '@onetrip/shared/routes';
import { attempt } from './attempt.ts';
import { failure, type Language } from './errors.ts';
import { newIdempotencyKey } from './idempotency.ts';
import type { Observer } from './logging.ts';
import { defaultLimits, pauseBefore, type RetryPolicy } from './retry.ts';
import type { Share } from './sharing.ts';
import { type Signal, sleep, unlessAborted } from './signal.ts';
import type { Trace } from './trace.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { fillUrl, type Query, type UrlValue } from './url.ts';

/** What any call may be given beside its arguments. */
export interface RequestOptions extends Partial<RetryPolicy> {
  /** Cancels the call, also while it pauses between attempts. Every `AbortSignal` fits. */
  readonly signal?: Signal | undefined;
  /** The bearer token for this call only. */
  readonly token?: string | undefined;
  /**
   * The delegation the caller acts under: the call is the principal's, as far as the delegation reaches. An explicit
   * `undefined`: as himself, whatever the client says.
   */
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

/** What a call may be given beside its input. */
export interface CallOptions extends WriteOptions {
  /** Called with the bytes of the body sent so far, where the platform tells. */
  readonly onSent?: TransportRequest['onSent'];
}

/** Sends one operation by its line: the values its path names, in order, then its query or body. */
export type Send = (
  operation: OperationId,
  line: RouteLine,
  places: readonly UrlValue[],
  input: unknown,
  options?: CallOptions,
) => Promise<unknown>;

/** A request before it is told who sends it. */
export type UnsignedRequest = Omit<TransportRequest, 'signal' | 'timeoutMs' | 'onSent'>;

/** What a client is made of. */
export interface CallConfig {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly language: () => Language;
  readonly retry: Partial<RetryPolicy>;
  /** The delegation a call is made under, unless it names another. */
  readonly onBehalfOf?: string | undefined;
  /** Headers that say who asks; called for every attempt, because a signature is good for one. */
  readonly authorize: (
    request: UnsignedRequest,
    access: Access,
    options: CallOptions,
  ) => Record<string, string> | Promise<Record<string, string>>;
  /** Sends identical reads in flight once. Undefined: nothing is shared. */
  readonly share?: Share | undefined;
  /** Names the trace a call belongs to. */
  readonly trace?: Trace | undefined;
  readonly observer?: Observer | undefined;
}

/** In place of an observer or of a trace. */
const ignore = () => () => undefined;

/** Makes the function that sends operations. */
export function createSend({ transport, observer = ignore, share, trace = ignore, ...config }: CallConfig): Send {
  const { queue, shown } = transport;
  const leave = () => queue?.leave();

  return async (operation, line, places, input, options = {}) => {
    const [kind, access, path] = line.split(' ') as [Kind, Access, string];
    const reads = /read|find|list/.test(kind);
    const url = fillUrl(config.baseUrl, path, places, reads ? (input as Query) : undefined);
    const content = reads ? undefined : input;
    const limit = (name: keyof RetryPolicy) => options[name] || config.retry[name] || defaultLimits[name];
    const { signal, onSent, language = config.language() } = options;
    const { onBehalfOf } = { ...config, ...options };
    let { idempotencyKey } = options;
    const headers: Record<string, string> = {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': language === 'zh' ? 'zh-CN' : 'en',
    };
    if (onBehalfOf) headers['On-Behalf-Of'] = onBehalfOf;
    if (/write|act/.test(kind)) {
      idempotencyKey = idempotencyKey || (await newIdempotencyKey(transport));
      headers['Idempotency-Key'] = idempotencyKey;
    }
    const bytes = ArrayBuffer.isView(content) && (content as Uint8Array);
    if (content) headers['Content-Type'] = `application/${bytes ? 'octet-stream' : 'json'}`;
    const request: UnsignedRequest = {
      method: reads ? 'GET' : kind === 'remove' ? 'DELETE' : 'POST',
      url,
      headers,
      body: bytes || JSON.stringify(content),
    };

    const perform = async (wanted: Signal | undefined) => {
      const traced = trace(options.traceparent);
      const context = { operation, attempts: 0, language, idempotencyKey };
      let deadline = Date.now() + limit('totalTimeoutMs');
      for (let failures = 1; ; ) {
        const signed = { ...headers, ...traced(), ...(await config.authorize(request, access, options)) };
        if (wanted?.aborted || (queue && !(await queue.enter(wanted)))) throw failure('aborted', context);
        context.attempts += 1;
        const startedAt = Date.now();
        const timeoutMs = Math.min(limit('attemptTimeoutMs'), deadline - startedAt);
        const leaving = { ...request, headers: signed, timeoutMs, onSent };
        const tell = observer(context, leaving, content);
        const answer = await attempt(transport, leaving, wanted, context).finally(leave);
        const { error } = answer;
        // WeChat cut it in the background. That is nobody's failure: it is sent again when the app is shown again.
        const cut = error && error.kind === 'interrupted';
        let pauseMs: number | undefined;
        if (cut) pauseMs = shown && 0;
        else if (error?.retryable && error.kind !== 'aborted' && failures < limit('maxAttempts')) {
          const pause = pauseBefore(failures, error.retryAfterMs, Math.random());
          if (Date.now() + pause < deadline) pauseMs = pause;
        }
        tell(answer, pauseMs);
        if (!error) return answer.result;
        if (pauseMs === undefined) throw error;
        if (cut && shown) {
          await unlessAborted(shown(), wanted);
          deadline += Date.now() - startedAt;
        } else {
          await sleep(pauseMs, wanted);
          failures += 1;
        }
      }
    };

    const asked = share &&
      reads && [url, headers, await config.authorize(request, access, options), { ...options, signal: 0 }];
    const shared = asked && share && (await share(JSON.stringify(asked), signal, perform));
    // Nothing is shared with one who has given up; sending it tells him so.
    return shared || perform(signal);
  };
}
