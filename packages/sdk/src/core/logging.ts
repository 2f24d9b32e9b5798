// Hooks for the caller's logger. Whatever reaches them has been masked.
import type { OperationId } from '@onetrip/shared/contract';
import type { FailureContext } from './errors.ts';
import { maskText, maskValue } from './masking.ts';
import type { Answer } from './response.ts';
import type { TransportRequest } from './transport.ts';

/** How much an entry matters. Requests and responses are `debug`, repeats `warn`, final failures `error`. */
export type LogLevel = 'debug' | 'warn' | 'error';

/** One thing that happened to a request. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly event: 'request' | 'response' | 'retry' | 'failure';
  readonly operation: OperationId;
  readonly method: string;
  /** URL with personal numbers masked. */
  readonly url: string;
  /** Which attempt, from 1. */
  readonly attempt: number;
  readonly idempotencyKey: string | undefined;
  /** The trace the attempt belongs to (W3C Trace Context). */
  readonly traceparent: string | undefined;
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** How long the attempt took, in milliseconds. */
  readonly durationMs?: number;
  /** How long the pause before the next attempt is, in milliseconds. */
  readonly pauseMs?: number;
  /** The code of the failure. */
  readonly code?: string;
  /** Headers, masked. */
  readonly headers?: unknown;
  /** Body, masked. */
  readonly body?: unknown;
}

/** The caller's logger. What it throws is ignored: a broken log must not break a filing. */
export type LogHook = (entry: LogEntry) => void;

/**
 * Told of every attempt as it leaves, with nothing masked: where it stands, the request, and the body before it was
 * written as JSON. What it answers with is told how the attempt ended, and how long until the next one, in
 * milliseconds; undefined: there is none.
 */
export type Observer = (
  context: FailureContext,
  request: Omit<TransportRequest, 'signal'>,
  body: unknown,
) => (answer: Answer, pauseMs: number | undefined) => void;

/**
 * An observer that hands every event to a logger, with secrets and personal numbers masked.
 * @example
 * const client = createClient({ baseUrl, transport, resources, observer: createLog((entry) => console.debug(entry)) });
 */
export function createLog(hook: LogHook): Observer {
  const write = (entry: LogEntry) => {
    try {
      hook(entry);
    } catch {
      // A broken log must not break a filing.
    }
  };
  return ({ operation, attempts: attempt, idempotencyKey }, { method, url: address, headers }, body) => {
    const startedAt = Date.now();
    const { traceparent } = headers;
    const facts = { operation, method, url: maskText(address), attempt, idempotencyKey, traceparent };
    const masked = (what: { headers?: unknown; body?: unknown }) =>
      Object.fromEntries(
        Object.entries(what)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, maskValue(value)]),
      );
    write({ level: 'debug', event: 'request', ...facts, ...masked({ headers, body }) });
    return ({ response, result, error }, pauseMs) => {
      const durationMs = Date.now() - startedAt;
      if (response) {
        const { status, headers } = response;
        const answered = masked({ headers, body: error ? error.toJSON() : result });
        const requestId = headers['request-id'];
        write({ level: 'debug', event: 'response', ...facts, status, requestId, durationMs, ...answered });
      }
      if (!error) return;
      const { status, requestId, code } = error;
      const about = { ...facts, status, requestId, durationMs, code };
      if (pauseMs === undefined) write({ level: 'error', event: 'failure', ...about });
      else write({ level: 'warn', event: 'retry', ...about, pauseMs });
    };
  };
}
