// Webhooks over node:http and Express: the bytes are read here, before anybody parses them.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createReceive, largestBody, type WebhookOptions } from './receiving.ts';
import { WebhookError } from './verify.ts';

/** A request listener, or a handler of Express. */
export type WebhookListener = (
  request: IncomingMessage & { readonly body?: unknown },
  response: ServerResponse,
) => Promise<void>;

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
export const expressWebhooks: (options: WebhookOptions) => WebhookListener = nodeWebhooks;

/** The bytes: those a raw parser kept, or else the stream's; of a parsed body what the parser made of it. */
async function rawBodyOf(request: IncomingMessage & { readonly body?: unknown }): Promise<unknown> {
  const { body } = request;
  if (body instanceof Uint8Array || typeof body === 'string') return body;
  if (request.readableEnded) return body;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > largestBody) throw new WebhookError('bodyTooLarge');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
