// Hooks for the caller's logger. Whatever reaches them has been masked.
import type { OperationId } from '@onetrip/shared/contract';
import { maskText, maskValue } from './masking.ts';

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
  readonly traceparent: string;
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

/** What a client tells of its requests, before anything is masked; `createLog` makes one of a logger. */
export type Observer = (entry: LogEntry) => void;

/**
 * An observer that hands every entry to a logger, with secrets and personal numbers masked.
 * @example
 * const client = createClient({ baseUrl, transport, resources, observer: createLog((entry) => console.debug(entry)) });
 */
export function createLog(hook: LogHook): Observer {
  return ({ url, headers, body, ...entry }) => {
    try {
      hook({
        ...entry,
        url: maskText(url),
        ...(headers === undefined ? {} : { headers: maskValue(headers) }),
        ...(body === undefined ? {} : { body: maskValue(body) }),
      });
    } catch {
      // A broken log must not break a filing.
    }
  };
}
