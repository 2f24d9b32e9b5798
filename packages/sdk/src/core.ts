// The parts to build a client of your own from: choose the resources and the transport, and nothing else is bundled.
export type * from '@onetrip/shared/contract';
export {
  type ClientOf,
  type ConnectionOptions,
  type CoreOptions,
  createClient,
  type ResourceClass,
  type SessionControls,
} from './core/client.ts';
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
export { createLog, type LogEntry, type LogHook, type LogLevel, type Observer } from './core/logging.ts';
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
export { Anchors } from './resources/anchors.ts';
export { type ApplicationGetOptions, Applications, type ApplicationWaitOptions } from './resources/applications.ts';
export { Batches } from './resources/batches.ts';
export { Bills } from './resources/bills.ts';
export { Delegations } from './resources/delegations.ts';
export { Drafts } from './resources/drafts.ts';
export { EmbedSessions } from './resources/embedSessions.ts';
export { Identity } from './resources/identity.ts';
export { Insights } from './resources/insights.ts';
export { Keys } from './resources/keys.ts';
export { Licences } from './resources/licences.ts';
export { Matters } from './resources/matters.ts';
export { Payments, type PaymentWaitOptions } from './resources/payments.ts';
export { Plates } from './resources/plates.ts';
export { Privacy } from './resources/privacy.ts';
export { ServicePoints } from './resources/servicePoints.ts';
export { type AppendOptions, Uploads } from './resources/uploads.ts';
