// What an answer means: a result, a problem, or something that did not come from the service.
import type { Problem } from '@onetrip/shared/contract';
import { type FailureContext, failure, type OneTripError, problemError } from './errors.ts';
import { passes, readRetryAfter } from './retry.ts';
import type { TransportResponse } from './transport.ts';

/** How an attempt ended: with a result, or with the error that stands for it. */
export interface Answer {
  /** What came, if anything did. */
  readonly response?: TransportResponse;
  readonly result?: unknown;
  readonly error?: OneTripError;
}

/**
 * Reads an answer. The service's own `retryable` decides; the status decides only where it is silent.
 * @param silent whether the operation answers without a body; an answer without one to any other is not the service's
 */
export function readAnswer(response: TransportResponse, context: FailureContext, silent: boolean): Answer {
  const { status, headers, body } = response;
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    // A page of a proxy, or nothing.
  }
  const isObject = content !== null && typeof content === 'object';
  if (status >= 200 && status < 300 && (silent || isObject)) return { response, result: silent ? undefined : content };
  const requestId = headers['request-id'];
  const retryable = passes(status);
  const retryAfterMs = readRetryAfter(headers, Date.now());
  const { code, title } = Object(content) as Partial<Problem>;
  if (status < 400 || typeof code !== 'string' || typeof title !== 'string') {
    const about = { code: 'unexpected_response', status, text: body, requestId, retryable, retryAfterMs } as const;
    return { response, error: failure('unexpectedResponse', context, about) };
  }
  // A problem of this or a newer service: whatever a newer one leaves out or adds, the fields read later are there.
  const { nextStep = '', ...sent } = content as Partial<Problem> & Pick<Problem, 'code' | 'title'>;
  const problem: Problem = {
    type: 'about:blank',
    retryable,
    requestId: requestId || '',
    ...sent,
    text: sent.text || { title: { zh: title }, nextStep: { zh: nextStep } },
    fields: sent.fields || [],
    nextStep,
    status,
  };
  return { response, error: problemError(problem, retryAfterMs, context) };
}
