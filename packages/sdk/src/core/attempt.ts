// One attempt: the request leaves, and what comes back is a response or the error that stands for none.
import {
  AbortedError,
  type FailureContext,
  InterruptedError,
  NetworkError,
  type OneTripError,
  TimeoutError,
} from './errors.ts';
import { createAbort, type Signal } from './signal.ts';
import { type Transport, TransportFailure, type TransportRequest, type TransportResponse } from './transport.ts';

/** Resolves with the response or with the error; never rejects. Whatever happens, the transport is told to let go. */
export function attempt(
  transport: Transport,
  request: Omit<TransportRequest, 'signal'>,
  signal: Signal | undefined,
  context: FailureContext,
): Promise<TransportResponse | OneTripError> {
  if (signal?.aborted) return Promise.resolve(new AbortedError(context));
  const abort = createAbort();
  return new Promise((resolve) => {
    const end = (outcome: TransportResponse | OneTripError) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    // Settled before the transport is told to stop, so its own words about being stopped come too late to be heard.
    const giveUp = (error: OneTripError) => {
      end(error);
      abort.abort();
    };
    const onAbort = () => giveUp(new AbortedError(context));
    const timer = setTimeout(() => giveUp(new TimeoutError(context)), request.timeoutMs);
    signal?.addEventListener('abort', onAbort);
    transport
      .send({ ...request, signal: abort.signal })
      .then(end, (reason: unknown) => end(translate(reason, context)));
  });
}

function translate(reason: unknown, context: FailureContext): OneTripError {
  const kind = reason instanceof TransportFailure ? reason.kind : 'network';
  if (kind === 'timeout') return new TimeoutError(context);
  if (kind === 'interrupted') return new InterruptedError(context);
  return new NetworkError(reason instanceof Error ? reason.message : String(reason), context);
}
