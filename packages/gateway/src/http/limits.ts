// How often one may call in a minute: counted by address until somebody has proved who he is, then by who he is.
import type { OperationId, Route } from '@onetrip/shared/routes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config/index.ts';
import type { Callers, EmbedCaller } from './handlers.ts';
import { ProblemError } from './problem.ts';

/** Anybody who calls. */
export type Caller = Callers[keyof Callers];

/** What names a caller: other sessions of the same citizen are the same caller. */
export function ownerOf(caller: Caller): string {
  switch (caller.kind) {
    case 'public':
      return 'public';
    case 'citizen':
      return caller.delegation
        ? `citizen:${caller.delegation.agentId} for ${caller.delegation.delegationId}`
        : `citizen:${caller.citizenId}`;
    case 'embed':
      return `embed:${caller.embedSessionId}`;
    case 'partner':
      return `partner:${caller.partner.partnerId}`;
    case 'officer':
      return `officer:${caller.officerId}`;
  }
}

/** Operations that tell whether a name and a number belong together: nobody tries them out by the hundred. */
const identityChecks: readonly OperationId[] = [
  'identity.verify',
  'identity.confirmInPerson',
  'identity.startFaceCheck',
  'delegations.propose',
];
/** Operations that go over the whole catalogue, and keep everybody waiting meanwhile. */
const heavy: readonly OperationId[] = ['publications.preview', 'publications.create'];

/** Checks of one clerk, and at one service point, as a multiple of those in one embed session. */
const ofClerk = 3;
const ofServicePoint = 30;

/** How many addresses or callers each count remembers; the longest unseen is forgotten. */
const remembered = 50_000;

/** The counts; each throws ProblemError `rate_limited` when there were too many. */
export interface Limits {
  /** Before anything is read: what nobody signs in for, and addresses that failed to sign in too often. */
  arrive(route: Route, request: FastifyRequest): Promise<void>;
  /** Before a call that no operation takes is read, which is signed: addresses that failed to prove themselves too often. */
  knock(request: FastifyRequest): Promise<void>;
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
  const heavyOnes = byCaller(limits.publications);
  // A page may open one embed session after another: whoever looks at the cards is counted, and where he sits.
  const byPlace = (max: number, placeOf: (caller: EmbedCaller) => string): Limiter =>
    app.createRateLimit({
      timeWindow: 60_000,
      max,
      keyGenerator: (request) => {
        const caller = callers.get(request);
        return caller?.kind === 'embed' ? placeOf(caller) : ownerOf(caller ?? { kind: 'public' });
      },
    });
  const pointOf = ({ assistance }: EmbedCaller) => `${assistance.partnerId}/${assistance.servicePointId}`;
  const clerkChecks = byPlace(
    limits.identityChecks * ofClerk,
    (caller) => `clerk:${pointOf(caller)}/${caller.assistance.operatorId}`,
  );
  const pointChecks = byPlace(limits.identityChecks * ofServicePoint, (caller) => `point:${pointOf(caller)}`);

  async function count(limiter: Limiter, request: FastifyRequest, { increment = true } = {}): Promise<void> {
    const counted = await limiter(request, { increment });
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new ProblemError('rate_limited', { retryAfterSeconds: Math.max(1, counted.ttlInSeconds) });
  }

  const knock = (request: FastifyRequest) => count(refusals, request, { increment: false });
  return {
    arrive: ({ access, write }, request) =>
      access === 'public' ? count(write ? writes : reads, request) : knock(request),
    knock,
    refused: (request) => count(refusals, request),
    async known(id, caller, request) {
      if (caller.kind === 'public') return;
      callers.set(request, caller);
      await count(requests, request);
      if (heavy.includes(id)) await count(heavyOnes, request);
      if (!identityChecks.includes(id)) return;
      await count(checks, request);
      if (caller.kind !== 'embed') return;
      await count(clerkChecks, request);
      await count(pointChecks, request);
    },
  };
}

const callback = /^(?:\/v1)?\/callbacks\//;

/** Limits call-backs as operations are whose callers must prove themselves: a 401 counts, and too many are not read. */
export function limitCallbacks(app: FastifyInstance, limits: Limits): void {
  const isCallback = ({ routeOptions: { url = '' } }: FastifyRequest) => callback.test(url);
  app.addHook('onRequest', async (request) => {
    if (isCallback(request)) await limits.knock(request);
  });
  app.addHook('onSend', async (request, reply) => {
    if (isCallback(request) && reply.statusCode === 401) await limits.refused(request);
  });
}

/** What the plugin that counts is registered with. */
export const limitOptions = { global: false, cache: remembered };
