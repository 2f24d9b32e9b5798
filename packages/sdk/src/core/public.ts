// What every client speaks in, whatever its resources: errors, signals, lists, transports, and the contract's types.
export type * from '@onetrip/shared/contract';
export {
  AbortedError,
  type ClientCode,
  ConflictError,
  type ErrorCode,
  type ErrorKind,
  type FailureContext,
  type FailureFacts,
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
} from './errors.ts';
export type { LogEntry, LogHook, LogLevel } from './logging.ts';
export { type PageOf, Pages, type TakeOptions } from './pagination.ts';
export type { WaitOptions } from './polling.ts';
export type { RequestOptions, WriteOptions } from './request.ts';
export type { MethodsOf, PageByPage, Resource, Resources, RouteTable } from './resource.ts';
export type { RetryPolicy } from './retry.ts';
export { type Abort, createAbort, type Signal } from './signal.ts';
export {
  type Transport,
  TransportFailure,
  type TransportFailureKind,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts';
