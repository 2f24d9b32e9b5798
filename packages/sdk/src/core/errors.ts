// Everything that can go wrong, as typed errors that speak to the citizen and tell the engineer what to do.
import type { LocalText, OperationId, Problem, ProblemCode, ProblemField } from '@onetrip/shared/contract';
import { maskText } from './masking.ts';

/** The languages the service answers in. */
export type Language = 'zh' | 'en';

/** What kind of failure it was; tells the error classes apart where `instanceof` cannot reach. */
export type ErrorKind = 'problem' | 'unexpectedResponse' | 'network' | 'timeout' | 'aborted' | 'interrupted';

/** The codes of this SDK, for what is no problem of the service. */
export type ClientCode =
  | 'unexpected_response'
  | 'network'
  | 'timeout'
  | 'wait_timeout'
  | 'aborted'
  | 'interrupted'
  | 'signature_untrusted';

/**
 * Every code this version knows, so that a `switch` over `error.code` can be proved exhaustive. A newer service may answer
 * with a code this version does not know: end the `switch` with `default` and `newerCode`.
 */
export type ErrorCode = ProblemCode | ClientCode;

/**
 * The end of an exhaustive `switch` over `error.code`: compiles only when every code this version knows was handled, and
 * gives, when it runs, the code of a newer service. Show `error.sentence` and `error.nextStep`, which are always there.
 * @example
 * switch (error.code) {
 *   case 'application_open_already': openIt(); break;
 *   // … every other code …
 *   default: report(newerCode(error.code));
 * }
 */
export const newerCode = (code: never): string => code;

/** Where and how a request failed. */
export interface FailureContext {
  /** The operation called, e.g. `applications.create`. */
  readonly operation: OperationId;
  /** How many times it was sent. */
  readonly attempts: number;
  /** Language of `sentence` and `nextStep`. */
  readonly language: Language;
  /** The key the write carried; sending it again with the same body cannot do it twice. */
  readonly idempotencyKey: string | undefined;
}

/** What an error says, beside where it happened. */
export interface FailureFacts {
  readonly kind: ErrorKind;
  readonly code: ErrorCode;
  readonly status?: number;
  readonly requestId?: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly sentence: string;
  readonly nextStep: string;
  readonly fields: readonly ProblemField[];
}

const brand = 'onetrip.error';

/** What of an error goes into a log. */
const logged = [
  'name',
  'kind',
  'code',
  'status',
  'requestId',
  'idempotencyKey',
  'retryable',
  'operation',
  'attempts',
] as const;

/** The base of every error a client throws. Its message and JSON carry no personal data. */
export abstract class OneTripError extends Error implements FailureContext {
  /** The kind of failure. */
  declare readonly kind: ErrorKind;
  /** Stable code: the problem's, or one of this SDK's. */
  declare readonly code: ErrorCode;
  /** HTTP status; undefined when no response came. */
  declare readonly status: number | undefined;
  /** The number to tell the hotline; undefined when no response came. */
  declare readonly requestId: string | undefined;
  /** The key the write carried. Pass it again, with the same body, to repeat safely. */
  declare readonly idempotencyKey: string | undefined;
  /** Whether the very same request may succeed later without anybody changing anything. */
  declare readonly retryable: boolean;
  /** How long the service asked to wait, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** What went wrong, for the citizen, in `language`. */
  declare readonly sentence: string;
  /** What to do next, for the citizen, in `language`. */
  declare readonly nextStep: string;
  /** The fields at fault; empty when none is. */
  declare readonly fields: readonly ProblemField[];
  /** The operation called. */
  declare readonly operation: OperationId;
  /** How many times it was sent. */
  declare readonly attempts: number;
  /** The language of `sentence` and `nextStep`. */
  declare readonly language: Language;
  /** @internal Known across copies of this package (CommonJS beside ES module). */
  declare readonly brand: string;

  /** Clients make errors; a test has them made by the service of `@onetrip/sdk/testing`. */
  constructor(context: FailureContext, facts: FailureFacts) {
    const { kind, status, requestId, code, sentence } = facts;
    const request = requestId ? ` (request ${requestId})` : '';
    super(maskText(`${context.operation}: ${status ? `${status} ` : ''}${code} – ${sentence}${request}`));
    // Of the kind, not of the class, because a bundler renames classes.
    const name = `${kind.replace(/^./, (first) => first.toUpperCase())}Error`;
    Object.assign(this, { brand, name }, context, facts);
  }

