// Keeps the bytes of a body beside its value: signatures cover bytes.
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came; empty where there is none. */
    bodyBytes: Buffer;
  }
}

const none = Buffer.alloc(0);

/** Reads JSON bodies; one that is no JSON becomes `undefined` and is refused by the route's schema, after its signature. */
export function keepBodyBytes(app: FastifyInstance): void {
  app.decorateRequest('bodyBytes');
  app.addHook('onRequest', async (request) => {
    request.bodyBytes = none;
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.bodyBytes = body;
    try {
      done(null, body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined);
    } catch {
      done(null, undefined);
    }
  });
}
