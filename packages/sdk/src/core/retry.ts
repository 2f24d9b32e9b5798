// When to send again, and how long to wait first: full jitter, and never sooner than the service asked.

/** How often and how long a request is tried. */
export interface RetryPolicy {
  /** Times a request is sent at most; 1 turns repeating off. Default 4. */
  readonly maxAttempts: number;
  /** How long one attempt may take, in milliseconds. Default 20 000. */
  readonly attemptTimeoutMs: number;
  /** How long all attempts and pauses may take together, in milliseconds. Default 60 000. */
  readonly totalTimeoutMs: number;
}

/** What holds where nothing else is said. */
export const defaultLimits: RetryPolicy = { maxAttempts: 4, attemptTimeoutMs: 20_000, totalTimeoutMs: 60_000 };

const baseMs = 400;
const capMs = 8_000;

/** Whether an answer that is no problem document, e.g. a proxy's page, may be different next time. */
export const passes = (status: number): boolean => /^(408|425|429|50[0234])$/.test(`${status}`);

/**
 * How long to wait before the next attempt, in milliseconds: anything up to a bound that doubles ("full jitter"), so
 * that clients cut off together do not come back together; on top of what the service asked for, if it asked.
 * @param attempt the attempt that failed, from 1
 * @param random a number in [0, 1)
 */
export function pauseBefore(attempt: number, retryAfterMs: number | undefined, random: number): number {
  const jitter = random * Math.min(capMs, baseMs * 2 ** (attempt - 1));
  return Math.round((retryAfterMs || 0) + jitter);
}

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3): seconds, or a date. A date is compared with the answer's own `Date`, because
 * the clock of a phone or a counter cannot be trusted.
 * @returns milliseconds to wait, or undefined when the header is missing or unreadable
 */
export function readRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const { 'retry-after': value = '', date = '' } = headers;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return at ? Math.max(0, at - (Date.parse(date) || now)) : undefined;
}
