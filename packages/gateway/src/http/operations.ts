// Every operation of the contract as a route: who calls is proved, what is sent is checked, a write is done once.
import {
  type BodyOf,
  type Operation,
  operations,
  type ParamsOf,
  type QueryOf,
  type ResultOf,
  uploadPartBytes,
} from '@onetrip/shared/contract';
import { type OperationId, type OperationOf, operationIds, type Route, routes } from '@onetrip/shared/routes';
import { officerMay } from '@onetrip/shared/rules';
import { checkBody, checkWords } from '@onetrip/shared/validation';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { noteUse, permitUnder } from '../delegations/acting.ts';
import { authentication } from './authentication.ts';
import type { Handlers, OperationRequest } from './handlers.ts';
import { type Keep, once } from './idempotency.ts';
import { type Caller, type Limits, ownerOf } from './limits.ts';
import { ProblemError } from './problem.ts';
import { accepted } from './validation.ts';

function idempotencyKeyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') throw new ProblemError('idempotency_key_missing');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const message = { zh: '须为 1 至 255 个可见字符。', en: 'Must be 1 to 255 visible characters.' };
    throw new ProblemError('invalid_request', { fields: [{ field: 'Idempotency-Key', message }] });
  }
  return key;
}

/** Bytes a body may have where it is more than usual: a part of a file and the form around it, a whole catalogue. */
const largeBodies: Partial<Record<OperationId, number>> = {
  'uploads.append': uploadPartBytes + 1024,
  'publications.preview': 5 * 1024 * 1024,
  'publications.create': 5 * 1024 * 1024,
};

/** Writes that are one transaction and nothing else: their key is claimed in it. */
const oneTransaction: readonly OperationId[] = ['applications.create'];

/** An officer does only what one of his roles may, an agent what his delegation allows. */
function permit(id: OperationId, caller: Caller): void {
  if (caller.kind === 'officer' && !officerMay(id as OperationOf<'officer'>, caller.roles)) {
    throw new ProblemError('forbidden');
  }
  if (caller.kind === 'citizen') permitUnder(id, caller);
}

/** The application and the matter a request names. */
function namedIn(request: { params: unknown; body: unknown }): { applicationId?: string; matterId?: string } {
  const { applicationId, matterId } = { ...Object(request.body), ...Object(request.params) } as Record<string, unknown>;
  return {
    ...(typeof applicationId === 'string' ? { applicationId } : {}),
    ...(typeof matterId === 'string' ? { matterId } : {}),
  };
}

/** Registers every operation of the contract. */
export function registerOperations(app: FastifyInstance, context: Context, limits: Limits, handlers: Handlers): void {
  for (const id of operationIds) registerOperation(app, context, limits, handlers, id);
}

function registerOperation<K extends OperationId>(
  app: FastifyInstance,
  context: Context,
  limits: Limits,
  handlers: Handlers,
  id: K,
): void {
  const route: Route = routes[id];
  const operation: Operation = operations[id];
  const checkParams = checkWords(operation.params);
  const checkQuery = checkWords(operation.query);
  const check = checkBody(operation.body);
  const bodyLimit = largeBodies[id];
  const prove = (request: FastifyRequest) =>
    authentication[route.access](context, request).catch(async (error: unknown) => {
      await limits.refused(request);
      throw error;
    }) as Promise<OperationRequest<K>['caller']>;
  app.route({
    method: route.method,
    url: route.path,
    config: { operation: id },
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    async onRequest(request) {
      await limits.arrive(route, request);
      // So much is not even read of somebody who may not send it.
      if (bodyLimit !== undefined) permit(id, await prove(request));
    },
    async handler(request, reply) {
      const caller = await prove(request);
      await limits.known(id, caller, request);
      permit(id, caller);
      const key = route.write ? idempotencyKeyOf(request) : '';
      const checked = {
        params: accepted(checkParams, request.params) as ParamsOf<K>,
        query: accepted(checkQuery, request.query) as QueryOf<K>,
        body: accepted(check, request.body) as BodyOf<K>,
        caller,
        requestId: request.id,
        prove: async () => {
          const now = await prove(request);
          permit(id, now);
          return now;
        },
      };
      if (caller.kind === 'citizen') await noteUse(context, id, caller, namedIn(checked));
      // Whatever is published meanwhile, a request sees one edition of the catalogue.
      const run = (keep: Keep): Promise<ResultOf<K>> =>
        context.catalogue.steady(() => handlers[id]({ ...checked, keep }));
      reply.code(operation.status);
      if (!route.write) return run(async () => undefined);
      const { params, body } = checked;
      const write = {
        scope: `${ownerOf(caller)} ${id}`,
        key,
        request: { params, body },
        claimed: oneTransaction.includes(id) ? ('with' as const) : ('before' as const),
        ...(caller.kind === 'citizen' ? { subjectId: caller.citizenId } : {}),
      };
      const { result, replayed } = await once(context, write, run);
      if (replayed) reply.header('idempotency-replayed', 'true');
      return result;
    },
  });
}
