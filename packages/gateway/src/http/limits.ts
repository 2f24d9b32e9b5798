// How often one may call in a minute: counted by address until somebody has proved who he is, then by who he is.
import type { OperationId, Route } from '@onetrip/shared/routes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import type { Callers } from './handlers.ts';
import { ProblemError } from './problem.ts';

/** Anybody who calls. */
export type Caller = Callers[keyof Callers];

/** What names a caller: other sessions of the same citizen are the same caller. */
export function ownerOf(caller: Caller): string {
  switch (caller.kind) {
    case 'public':
      return 'public';
    case 'citizen':
      return `citizen:${caller.citizenId}`;
    case 'embed':
      return `embed:${caller.embedSessionId}`;
    case 'partner':
      return `partner:${caller.partner.partnerId}`;
    case 'officer':
      return `officer:${caller.officerId}`;
  }
}

/** Operations that tell whether a name and a number belong together: nobody tries them out by the hundred. */
const identityChecks: readonly OperationId[] = ['identity.verify', 'identity.confirmInPerson'];

/** How many addresses or callers each count remembers; the longest unseen is forgotten. */
const remembered = 50_000;

/** The counts; each throws ProblemError `rate_limited` when there were too many. */
export interface Limits {
  /** Before anything is read: what nobody signs in for, and addresses that failed to sign in too often. */
  arrive(route: Route, request: FastifyRequest): Promise<void>;
  /** Somebody could not prove who he is. */
  refused(request: FastifyRequest): Promise<void>;
  /** Somebody proved who he is, and asks for this. */
  known(id: OperationId, caller: Caller, request: FastifyRequest): Promise<void>;
}

/** Opens the counts of one server. */
export function createLimits(app: FastifyInstance, limits: GatewayConfig['rateLimits']): Limits {
  type Limiter = ReturnType<FastifyInstance['createRateLimit']>;
  const callers = new WeakMap<FastifyRequest, Caller>();
  const byAddress = (max: number): Limiter => app.createRateLimit({ timeWindow: 60_000, max });
  const byCaller = (max: number): Limiter =>
    app.createRateLimit({
      timeWindow: 60_000,
      max,
      keyGenerator: (request) => ownerOf(callers.get(request) ?? { kind: 'public' }),
    });
  const writes = byAddress(limits.publicWrites);
  const reads = byAddress(limits.session);
  const refusals = byAddress(limits.session);
  const requests = byCaller(limits.session);
  const checks = byCaller(limits.identityChecks);

  async function count(limiter: Limiter, request: FastifyRequest, { increment = true } = {}): Promise<void> {
    const counted = await limiter(request, { increment });
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new ProblemError('rate_limited', { retryAfterSeconds: Math.max(1, counted.ttlInSeconds) });
  }

  return {
    arrive({ access, write }, request) {
      if (access === 'public') return count(write ? writes : reads, request);
      return count(refusals, request, { increment: false });
    },
    refused: (request) => count(refusals, request),
    async known(id, caller, request) {
      if (caller.kind === 'public') return;
      callers.set(request, caller);
      await count(requests, request);
      if (identityChecks.includes(id)) await count(checks, request);
    },
  };
}

/** What the plugin that counts is registered with. */
export const limitOptions = { global: false, cache: remembered };
