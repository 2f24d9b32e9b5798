// Waiting for something to happen on the other side: asks often at first, then less and less.
import type { OperationId } from '@onetrip/shared/contract';
import { type FailureContext, failure, isOneTripError, type Language } from './errors.ts';
import type { RequestOptions } from './request.ts';
import { sleep } from './signal.ts';

/** How to wait. */
export interface WaitOptions<T> extends Pick<RequestOptions, 'signal' | 'token' | 'language'> {
  /** Called with the first answer and with every one that differs from the one before. */
  readonly onChange?: (value: T) => void;
  /** How long to wait altogether, in milliseconds. Default 600 000 (ten minutes). */
  readonly timeoutMs?: number;
}

interface Poll<T> {
  readonly operation: OperationId;
  /** The client's. */
  readonly language: Language;
  /** Asks; `last` is what was answered last, for a service that can hold its answer back until that has changed. */
  readonly read: (options: RequestOptions & { totalTimeoutMs: number }, last: T | undefined) => Promise<T>;
  readonly until: (value: T) => boolean;
  /** Longest pause, in milliseconds. */
  readonly slowestMs: number;
}

const fastestMs = 500;
const decay = 1.5;
/** An answer that took longer was held back by the service, in milliseconds. */
const heldMs = 2_000;

const stillUnderWay = {
  zh: {
    sentence: '还在办理中，您填写的内容没有丢失。',
    nextStep: '请稍后在“我的办件”中查看进度。',
  },
  en: {
    sentence: 'It is still under way. Nothing you entered is lost.',
    nextStep: 'See its progress later under “My applications”.',
  },
};

/**
 * Asks until `until` holds. The pause grows by half each time and starts again when something changes; a passing failure
 * (no network, a restarting service) does not end the wait.
 * @throws {TimeoutError} code `wait_timeout`; what is waited for goes on regardless
 */
export async function poll<T>(what: Poll<T>, options: WaitOptions<T>): Promise<T> {
  const { signal, token, timeoutMs = 600_000, onChange, language = what.language } = options;
  const { operation, read, until, slowestMs } = what;
  const deadline = Date.now() + timeoutMs;
  let pauseMs = fastestMs;
  let seen: string | undefined;
  let last: T | undefined;
  for (let attempts = 1; ; attempts += 1) {
    const context: FailureContext = { operation, attempts, language, idempotencyKey: undefined };
    const asked = { signal, token, language, totalTimeoutMs: Math.max(1, deadline - Date.now()) };
    const askedAt = Date.now();
    const value = await read(asked, last).catch((error: unknown) => {
      if (!isOneTripError(error) || !error.retryable || signal?.aborted) throw error;
    });
    // An answer that was held back has waited already.
    if (Date.now() - askedAt > heldMs) pauseMs = fastestMs;
    if (value) {
      last = value;
      const version = JSON.stringify(value);
      if (version !== seen) {
        seen = version;
        pauseMs = fastestMs;
        onChange?.(value);
      }
      if (until(value)) return value;
    }
    if (Date.now() + pauseMs >= deadline)
      throw failure('timeout', context, { code: 'wait_timeout', ...stillUnderWay[language] });
    await sleep(pauseMs, signal);
    if (signal?.aborted) throw failure('aborted', context);
    pauseMs = Math.min(slowestMs, pauseMs * decay);
  }
}
