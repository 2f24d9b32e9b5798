// One attempt: the request leaves, and what comes back is an answer, or the error that stands for none.
import { type FailureContext, failure } from './errors.ts';
import { type Answer, readAnswer } from './response.ts';
import { createAbort, type Signal, unlessAborted } from './signal.ts';
import type { Transport, TransportFailure, TransportRequest } from './transport.ts';

/** A request given up is told to the transport. */
export async function attempt(
  transport: Transport,
  request: Omit<TransportRequest, 'signal'>,
  signal: Signal | undefined,
  context: FailureContext,
): Promise<Answer> {
  const abort = createAbort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const outcome = new Promise<Answer>((resolve, reject) => {
    timer = setTimeout(() => resolve({ error: failure('timeout', context) }), request.timeoutMs);
    if (request.timeoutMs <= 0) return;
    transport
      .send({ ...request, signal: abort.signal })
      .then(
        (response) => readAnswer(response, context, request.method === 'DELETE'),
        (reason: unknown) => ({ error: translate(reason, context) }),
      )
      .then(resolve, reject);
  });
  const answer = (await unlessAborted(outcome, signal)) || { error: failure('aborted', context) };
  clearTimeout(timer);
  // Told after the outcome is settled, so that its own words about being stopped come too late to be heard.
  if (!answer.response) abort.abort();
  return answer;
}

/** By its kind, because a transport may come from another copy of this package, or be the caller's own. */
function translate(reason: unknown, context: FailureContext) {
  const { kind, message = `${reason}` } = Object(reason) as Partial<TransportFailure>;
  return failure(kind === 'timeout' || kind === 'interrupted' ? kind : 'network', context, { reason: message });
}
