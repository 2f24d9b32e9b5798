// Whether the process lives, whether it can serve, and what it measured.
import { timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Metrics } from './metrics.ts';
import { ProblemError } from './problem.ts';

/** What must be there before requests are served. */
export interface Readiness {
  catalogue: boolean;
  jobs: boolean;
}

const isLocal = (address: string): boolean => ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(address);

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return isLocal(request.ip);
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Registers `/health/live`, `/health/ready` and `/metrics`. */
export function registerHealth(app: FastifyInstance, context: Context, metrics: Metrics, ready: Readiness): void {
  app.get('/health/live', async () => ({ status: 'ok' }));

  app.get('/health/ready', async (_request, reply) => {
    // Migrations run before anything listens: a database that answers is an up-to-date one.
    const database = await context.database.execute(sql`SELECT 1`).then(
      () => true,
      () => false,
    );
    const checks = { database, ...ready };
    const all = Object.values(checks).every(Boolean);
    return reply.code(all ? 200 : 503).send({ status: all ? 'ok' : 'unavailable', checks });
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, context.config.metricsToken)) throw new ProblemError('forbidden');
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
