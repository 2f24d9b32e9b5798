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
 *   case 'application_open_already': return openIt();
 *   // … every other code …
 *   default: return report(newerCode(error.code));
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

interface Facts {
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

  /** @internal */
  protected constructor(facts: Facts, context: FailureContext) {
    const { kind, status, requestId, code, sentence } = facts;
    const request = requestId ? ` (request ${requestId})` : '';
    super(maskText(`${context.operation}: ${status ? `${status} ` : ''}${code} – ${sentence}${request}`));
    // Of the kind, not of the class, because a bundler renames classes.
    const name = `${kind.replace(/^./, (first) => first.toUpperCase())}Error`;
    Object.assign(this, { brand, name, status, requestId, retryAfterMs: undefined }, context, facts);
  }

  /** Plain data for a log. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(logged.map((name) => [name, this[name]]));
  }
}

/** Whether a caught value is an error of this SDK, even one thrown by another copy of it. */
export function isOneTripError(value: unknown): value is OneTripError {
  return typeof value === 'object' && value !== null && (value as { brand?: unknown }).brand === brand;
}

/** The service answered with a problem (RFC 9457). Its subclasses tell the families of codes apart. */
export class ProblemError extends OneTripError {
  /** The problem as received. */
  readonly problem: Problem;

  constructor(problem: Problem, retryAfterMs: number | undefined, context: FailureContext) {
    const { text } = problem;
    const said = (words: LocalText) => words[context.language] || words.zh;
    const sentences = { sentence: said(text.title), nextStep: said(text.nextStep) };
    const { code, status, requestId, retryable, fields } = problem;
    super({ kind: 'problem', code, status, requestId, retryable, fields, retryAfterMs, ...sentences }, context);
    this.problem = problem;
  }
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

  constructor(
    response: Pick<Facts, 'status' | 'requestId' | 'retryable' | 'retryAfterMs'> & { text: string },
    context: FailureContext,
  ) {
    super({ ...factsOf('unexpectedResponse', 'unexpected_response', context), ...response }, context);
  }
}

/** No response came: no network, name not found, connection refused or cut. A write may or may not have been done. */
export class NetworkError extends OneTripError {
  /** The platform's own words. */
  readonly reason: string;

  constructor(reason: string, context: FailureContext) {
    super(factsOf('network', 'network', context), context);
    this.reason = reason;
  }
}

/** No response came in time, or what was waited for did not happen in time. */
export class TimeoutError extends OneTripError {
  constructor(context: FailureContext, code: 'timeout' | 'wait_timeout' = 'timeout') {
    super(factsOf('timeout', code, context), context);
  }
}

/** The caller's signal cancelled it. A write already sent may have been done. */
export class AbortedError extends OneTripError {
  constructor(context: FailureContext) {
    super(factsOf('aborted', 'aborted', context), context);
  }
}

/**
 * WeChat cut the request because the mini-program went into the background, and does not say when it is shown again:
 * repeat it with the same `idempotencyKey` when the page is.
 */
export class InterruptedError extends OneTripError {
  constructor(context: FailureContext) {
    super(factsOf('interrupted', 'interrupted', context), context);
  }
}

/** What the citizen reads where the service said nothing: what happened, that nothing is lost, and what to do. */
const sentences = {
  zh: {
    none: '没有收到服务的回应',
    network: '网络不通',
    wait_timeout: '还在办理中',
    aborted: '操作已取消',
    kept: '，您填写的内容没有丢失。',
    again: '请检查网络后再试；再次提交不会重复办理。',
    later: '请稍后在“我的办件”中查看进度。',
  },
  en: {
    none: 'No answer came from the service',
    network: 'There is no connection',
    wait_timeout: 'It is still under way',
    aborted: 'It was cancelled',
    kept: '. Nothing you entered is lost.',
    again: 'Check the network and try again; it will not be done twice.',
    later: 'See its progress later under “My applications”.',
  },
};

function factsOf(kind: ErrorKind, code: ClientCode, { language }: FailureContext): Facts {
  const words: Partial<Record<ClientCode, string>> & (typeof sentences)['zh'] = sentences[language];
  return {
    kind,
    code,
    retryable: true,
    sentence: (words[code] || words.none) + words.kept,
    nextStep: code === 'wait_timeout' ? words.later : words.again,
    fields: [],
  };
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
  const { code, status } = problem;
  const byStatus = families[status] || (status < 500 ? InvalidRequestError : UnavailableError);
  const Family = /^signature_/.test(code) ? SignatureError : byStatus;
  return new Family(problem, retryAfterMs, context);
}
