// Waiting for something to happen on the other side: asks often at first, then less and less.
import type { OperationId } from '@onetrip/shared/contract';
import { AbortedError, type FailureContext, isOneTripError, type Language, TimeoutError } from './errors.ts';
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
  readonly language: Language;
  readonly read: (options: RequestOptions) => Promise<T>;
  readonly until: (value: T) => boolean;
  /** Longest pause, in milliseconds. */
  readonly slowestMs: number;
}

const fastestMs = 500;
const decay = 1.5;

/**
 * Asks until `until` holds. The pause grows by half each time and starts again when something changes; a passing failure
 * (no network, a restarting service) does not end the wait.
 * @throws {TimeoutError} code `wait_timeout`; what is waited for goes on regardless
 */
export async function poll<T>(what: Poll<T>, options: WaitOptions<T>): Promise<T> {
  const deadline = Date.now() + (options.timeoutMs ?? 600_000);
  let pauseMs = fastestMs;
  let seen: string | undefined;
  for (let attempts = 1; ; attempts += 1) {
    const context: FailureContext = {
      operation: what.operation,
      attempts,
      language: what.language,
      idempotencyKey: undefined,
    };
    if (options.signal?.aborted) throw new AbortedError(context);
    const { signal, token } = options;
    const asked = { signal, token, language: what.language, totalTimeoutMs: Math.max(1, deadline - Date.now()) };
    const value = await what.read(asked).catch((error: unknown) => {
      if (isOneTripError(error) && error.retryable && error.kind !== 'aborted') return undefined;
      throw error;
    });
    if (value !== undefined) {
      const version = JSON.stringify(value);
      if (version !== seen) {
        seen = version;
        pauseMs = fastestMs;
        options.onChange?.(value);
      }
      if (what.until(value)) return value;
    }
    if (Date.now() + pauseMs >= deadline) throw new TimeoutError(context, 'wait_timeout');
    if (!(await sleep(pauseMs, options.signal))) throw new AbortedError(context);
    pauseMs = Math.min(what.slowestMs, pauseMs * decay);
  }
}
