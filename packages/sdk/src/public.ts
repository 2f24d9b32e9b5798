// What every entry of the package exports beside its own client: errors, signals, lists, and the contract's types.
export type * from '@onetrip/shared/contract';
export type { Client, ClientOptions } from './client.ts';
export type { CommonOptions, ConnectionOptions, SessionControls, SessionOptions } from './core/client.ts';
export type { RouteTable } from './core/core.ts';
export {
  AbortedError,
  type ClientCode,
  ConflictError,
  type ErrorCode,
  type ErrorKind,
  type FailureContext,
  ForbiddenError,
  InterruptedError,
  InvalidRequestError,
  isOneTripError,
  type Language,
  NetworkError,
  NotFoundError,
  newerCode,
  OneTripError,
  ProblemError,
  RateLimitedError,
  SignatureError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
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
export type { Anchors } from './resources/anchors.ts';
export type { ApplicationGetOptions, Applications, ApplicationWaitOptions } from './resources/applications.ts';
export type { Batches } from './resources/batches.ts';
export type { Bills } from './resources/bills.ts';
export type { Delegations } from './resources/delegations.ts';
export type { Deliveries } from './resources/deliveries.ts';
export type { Drafts } from './resources/drafts.ts';
export type { EmbedSessions } from './resources/embedSessions.ts';
export type { Identity } from './resources/identity.ts';
export type { Insights } from './resources/insights.ts';
export type { Keys } from './resources/keys.ts';
export type { Licences } from './resources/licences.ts';
export type { Matters } from './resources/matters.ts';
export type { Notices } from './resources/notices.ts';
export type { Payments, PaymentWaitOptions } from './resources/payments.ts';
export type { Plates } from './resources/plates.ts';
export type { Privacy } from './resources/privacy.ts';
export type { ServicePoints } from './resources/servicePoints.ts';
export type { AppendOptions, Uploads } from './resources/uploads.ts';