  /** Plain data for a log. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(logged.map((name) => [name, this[name]]));
  }
}

/**
 * Whether a caught value is an error of this SDK, even one thrown by another copy of it.
 * @example
 * if (isOneTripError(error)) show(error.sentence, error.nextStep);
 */
export function isOneTripError(value: unknown): value is OneTripError {
  return typeof value === 'object' && value !== null && (value as { brand?: unknown }).brand === brand;
}

/** The service answered with a problem (RFC 9457). Its subclasses tell the families of codes apart. */
export class ProblemError extends OneTripError {
  /** The problem as received. */
  declare readonly problem: Problem;
}

/** What was sent cannot be accepted as it is: `fields` say where. The citizen corrects it. */
export class InvalidRequestError extends ProblemError {}

/** Nobody is signed in, or no longer. */
export class UnauthenticatedError extends ProblemError {}

/**
 * The service refused a signature (`signature_invalid`; `signature_expired`: `problem.clockSkewSeconds` says how far your
 * clock is ahead), or an answer is not proved to be the service's (`signature_untrusted`).
 */
export class SignatureError extends ProblemError {}

/** Signed in, but not allowed this. */
export class ForbiddenError extends ProblemError {}

/** It is not there, or not the caller's to see. */
export class NotFoundError extends ProblemError {}

/** Things have moved on meanwhile: look again before you decide what to send. */
export class ConflictError extends ProblemError {}

/** Too much in too short a time; `retryAfterMs` says when to come back. */
export class RateLimitedError extends ProblemError {}

/** The service, or somebody it needs, cannot answer now. */
export class UnavailableError extends ProblemError {}

/** Something other than the service answered: a proxy's page, a captive portal, a cut-off body. */
export class UnexpectedResponseError extends OneTripError {
  /** What was received, as text. */
  declare readonly text: string;
}

/** No response came: no network, name not found, connection refused or cut. A write may or may not have been done. */
export class NetworkError extends OneTripError {
  /** The platform's own words. */
  declare readonly reason: string;
}

/** No response came in time, or what was waited for did not happen in time. */
export class TimeoutError extends OneTripError {}

/** The caller's signal cancelled it. A write already sent may have been done. */
export class AbortedError extends OneTripError {}

/**
 * WeChat cut the request because the mini-program went into the background, and does not say when it is shown again:
 * repeat it with the same `idempotencyKey` when the page is.
 */
export class InterruptedError extends OneTripError {}

/** What the citizen reads where the service said nothing: what happened, that nothing is lost, and what to do. */
const sentences = {
  zh: {
    none: '服务没有回应',
    network: '网络不通',
    aborted: '操作已取消',
    kept: '，已填内容没有丢失。',
    again: '请稍后再试，不会重复办理。',
  },
  en: {
    none: 'The service did not answer',
    network: 'There is no network',
    aborted: 'It was cancelled',
    kept: '. Nothing you entered is lost.',
    again: 'Try again later. Nothing is done twice.',
  },
};

const failures = {
  network: NetworkError,
  timeout: TimeoutError,
  aborted: AbortedError,
  interrupted: InterruptedError,
  unexpectedResponse: UnexpectedResponseError,
};

/** The error of a request that the service did not answer; `about` says what is known beside that. */
export function failure(
  kind: keyof typeof failures,
  context: FailureContext,
  about: Partial<FailureFacts> & { readonly text?: string; readonly reason?: string } = {},
): OneTripError {
  const words: Partial<Record<ErrorKind, string>> & (typeof sentences)['zh'] = sentences[context.language];
  return new failures[kind](context, {
    kind,
    code: kind as ClientCode,
    retryable: true,
    sentence: (words[kind] || words.none) + words.kept,
    nextStep: words.again,
    fields: [],
    ...about,
  });
}

const families: Readonly<Record<number, typeof ProblemError>> = {
  401: UnauthenticatedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  410: ConflictError,
  429: RateLimitedError,
};

/** The error that stands for a problem. The status decides its family, so that a newer code has one too. */
export function problemError(
  problem: Problem,
  retryAfterMs: number | undefined,
  context: FailureContext,
): ProblemError {
  const { code, status, requestId, retryable, fields, text } = problem;
  const byStatus = families[status] || (status < 500 ? InvalidRequestError : UnavailableError);
  const Family = /^signature_/.test(code) ? SignatureError : byStatus;
  const said = (words: LocalText) => words[context.language] || words.zh;
  const sentences = { sentence: said(text.title), nextStep: said(text.nextStep) };
  const facts = { kind: 'problem', code, status, requestId, retryable, fields, retryAfterMs, problem } as const;
  return new Family(context, { ...facts, ...sentences });
}
