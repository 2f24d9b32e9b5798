// The transport of engines that have fetch and little else: workers at the edge, Deno, Bun, service workers.
import { type Transport, TransportFailure } from '../core/transport.ts';

/** The part of `fetch` that is used. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The transport over `fetch`. It does not tell how much of an upload has left.
 * @param fetchLike your own, e.g. with a proxy; default: the engine's
 * @example
 * const client = createClient({ baseUrl, transport: fetchTransport(), resources: { matters: Matters } });
 */
export function fetchTransport(fetchLike: FetchLike = (url, init) => fetch(url, init)): Transport {
  return {
    async send({ method, url, headers, body, signal }) {
      const abort = new AbortController();
      const stop = () => abort.abort();
      signal.addEventListener('abort', stop);
      try {
        const answer = await fetchLike(url, {
          method,
          headers: { ...headers },
          // A redirect would carry the token to wherever it points.
          redirect: 'manual',
          signal: abort.signal,
          ...(body === undefined ? {} : { body: body as BodyInit }),
        });
        return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
      } catch (error) {
        throw new TransportFailure('network', wordsOf(error));
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    randomBytes: async (length) => crypto.getRandomValues(new Uint8Array(length)),
  };
}

/** Node's fetch says only “fetch failed” and keeps the reason as its cause. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
