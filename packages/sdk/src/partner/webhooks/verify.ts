// Whether a webhook is the service's, whole and of now (Standard Webhooks), from the bytes as they came.
import type { AnyWebhookEvent, WebhookMessage } from './events.ts';
import { readWebhookKeys, type WebhookKey } from './keys.ts';

/** Why a webhook was refused. */
export type WebhookFault =
  | 'headerMissing'
  | 'timestampUnreadable'
  | 'tooOld'
  | 'tooEarly'
  | 'signatureWrong'
  | 'bodyNotRaw'
  | 'bodyTooLarge'
  | 'bodyUnreadable';

const sentences: Readonly<Record<WebhookFault, string>> = {
  headerMissing: 'webhook-id, webhook-timestamp and webhook-signature must all be there',
  timestampUnreadable: 'webhook-timestamp is no number of seconds',
  tooOld: 'It was sent too long ago: a replay, or this machine’s clock is ahead',
  tooEarly: 'It was sent in the future: this machine’s clock is behind',
  signatureWrong: 'No signature fits: another secret, or not the bytes that were sent',
  bodyNotRaw: 'The body was parsed before it was verified: hand over the bytes as they came',
  bodyTooLarge: 'The body is larger than any event',
  bodyUnreadable: 'It is signed, but it is no event',
};

/** A webhook that is not to be believed. Its message contains nothing of what was sent. */
export class WebhookError extends Error {
  /** What was wrong. */
  readonly fault: WebhookFault;

  constructor(fault: WebhookFault) {
    super(sentences[fault]);
    this.name = 'WebhookError';
    this.fault = fault;
  }
}

/** Headers of a request: of Node, of Fastify and Express, or of `fetch`. */
export type WebhookHeaders =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | { get(name: string): string | null };

/** How a webhook is verified. */
export interface VerifyWebhookOptions {
  /** The time it is compared with. Default: now. */
  readonly now?: Date;
}

/** A message may be so old, or from a clock so far ahead, in seconds (Standard Webhooks). */
const toleranceSeconds = 300;

/**
 * Verifies a webhook and reads it.
 * @param rawBody the bytes as they came, or their text; never what a parser made of them
 * @param secretOrKeys the address's secret (`whsec_…`), or a public key (`whpk_…`); after a rotation both secrets
 * @throws {WebhookError} when it is not to be believed
 * @throws {TypeError} when a secret is of the wrong kind
 * @example
 * const { id, event } = verifyWebhook(rawBody, request.headers, process.env.ONETRIP_WEBHOOK_SECRET);
 */
export function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  secretOrKeys: string | readonly string[],
  options: VerifyWebhookOptions = {},
): WebhookMessage {
  return verifyWith(readWebhookKeys(secretOrKeys), rawBody, headers, options);
}

/** As `verifyWebhook`, with keys that were read before. */
export function verifyWith(
  keys: readonly WebhookKey[],
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  { now = new Date() }: VerifyWebhookOptions = {},
): WebhookMessage {
  if (typeof rawBody !== 'string' && !(rawBody instanceof Uint8Array)) throw new WebhookError('bodyNotRaw');
  const header = (name: string): string => {
    const value = isFetchHeaders(headers) ? headers.get(name) : headers[name];
    if (typeof value !== 'string' || value === '') throw new WebhookError('headerMissing');
    return value;
  };
  const [id, timestamp, signatures] = [header('webhook-id'), header('webhook-timestamp'), header('webhook-signature')];
  const sentAt = timeOf(timestamp, now);
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(rawBody)]);
  if (!isSigned(keys, signed, signatures)) throw new WebhookError('signatureWrong');
  return { id, sentAt, event: read(rawBody) };
}

const isFetchHeaders = (headers: WebhookHeaders): headers is { get(name: string): string | null } =>
  typeof headers.get === 'function';

function timeOf(timestamp: string, now: Date): Date {
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError('timestampUnreadable');
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (age > toleranceSeconds) throw new WebhookError('tooOld');
  if (age < -toleranceSeconds) throw new WebhookError('tooEarly');
  return new Date(Number(timestamp) * 1000);
}

/** Whether any signature of the header is any key's: during a rotation there are two of each. */
function isSigned(keys: readonly WebhookKey[], signed: Uint8Array, header: string): boolean {
  return header.split(' ').some((entry) => {
    const comma = entry.indexOf(',');
    const version = entry.slice(0, comma);
    const signature = Buffer.from(entry.slice(comma + 1), 'base64');
    return keys.some((key) => key.version === version && key.verifies(signed, signature));
  });
}

function read(rawBody: string | Uint8Array): AnyWebhookEvent {
  try {
    const event: unknown = JSON.parse(Buffer.from(rawBody).toString('utf8'));
    if (isEvent(event)) return event;
  } catch {
    // Told below.
  }
  throw new WebhookError('bodyUnreadable');
}

const isEvent = (value: unknown): value is AnyWebhookEvent => {
  const { type, timestamp, data } = (value ?? {}) as Partial<AnyWebhookEvent>;
  return typeof type === 'string' && typeof timestamp === 'string' && typeof data?.applicationId === 'string';
};
