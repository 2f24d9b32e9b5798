// The staff directory over HTTP: discovery, the page to choose an officer on, the token endpoint, its keys.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { obeySwitches, type SwitchBoard } from '../switches.ts';
import { describe, staffOfficers } from './officers.ts';
import { refusalPage, signInPage } from './page.ts';
import type { AuthorizationRequest, StaffDirectory } from './provider.ts';

/** The path the directory answers under; its issuer is this below the sandbox's address. */
export const staffDirectoryPath = '/staff-directory';

const queryOf = (url: string): URLSearchParams => new URLSearchParams(url.split('?', 2)[1] ?? '');

/** Mounts the directory. */
export function playStaffDirectory(app: FastifyInstance, directory: StaffDirectory, board: SwitchBoard): void {
  obeySwitches(app, board, () => 'staffDirectory', false);
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );

  /** The request if it is in order; otherwise it has been answered, where it is safe by sending the browser back. */
  function readRequest(url: string, reply: FastifyReply): AuthorizationRequest | null {
    const query = queryOf(url);
    const redirectUri = directory.redirectUriOf(query);
    if (redirectUri === null) {
      reply.code(400).type('text/html').send(refusalPage('服务或返回地址未登记 unknown client or redirect address'));
      return null;
    }
    const request = directory.read(query, redirectUri);
    if (!('error' in request)) return request;
    sendBack(reply, { redirectUri, state: query.get('state') }, request);
    return null;
  }

  function sendBack(
    reply: FastifyReply,
    { redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
    answer: Record<string, string>,
  ): FastifyReply {
    const back = new URL(redirectUri);
    const iss = String(directory.metadata().issuer);
    const parameters = { ...answer, iss, ...(state === null ? {} : { state }) };
    for (const [name, value] of Object.entries(parameters)) back.searchParams.set(name, value);
    return reply.redirect(back.href, 303);
  }

  app.get(`${staffDirectoryPath}/.well-known/openid-configuration`, async () => directory.metadata());
  app.get(`${staffDirectoryPath}/jwks`, async () => directory.keys());
  app.get(`${staffDirectoryPath}/officers`, async () => ({
    items: staffOfficers.map((officer) => ({ ...officer, note: describe(officer) })),
  }));

  app.get(`${staffDirectoryPath}/authorize`, async ({ url }, reply) => {
    if (!readRequest(url, reply)) return reply;
    return reply.type('text/html').send(signInPage(queryOf(url).toString()));
  });

  app.post(`${staffDirectoryPath}/authorize`, async ({ url, body }, reply) => {
    const request = readRequest(url, reply);
    if (!request) return reply;
    const chosen = body instanceof URLSearchParams ? body.get('sub') : null;
    const code = directory.giveCode(request, chosen ?? '');
    if (code === null) return reply.code(400).type('text/html').send(refusalPage('没有这位工作人员 no such officer'));
    return sendBack(reply, request, { code });
  });

  app.post(`${staffDirectoryPath}/token`, async ({ body, headers }, reply) => {
    reply.header('cache-control', 'no-store');
    if (!(body instanceof URLSearchParams)) return reply.code(400).send({ error: 'invalid_request' });
    const answer = await directory.exchange({ form: body, authorization: headers.authorization });
    if ('error' in answer) reply.code(answer.error === 'invalid_client' ? 401 : 400);
    return answer;
  });
}
