// Everything that can go wrong, as typed errors that speak to the citizen and tell the engineer what to do.
import type { LocalText, OperationId, Problem, ProblemCode, ProblemField } from '@onetrip/shared/contract';

/** The languages the service answers in. */
export type Language = 'zh' | 'en';

/** What kind of failure it was; tells the error classes apart where `instanceof` cannot reach. */
export type ErrorKind = 'problem' | 'unexpectedResponse' | 'network' | 'timeout' | 'aborted' | 'interrupted';

/** A problem's code, or a code of this SDK; a newer service may answer with codes this version does not know. */
export type ErrorCode =
  | ProblemCode
  | 'unexpected_response'
  | 'network'
  | 'timeout'
  | 'wait_timeout'
  | 'aborted'
  | 'interrupted'
  | (string & {});

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
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly sentence: string;
  readonly nextStep: string;
  readonly fields: readonly ProblemField[];
}

const brand = 'onetrip.error';

/** The base of every error a client throws. Its message and JSON carry no personal data. */
export abstract class OneTripError extends Error {
  /** The kind of failure. */
  readonly kind: ErrorKind;
  /** Stable code: the problem's, or one of this SDK's. */
  readonly code: ErrorCode;
  /** HTTP status; undefined when no response came. */
  readonly status: number | undefined;
  /** The number to tell the hotline; undefined when no response came. */
  readonly requestId: string | undefined;
  /** The key the write carried. Pass it again, with the same body, to repeat safely. */
  readonly idempotencyKey: string | undefined;
  /** Whether the very same request may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** What went wrong, for the citizen, in the client's language. */
  readonly sentence: string;
  /** What to do next, for the citizen, in the client's language. */
  readonly nextStep: string;
  /** The fields at fault; empty when none is. */
  readonly fields: readonly ProblemField[];
  /** The operation called. */
  readonly operation: OperationId;
  /** How many times it was sent. */
  readonly attempts: number;
  /** @internal Known across copies of this package (CommonJS beside ES module). */
  readonly brand = brand;

  /** @internal */
  protected constructor(facts: Facts, context: FailureContext) {
    const status = facts.status === undefined ? '' : `${facts.status} `;
    const request = facts.requestId === undefined ? '' : ` (request ${facts.requestId})`;
    super(`${context.operation}: ${status}${facts.code} – ${facts.sentence}${request}`);
    this.kind = facts.kind;
    this.code = facts.code;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.idempotencyKey = context.idempotencyKey;
    this.retryable = facts.retryable;
    this.retryAfterMs = facts.retryAfterMs;
    this.sentence = facts.sentence;
    this.nextStep = facts.nextStep;
    this.fields = facts.fields;
    this.operation = context.operation;
    this.attempts = context.attempts;
  }

  /** Plain data for a log. */
  toJSON(): Record<string, unknown> {
    const { name, kind, code, status, requestId, idempotencyKey, retryable, operation, attempts } = this;
    return { name, kind, code, status, requestId, idempotencyKey, retryable, operation, attempts };
  }
}

/** Whether a caught value is an error of this SDK, even one thrown by another copy of it. */
export function isOneTripError(value: unknown): value is OneTripError {
  return typeof value === 'object' && value !== null && (value as { brand?: unknown }).brand === brand;
}

/** The service answered with a problem (RFC 9457). */
export class ProblemError extends OneTripError {
  override readonly name = 'ProblemError';
  /** The problem as received. */
  readonly problem: Problem;

  constructor(problem: Problem, retryAfterMs: number | undefined, context: FailureContext) {
    super(
      {
        kind: 'problem',
        code: problem.code,
        status: problem.status,
        requestId: problem.requestId,
        retryable: problem.retryable,
        retryAfterMs,
        sentence: inLanguage(problem.text?.title, context.language) ?? problem.title,
        nextStep: inLanguage(problem.text?.nextStep, context.language) ?? problem.nextStep,
        fields: problem.fields,
      },
      context,
    );
    this.problem = problem;
  }
}

/** Something other than the service answered: a proxy's page, a captive portal, a cut-off body. */
export class UnexpectedResponseError extends OneTripError {
  override readonly name = 'UnexpectedResponseError';
  /** What was received, as text. */
  readonly text: string;

