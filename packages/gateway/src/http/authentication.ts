// Who calls: a citizen or an officer by his session, a frame by its embed session, a partner by its signature.

import type { Access } from '@onetrip/shared/routes';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { actingFor, actingHeader } from '../delegations/acting.ts';
import { findSession } from '../identity/sessions.ts';
import { findOfficer } from '../officers/sessions.ts';
import { embedCaller } from '../partners/service.ts';
import { verifyPartner } from '../partners/signature.ts';
import type { Callers, CitizenCaller, EmbedCaller, OfficerCaller, PartnerCaller } from './handlers.ts';
import { ProblemError } from './problem.ts';

/** How each kind of access is proved. */
export type Authentication = { [A in Access]: (context: Context, request: FastifyRequest) => Promise<Callers[A]> };

const tokenOf = (request: FastifyRequest): string => {
  const [, token] = /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!token) throw new ProblemError('unauthenticated');
  return token;
};

/** An address as one caller's: of IPv6, the network a household is given. */
const networkOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;

async function citizen(context: Context, request: FastifyRequest): Promise<CitizenCaller> {
  const found = await findSession(context, tokenOf(request));
  if (!found) throw new ProblemError('unauthenticated');
  const delegationId = request.headers[actingHeader];
  return typeof delegationId === 'string' ? actingFor(context, found, delegationId) : found;
}

async function embed(context: Context, request: FastifyRequest): Promise<EmbedCaller> {
  const found = await embedCaller(context, tokenOf(request));
  if (!found) throw new ProblemError('unauthenticated');
  return found;
}

async function officer(context: Context, request: FastifyRequest): Promise<OfficerCaller> {
  const found = await findOfficer(context, tokenOf(request));
  if (!found) throw new ProblemError('unauthenticated');
  return found;
}

async function partner(context: Context, request: FastifyRequest): Promise<PartnerCaller> {
  const [path = '/', query = ''] = request.url.split('?', 2);
  return verifyPartner(context, {
    method: request.method,
    path,
    query: query ? `?${query}` : '',
    headers: request.headers,
    rawBody: request.rawBody ?? Buffer.alloc(0),
  });
}

/** Proves who calls. Each throws ProblemError `unauthenticated`, or for a partner what is wrong with the signature. */
export const authentication: Authentication = {
  public: async ({ protection }, request) => ({
    kind: 'public',
    from: protection.lookup('address', networkOf(request.ip)),
  }),
  citizen,
  embed,
  partner,
  officer,
};
