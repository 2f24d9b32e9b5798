// One attempt: the request leaves, and what comes back is a response or the error that stands for none.
import {
  AbortedError,
  type FailureContext,
  InterruptedError,
  NetworkError,
  type OneTripError,
  TimeoutError,
} from './errors.ts';
import { createAbort, type Signal, unlessAborted } from './signal.ts';
import { type Transport, TransportFailure, type TransportRequest, type TransportResponse } from './transport.ts';

/** Resolves with the response or with the error; never rejects. A request given up is told to the transport. */
export async function attempt(
  transport: Transport,
  request: Omit<TransportRequest, 'signal'>,
  signal: Signal | undefined,
  context: FailureContext,
): Promise<TransportResponse | OneTripError> {
  const abort = createAbort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let answered = false;
  const outcome = new Promise<TransportResponse | OneTripError>((resolve) => {
    if (signal?.aborted) return;
    timer = setTimeout(() => resolve(new TimeoutError(context)), request.timeoutMs);
    transport.send({ ...request, signal: abort.signal }).then(
      (response) => {
        answered = true;
        resolve(response);
      },
      (reason: unknown) => resolve(translate(reason, context)),
    );
  });
  const settling = unlessAborted(outcome, signal);
  // Told after the outcome is settled, so that its own words about being stopped come too late to be heard.
  signal?.addEventListener('abort', abort.abort);
  const settled = (await settling) || new AbortedError(context);
  signal?.removeEventListener('abort', abort.abort);
  clearTimeout(timer);
  if (!answered) abort.abort();
  return settled;
}

function translate(reason: unknown, context: FailureContext): OneTripError {
  const kind = reason instanceof TransportFailure && reason.kind;
  if (kind === 'timeout') return new TimeoutError(context);
  if (kind === 'interrupted') return new InterruptedError(context);
  return new NetworkError(reason instanceof Error ? reason.message : String(reason), context);
}
