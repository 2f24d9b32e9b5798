// What an answer means: a result, a problem, or something that did not come from the service.
import type { OperationId, Problem } from '@onetrip/shared/contract';
import { type FailureContext, type OneTripError, ProblemError, UnexpectedResponseError } from './errors.ts';
import { passes, readRetryAfter } from './retry.ts';
import type { TransportResponse } from './transport.ts';

/** A result, or an error and whether the same request may be sent again. */
export type Answer = { readonly result: unknown } | { readonly error: OneTripError; readonly repeat: boolean };

/** Operations that answer with no body. */
const silent: ReadonlySet<OperationId> = new Set(['identity.signOut']);

/** Reads an answer. The service's own `retryable` decides; the status decides only where it is silent. */
export function readAnswer(response: TransportResponse, operation: OperationId, context: FailureContext): Answer {
  const { status } = response;
  const content = parse(response.body);
  const retryAfterMs = readRetryAfter(response.headers, Date.now());
  if (status >= 200 && status < 300) {
    if (silent.has(operation)) return { result: undefined };
    if (content !== null && typeof content === 'object') return { result: content };
  }
  const requestId = response.headers['request-id'];
  const problem = status >= 400 ? readProblem(content, status, requestId) : undefined;
  if (problem) {
    const error = new ProblemError(problem, retryAfterMs, context);
    return { error, repeat: problem.retryable };
  }
  const retryable = passes(status);
  const error = new UnexpectedResponseError(
    { status, text: response.body, requestId, retryable },
    retryAfterMs,
    context,
  );
  return { error, repeat: retryable };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A problem of this or a newer service: whatever a newer one leaves out or adds, the fields read here are there. */
function readProblem(content: unknown, status: number, requestId: string | undefined): Problem | undefined {
  if (content === null || typeof content !== 'object') return undefined;
  const problem = content as Partial<Problem>;
  if (typeof problem.code !== 'string' || typeof problem.title !== 'string') return undefined;
  return {
    ...problem,
    type: problem.type ?? 'about:blank',
    code: problem.code,
    status,
    title: problem.title,
    nextStep: problem.nextStep ?? '',
    text: problem.text ?? { title: { zh: problem.title }, nextStep: { zh: problem.nextStep ?? '' } },
    fields: problem.fields ?? [],
    retryable: problem.retryable ?? passes(status),
    requestId: problem.requestId ?? requestId ?? '',
  };
}
