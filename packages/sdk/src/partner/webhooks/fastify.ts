// Webhooks in a Fastify app: a plugin whose own content type parser keeps the bytes; the app's other routes parse as before.
import { createReceive, largestBody, type WebhookOptions } from './receiving.ts';
import type { WebhookHeaders } from './verify.ts';

/** The part of Fastify that is used; any instance of Fastify 4 or 5 fits. */
export interface FastifyLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    options: { parseAs: 'buffer' },
    parse: (request: unknown, body: Uint8Array, done: (error: null, body: Uint8Array) => void) => void,
  ): unknown;
  post(
    path: string,
    options: { bodyLimit: number },
    handler: (
      request: { readonly body: unknown; readonly headers: Readonly<Record<string, string | string[] | undefined>> },
      reply: { code(status: number): { send(): unknown } },
    ) => Promise<unknown>,
  ): unknown;
}

/** What the plugin is given. */
export interface FastifyWebhookOptions extends WebhookOptions {
  /** The path of the address you registered, e.g. `/onetrip`. */
  readonly path: string;
}

/**
 * A plugin that receives webhooks.
 * @throws {TypeError} when a secret is of the wrong kind
 * @example
 * await app.register(fastifyWebhooks({ path: '/onetrip', secrets, onMessage }));
 */
export function fastifyWebhooks({ path, ...options }: FastifyWebhookOptions): (app: FastifyLike) => Promise<void> {
  const receive = createReceive(options);
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.post(path, { bodyLimit: largestBody }, async ({ body, headers }, reply) =>
      reply.code(await receive(body, headers as WebhookHeaders)).send(),
    );
  };
}
