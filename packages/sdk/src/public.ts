// What every entry of the package exports beside its own client: errors, signals, lists, and the contract's types.
export type * from '@onetrip/shared/contract';
export type { Client, ClientOptions, CommonOptions } from './client.ts';
export {
  AbortedError,
  type ErrorCode,
  type ErrorKind,
  type FailureContext,
  InterruptedError,
  isOneTripError,
  type Language,
  NetworkError,
  OneTripError,
  ProblemError,
  TimeoutError,
  UnexpectedResponseError,
} from './core/errors.ts';
export type { LogEntry, LogHook, LogLevel } from './core/logging.ts';
export { type PageOf, Pages, type TakeOptions } from './core/pagination.ts';
export type { WaitOptions } from './core/polling.ts';
export type { RequestOptions, WriteOptions } from './core/request.ts';
export type { RetryPolicy } from './core/retry.ts';
export { type Abort, createAbort, type Signal } from './core/signal.ts';
export {
  type Transport,
  TransportFailure,
  type TransportFailureKind,
  type TransportRequest,
  type TransportResponse,
} from './core/transport.ts';
export type { Applications, ApplicationWaitOptions } from './resources/applications.ts';
export type { Bills } from './resources/bills.ts';
export type { EmbedSessions } from './resources/embedSessions.ts';
export type { Identity } from './resources/identity.ts';
export type { Insights } from './resources/insights.ts';
export type { Licences } from './resources/licences.ts';
export type { Matters } from './resources/matters.ts';
export type { Payments, PaymentWaitOptions } from './resources/payments.ts';
export type { Plates } from './resources/plates.ts';
