// The documentation's site at `/docs/`: files that `npm run docs` has built, served as they are, and nothing else.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem.ts';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};
/** Names of files that may be there: no way up, nothing hidden, no other kinds. */
const fileName = /^(?:[A-Za-z0-9][\w-]*\/)*[A-Za-z0-9][\w-]*\.(html|css|svg)$/;
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'";
const notBuilt = '文档尚未生成，请运行 npm run docs。 The documentation is not built: run npm run docs.\n';

/** A file of the site; null where there is none of this name. */
async function find(folder: string, name: string): Promise<{ body: Buffer; type: string } | null> {
  const [, extension = ''] = fileName.exec(name) ?? [];
  const type = types[extension];
  if (type === undefined) return null;
  try {
    return { body: await readFile(join(folder, name)), type };
  } catch {
    return null;
  }
}

/**
 * Serves the site.
 * @param folder where it was built; it may be built, or built anew, while the service runs
 */
export function registerSite(app: FastifyInstance, folder: string): void {
  async function send(request: FastifyRequest, reply: FastifyReply, name: string): Promise<FastifyReply> {
    const file = await find(folder, name);
    if (!file && name === 'index.html') return reply.code(404).type('text/plain; charset=utf-8').send(notBuilt);
    if (!file) throw new ProblemError('not_found');
    const etag = `"${createHash('sha256').update(file.body).digest('base64url')}"`;
    reply.headers({ etag, 'cache-control': 'no-cache', 'content-security-policy': policy });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(file.type).send(file.body);
  }

  app.get('/docs', async (_request, reply) => reply.redirect('/docs/', 308));
  app.get<{ Params: { '*': string } }>('/docs/*', async (request, reply) => {
    const { '*': name } = request.params;
    return send(request, reply, name === '' || name.endsWith('/') ? `${name}index.html` : name);
  });
}