  constructor(
    response: { status: number; text: string; requestId: string | undefined; retryable: boolean },
    retryAfterMs: number | undefined,
    context: FailureContext,
  ) {
    super(
      {
        ...local('unexpectedResponse', 'unexpected_response', context.language),
        status: response.status,
        requestId: response.requestId,
        retryable: response.retryable,
        retryAfterMs,
      },
      context,
    );
    this.text = response.text;
  }
}

/** No response came: no network, name not found, connection refused or cut. A write may or may not have been done. */
export class NetworkError extends OneTripError {
  override readonly name = 'NetworkError';
  /** The platform's own words. */
  readonly reason: string;

  constructor(reason: string, context: FailureContext) {
    super(local('network', 'network', context.language), context);
    this.reason = reason;
  }
}

/** No response came in time, or what was waited for did not happen in time. */
export class TimeoutError extends OneTripError {
  override readonly name = 'TimeoutError';

  constructor(context: FailureContext, code: 'timeout' | 'wait_timeout' = 'timeout') {
    super(local(code === 'timeout' ? 'timeout' : 'waitTimeout', code, context.language), context);
  }
}

/** The caller's signal cancelled it. A write already sent may have been done. */
export class AbortedError extends OneTripError {
  override readonly name = 'AbortedError';

  constructor(context: FailureContext) {
    super(local('aborted', 'aborted', context.language), context);
  }
}

/**
 * WeChat cut the request because the mini-program went into the background. It is not repeated by itself: repeat it
 * with the same `idempotencyKey` when the page is shown again.
 */
export class InterruptedError extends OneTripError {
  override readonly name = 'InterruptedError';

  constructor(context: FailureContext) {
    super(local('interrupted', 'interrupted', context.language), context);
  }
}

const sentences = {
  unexpectedResponse: {
    retryable: false,
    title: {
      zh: '没有收到服务的正常回应，您填写的内容没有丢失。',
      en: 'The answer did not come from the service. Nothing you entered is lost.',
    },
    nextStep: {
      zh: '请检查网络后再试；再次提交不会重复办理。',
      en: 'Check the network and try again; it will not be done twice.',
    },
  },
  network: {
    retryable: true,
    title: { zh: '网络不通，您填写的内容没有丢失。', en: 'There is no connection. Nothing you entered is lost.' },
    nextStep: {
      zh: '请检查网络后再试；再次提交不会重复办理。',
      en: 'Check the network and try again; it will not be done twice.',
    },
  },
  timeout: {
    retryable: true,
    title: {
      zh: '服务没有及时回应，您填写的内容没有丢失。',
      en: 'The service did not answer in time. Nothing you entered is lost.',
    },
    nextStep: { zh: '请稍后再试；再次提交不会重复办理。', en: 'Try again shortly; it will not be done twice.' },
  },
  waitTimeout: {
    retryable: true,
    title: { zh: '还在办理中，没有丢失任何内容。', en: 'It is still under way. Nothing is lost.' },
    nextStep: { zh: '请稍后在“我的办件”中查看进度。', en: 'See its progress later under “My applications”.' },
  },
  aborted: {
    retryable: true,
    title: { zh: '操作已取消。', en: 'It was cancelled.' },
    nextStep: { zh: '可以重新操作；再次提交不会重复办理。', en: 'You can start again; it will not be done twice.' },
  },
  interrupted: {
    retryable: true,
    title: {
      zh: '切换到后台时请求被中断，您填写的内容没有丢失。',
      en: 'It was interrupted in the background. Nothing you entered is lost.',
    },
    nextStep: { zh: '请再试一次；再次提交不会重复办理。', en: 'Try again; it will not be done twice.' },
  },
} as const;

function local(sentence: keyof typeof sentences, code: ErrorCode, language: Language): Facts {
  const { retryable, title, nextStep } = sentences[sentence];
  return {
    kind: sentence === 'waitTimeout' ? 'timeout' : sentence,
    code,
    status: undefined,
    requestId: undefined,
    retryable,
    retryAfterMs: undefined,
    sentence: title[language],
    nextStep: nextStep[language],
    fields: [],
  };
}

function inLanguage(text: LocalText | undefined, language: Language): string | undefined {
  return text?.[language] ?? text?.zh;
}
