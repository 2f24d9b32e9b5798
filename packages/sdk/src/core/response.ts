// What an answer means: a result, a problem, or something that did not come from the service.
import type { Problem } from '@onetrip/shared/contract';
import { type FailureContext, type OneTripError, problemError, UnexpectedResponseError } from './errors.ts';
import { passes, readRetryAfter } from './retry.ts';
import type { TransportResponse } from './transport.ts';

/** A result, or the error that stands for it. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: OneTripError;
}

/**
 * Reads an answer. The service's own `retryable` decides; the status decides only where it is silent.
 * @param silent whether the operation answers without a body; an answer without one to any other is not the service's
 */
export function readAnswer(
  { status, headers, body }: TransportResponse,
  context: FailureContext,
  silent: boolean,
): Answer {
  const content = parse(body);
  const isObject = content !== null && typeof content === 'object';
  if (status >= 200 && status < 300) {
    if (silent || isObject) return { result: silent ? undefined : content };
  }
  const requestId = headers['request-id'];
  const retryable = passes(status);
  const retryAfterMs = readRetryAfter(headers, Date.now());
  const { code, title } = (isObject ? content : {}) as Partial<Problem>;
  if (status < 400 || typeof code !== 'string' || typeof title !== 'string') {
    return { error: new UnexpectedResponseError({ status, text: body, requestId, retryable, retryAfterMs }, context) };
  }
  // A problem of this or a newer service: whatever a newer one leaves out or adds, the fields read later are there.
  const { nextStep = '', ...sent } = content as Partial<Problem> & Pick<Problem, 'code' | 'title'>;
  const problem: Problem = {
    type: 'about:blank',
    text: { title: { zh: title }, nextStep: { zh: nextStep } },
    fields: [],
    retryable,
    requestId: requestId || '',
    ...sent,
    nextStep,
    status,
  };
  return { error: problemError(problem, retryAfterMs, context) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
