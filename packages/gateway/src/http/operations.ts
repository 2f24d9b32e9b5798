// Every operation of the contract as a route: who calls is proved, what is sent is checked, a write is done once.
import { createHash } from 'node:crypto';
import {
  type BodyOf,
  type Operation,
  operations,
  type ParamsOf,
  type QueryOf,
  type ResultOf,
} from '@onetrip/shared/contract';
import { type OperationId, operationIds, type Route, routes } from '@onetrip/shared/routes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { authentication } from './authentication.ts';
import type { Callers, Handlers, OperationRequest } from './handlers.ts';
import { type Keep, once } from './idempotency.ts';
import { ProblemError } from './problem.ts';
import { type Check, checkBody, checkNothing, checkWords } from './validation.ts';

type Caller = Callers[keyof Callers];

/** Whose key it is: the same key of another caller is another key. */
function ownerOf(caller: Caller): string {
  switch (caller.kind) {
    case 'public':
      return 'public';
    case 'citizen':
      return `citizen:${caller.citizenId}`;
    case 'embed':
      return `embed:${caller.embedSessionId}`;
    case 'partner':
      return `partner:${caller.partner.partnerId}`;
  }
}

function idempotencyKeyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') throw new ProblemError('idempotency_key_missing');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const message = { zh: '须为 1 至 255 个可见字符。', en: 'Must be 1 to 255 visible characters.' };
    throw new ProblemError('invalid_request', { fields: [{ field: 'Idempotency-Key', message }] });
  }
  return key;
}

/** What a request's rate is counted by: the session where there is one, or else the address. */
const sessionOrAddress = (request: FastifyRequest): string =>
  request.headers.authorization
    ? createHash('sha256').update(request.headers.authorization).digest('base64url')
    : request.ip;

/** Operations that tell whether a name and a number belong together: nobody tries them out by the hundred. */
const identityChecks: readonly OperationId[] = ['identity.verify', 'identity.confirmInPerson'];

/** How often an operation may be called in a minute, counted by whom, and together with which others. */
function limitOf(id: OperationId, route: Route, limits: GatewayConfig['rateLimits']) {
  if (route.access === 'public' && route.write) {
    return { groupId: 'publicWrites', max: limits.publicWrites, keyGenerator: (request: FastifyRequest) => request.ip };
  }
  return identityChecks.includes(id)
    ? { groupId: 'identityChecks', max: limits.identityChecks, keyGenerator: sessionOrAddress }
    : { groupId: 'session', max: limits.session, keyGenerator: sessionOrAddress };
}

/** Registers every operation of the contract. */
export function registerOperations(app: FastifyInstance, context: Context, handlers: Handlers): void {
  for (const id of operationIds) registerOperation(app, context, handlers, id);
}

function registerOperation<K extends OperationId>(
  app: FastifyInstance,
  context: Context,
  handlers: Handlers,
  id: K,
): void {
  const route: Route = routes[id];
  const operation: Operation = operations[id];
  const checkParams: Check = operation.params ? checkWords(operation.params) : () => undefined;
  const checkQuery: Check = operation.query ? checkWords(operation.query) : () => undefined;
  const check: Check = operation.body ? checkBody(operation.body) : checkNothing;
  app.route({
    method: route.method,
    url: route.path,
    config: {
      operation: id,
      rateLimit: { timeWindow: 60_000, ...limitOf(id, route, context.config.rateLimits) },
    },
    async handler(request, reply) {
      const caller = (await authentication[route.access](context, request)) as OperationRequest<K>['caller'];
      const key = route.write ? idempotencyKeyOf(request) : '';
      const checked = {
        params: checkParams(request.params) as ParamsOf<K>,
        query: checkQuery(request.query) as QueryOf<K>,
        body: check(request.body) as BodyOf<K>,
        caller,
        requestId: request.id,
      };
      const run = (keep: Keep): Promise<ResultOf<K>> => handlers[id]({ ...checked, keep });
      reply.code(operation.status);
      if (!route.write) return run(async () => undefined);
      const { params, body } = checked;
      const write = { scope: `${ownerOf(caller)} ${id}`, key, request: { params, body } };
      const { result, replayed } = await once(context, write, run);
      if (replayed) reply.header('idempotency-replayed', 'true');
      return result;
    },
  });
}
