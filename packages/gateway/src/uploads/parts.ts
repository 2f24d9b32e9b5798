// The body of a part: bytes as they are, or the one file of a form (RFC 7578), which is all `wx.uploadFile` can send.
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem.ts';

/** Takes in bytes, for the one operation that is sent some; any other refuses them as it refuses all but JSON. */
export function registerParts(app: FastifyInstance): void {
  const parserOf =
    (read: (request: FastifyRequest, body: Buffer) => Buffer) =>
    async (request: FastifyRequest, body: Buffer): Promise<Buffer | undefined> => {
      if (body.length === 0) return undefined;
      if (request.routeOptions.config.operation === 'uploads.append') return read(request, body);
      throw new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']);
    };
  const parseAs = { parseAs: 'buffer' } as const;
  app.addContentTypeParser(
    'application/octet-stream',
    parseAs,
    parserOf((_request, body) => body),
  );
  app.addContentTypeParser(
    'multipart/form-data',
    parseAs,
    parserOf((request, body) => fileOfForm(request.headers['content-type'] ?? '', body)),
  );
}

/** @throws ProblemError `invalid_request` when there is not exactly one file between the boundaries */
function fileOfForm(contentType: string, body: Buffer): Buffer {
  const boundary = /boundary="?([^";]{1,70})"?/i.exec(contentType)?.[1];
  const mark = `--${boundary}`;
  const begins = body.indexOf(`${mark}\r\n`);
  const content = body.indexOf('\r\n\r\n', begins) + 4;
  const ends = body.indexOf(`\r\n${mark}`, content);
  const isOne = boundary !== undefined && begins === 0 && content > 4 && ends >= content;
  if (
    !isOne ||
    !body
      .subarray(ends + 2)
      .toString('latin1')
      .startsWith(`${mark}--`)
  ) {
    const message = { zh: '表单中须有且只有一个文件。', en: 'The form must hold exactly one file.' };
    throw new ProblemError('invalid_request', { fields: [{ field: 'body', message }] });
  }
  return body.subarray(content, ends);
}
