// Webhooks over node:http and Express: the bytes are read here, before anybody parses them.
import { createReceive, largestBody, type WebhookOptions } from './receiving.ts';
import { WebhookError } from './verify.ts';

/** The part of Node's `IncomingMessage`, or of Express' request, that is used. */
export interface WebhookRequest extends AsyncIterable<Uint8Array> {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableEnded: boolean;
  /** What a parser that ran before has kept. */
  readonly body?: unknown;
}

/** The part of Node's `ServerResponse` that is used. */
export interface WebhookResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(): unknown;
}

/** A request listener, or a handler of Express. */
export type WebhookListener = (request: WebhookRequest, response: WebhookResponse) => Promise<void>;

/**
 * Receives webhooks over `node:http`: call it for POSTs to the address you registered.
 * @throws {TypeError} when a secret is of the wrong kind
 * @example
 * const receive = nodeWebhooks({ secrets, onMessage: ({ id, event }) => keep(id, event) });
 * createServer((request, response) => receive(request, response)).listen(8080);
 */
export function nodeWebhooks(options: WebhookOptions): WebhookListener {
  const receive = createReceive(options);
  return async (request, response) => {
    const answer = (status: number) => {
      response.statusCode = status;
      response.end();
    };
    try {
      answer(await receive(await rawBodyOf(request), request.headers));
    } catch (error) {
      options.onRefused?.(error);
      // The rest is not read; the connection ends with the answer.
      response.setHeader('connection', 'close');
      answer(error instanceof WebhookError ? 413 : 400);
    }
  };
}

/**
 * Receives webhooks in an Express app, wherever its `express.json()` stands: place it before, or give this path
 * `express.raw({ type: 'application/json' })`. A body that was parsed already is refused with 500 and told to `onRefused`.
 * @throws {TypeError} when a secret is of the wrong kind
 * @example
 * app.post('/onetrip', expressWebhooks({ secrets, onMessage }));
 * app.use(express.json());
 */
export function expressWebhooks(options: WebhookOptions): WebhookListener {
  return nodeWebhooks(options);
}

/** The bytes: those a raw parser kept, or else the stream's; of a parsed body what the parser made of it. */
async function rawBodyOf(request: WebhookRequest): Promise<unknown> {
  const { body } = request;
  if (body instanceof Uint8Array || typeof body === 'string') return body;
  if (request.readableEnded) return body;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > largestBody) throw new WebhookError('bodyTooLarge');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
