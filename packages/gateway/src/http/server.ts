// The HTTP server: limits, headers, problems for every error, and the operations of the contract.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import { type OperationId, operationIds, type Route, routes } from '@onetrip/shared/routes';
import Fastify, {
  errorCodes,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Context } from '../context.ts';
import { actingHeader } from '../delegations/acting.ts';
import { withoutPersonal } from '../log.ts';
import { signAnswers } from '../partners/answers.ts';
import { registerReference } from '../reference/page.ts';
import { registerSite } from '../reference/site.ts';
import { registerParts } from '../uploads/parts.ts';
import type { Handlers } from './handlers.ts';
import { type Readiness, registerHealth } from './health.ts';
import { createLimits, limitCallbacks, limitOptions } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { registerOperations } from './operations.ts';
import { ProblemError } from './problem.ts';
import { problemOf, sendProblem } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body's bytes as they came; signatures are over these. */
    rawBody?: Buffer;
  }
  interface FastifyContextConfig {
    operation?: OperationId;
  }
}

const bodyLimitBytes = 64 * 1024;
const requestTimeoutMs = 30_000;
/** A caller's own request id is taken over when it looks like one, and like nobody's number: it stands in every log. */
const isRequestId = (given: unknown): given is string =>
  typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) && withoutPersonal(given) === given;

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'strict-transport-security': 'max-age=31536000',
  'cache-control': 'no-store',
};

/** Answers what is not even HTTP. */
function refuseBrokenRequest(_error: Error, socket: Socket): void {
  if (!socket.writable) return;
  const problem = problemOf(new ProblemError('invalid_request'), randomUUID(), 'zh');
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nRequest-Id: ${problem.requestId}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Paths of the contract, to tell a wrong method from an unknown place. */
const places = operationIds.map((id) => {
  const { method, path }: Route = routes[id];
  return { method, pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`) };
});

function refuseUnknownPlace(url: string): { allow: string[]; error: ProblemError } {
  const [path = '/'] = url.split('?', 1);
  const allow = [...new Set(places.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
  return { allow, error: new ProblemError(allow.length ? 'method_not_allowed' : 'not_found') };
}

/** Builds the server; it does not listen yet. `more` registers what is not an operation of the contract. */
export async function buildServer(
  context: Context,
  handlers: Handlers,
  metrics: Metrics,
  ready: Readiness,
  more: (app: FastifyInstance) => void,
): Promise<FastifyInstance> {
  const { config, log } = context;
  const begin = (request: FastifyRequest, reply: FastifyReply): void => {
    reply.header('request-id', request.id);
    reply.headers(securityHeaders);
  };
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { code } = problemOf(error, request.id, 'en');
    metrics.problems.inc({ code });
    if (code === 'internal') log.error({ err: error, requestId: request.id }, 'unexpected error');
    return sendProblem(request, reply, error);
  };
  const record = (request: FastifyRequest, reply: FastifyReply): void => {
    const operation = request.routeOptions.config?.operation ?? request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    metrics.requestSeconds.observe({ operation, status: String(status) }, reply.elapsedTime / 1000);
    log.info({ requestId: request.id, operation, status, ms: Math.round(reply.elapsedTime) }, 'request');
  };
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // One line a request is written below, without its address: words of a query may be personal.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: refuseBrokenRequest,
    genReqId: (request) => {
      const given = request.headers['request-id'];
      return isRequestId(given) ? given : randomUUID();
    },
    // What the router refuses passes no hook.
    frameworkErrors: (error, request, reply) => {
      begin(request, reply);
      refuse(error, request, reply);
      record(request, reply);
    },
  });

  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer;
    if (body.length === 0) return done(null, undefined);
    return parseJson(request, body.toString('utf8'), done);
  });

  registerParts(app);

  // Some clients name a form of body even where they send none.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    return done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']));
  });

  app.addHook('onRequest', async (request, reply) => {
    begin(request, reply);
    const isOperation = request.url.startsWith('/v1/');
    if (isOperation && !(ready.catalogue && ready.jobs)) throw new ProblemError('service_unavailable');
  });
  app.addHook('onResponse', async (request, reply) => record(request, reply));
  signAnswers(app, context);
  app.setErrorHandler(refuse);
  app.setNotFoundHandler((request, reply) => {
    const { allow, error } = refuseUnknownPlace(request.url);
    if (allow.length > 0) reply.header('allow', allow.join(', '));
    return refuse(error, request, reply);
  });

  await app.register(cors, {
    origin: [new URL(config.citizenAppUrl).origin, ...config.allowedOrigins],
    methods: ['GET', 'POST', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'accept-language',
      'request-id',
      'traceparent',
      actingHeader,
    ],
    exposedHeaders: ['request-id', 'retry-after', 'idempotency-replayed'],
    maxAge: 600,
  });
  await app.register(rateLimit, limitOptions);

  registerHealth(app, context, metrics, ready);
  registerReference(app);
  registerSite(app, config.docsFolder);
  const limits = createLimits(app, config.rateLimits);
  registerOperations(app, context, limits, handlers);
  limitCallbacks(app, limits);
  more(app);
  return app;
}
