// Recorded fixtures: what a real service answered, with personal fields masked, to be answered again without it.
import { randomBytes } from 'node:crypto';
import { maskText, maskValue } from '../core/masking.ts';
import { type Transport, TransportFailure, type TransportResponse } from '../core/transport.ts';

/** One exchange. */
export interface RecordedExchange {
  readonly method: string;
  /** Path and query, masked. */
  readonly path: string;
  readonly status: number;
  /** Of the answer: those that a client reads. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer, masked. */
  readonly body: unknown;
}

/** Exchanges, in the order they happened: plain JSON, for a file. */
export interface Recording {
  readonly version: 1;
  readonly exchanges: readonly RecordedExchange[];
}

/** A transport that records, and what it has recorded so far. */
export interface RecordingTransport extends Transport {
  recording(): Recording;
}

const keptHeaders = ['content-type', 'request-id', 'retry-after'];
const pathOf = (url: string): string => maskText(url.replace(/^https?:\/\/[^/]+/i, ''));

/**
 * Records everything that goes through a transport. Tokens, identity numbers, names and mobile numbers are masked before
 * anything is kept; bodies of requests are not kept at all.
 * @example
 * const transport = recordingTransport(axiosTransport());
 * // … use a client over it against a test environment …
 * writeFileSync('fixture.json', JSON.stringify(transport.recording(), null, 2));
 */
export function recordingTransport(transport: Transport): RecordingTransport {
  const exchanges: RecordedExchange[] = [];
  return {
    ...transport,
    async send(request) {
      const response = await transport.send(request);
      const { status, headers, body } = response;
      exchanges.push({
        method: request.method,
        path: pathOf(request.url),
        status,
        headers: Object.fromEntries(Object.entries(headers).filter(([name]) => keptHeaders.includes(name))),
        body: masked(body),
      });
      return response;
    },
    recording: () => ({ version: 1, exchanges: [...exchanges] }),
  };
}

/** JSON stays JSON, with its personal fields masked; anything else is text. */
function masked(body: string): unknown {
  try {
    return maskValue(JSON.parse(body));
  } catch {
    return maskText(body);
  }
}

/**
 * Answers from a recording: each request with the next answer that was recorded for its method and path; the last one
 * stays. Fails, as a network does, for what was never recorded.
 * @example
 * const transport = replayTransport(JSON.parse(readFileSync('fixture.json', 'utf8')));
 * const client = createClient({ baseUrl: 'https://any.example', transport });
 */
export function replayTransport({ exchanges }: Recording): Transport {
  const waiting = new Map<string, RecordedExchange[]>();
  for (const exchange of exchanges) {
    const place = `${exchange.method} ${exchange.path}`;
    waiting.set(place, [...(waiting.get(place) ?? []), exchange]);
  }
  return {
    randomBytes: async (length) => new Uint8Array(randomBytes(length)),
    async send({ method, url }): Promise<TransportResponse> {
      const place = `${method} ${pathOf(url)}`;
      const recorded = waiting.get(place);
      const next = recorded && recorded.length > 1 ? recorded.shift() : recorded?.[0];
      if (!next) throw new TransportFailure('network', `Nothing was recorded for ${place}`);
      const { status, headers, body } = next;
      return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
    },
  };
}
