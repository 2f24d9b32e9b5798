// Hooks for the caller's logger. Whatever reaches them has been masked.
import type { OperationId } from '@onetrip/shared/contract';

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
  /** HTTP status, where an answer came. */
  readonly status?: number;
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
