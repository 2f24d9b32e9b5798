// Embed sessions: what a partner's page at a counter may do, for a short while, in the name of one operator.
import type { CreateEmbedSessionBody, CurrentEmbedSession, EmbedSession, Registration } from '@onetrip/shared/contract';
import { and, eq, gt, lte } from 'drizzle-orm';
import type { PartnerConfig } from '../config/index.ts';
import type { Context } from '../context.ts';
import { newId, newToken } from '../database/ids.ts';
import { embedSessions, signatureNonces } from '../database/schema/index.ts';
import type { EmbedCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { holdsIdNumber } from '../log.ts';
import { stillStands } from './standing.ts';

/** How long a client token lasts: one citizen at a counter. The host's back end asks for another when it runs out. */
const embedSessionLifetimeMs = 30 * 60_000;

/** The page of the citizen app that partners' frames open; it is handed the token by the host page, not by its address. */
const framePath = '/embed.html';

/**
 * Opens a session.
 * @throws ProblemError `forbidden` (a service point of somebody else's) | `origin_not_allowed` |
 *   `matter_not_offered_here` | `invalid_request` (an identity number in `context` or `operator`)
 */
async function open(context: Context, partner: PartnerConfig, body: CreateEmbedSessionBody): Promise<EmbedSession> {
  const servicePoint = partner.servicePoints.find(({ servicePointId }) => servicePointId === body.servicePointId);
  if (!servicePoint) throw new ProblemError('forbidden');
  if (!partner.origins.includes(body.origin)) throw new ProblemError('origin_not_allowed');
  const matters = body.matters ?? partner.matters;
  if (!matters.every((matterId) => partner.matters.includes(matterId))) {
    throw new ProblemError('matter_not_offered_here');
  }
  const prefill = body.context ?? {};
  refuseIdentityData(body);
  const clientToken = newToken('emb');
  const expiresAt = new Date(context.now().getTime() + embedSessionLifetimeMs);
  const embedSessionId = newId('embed');
  await context.database.insert(embedSessions).values({
    embedSessionId,
    tokenHash: context.protection.lookup('token', clientToken),
    partnerId: partner.partnerId,
    assistance: {
      partnerId: partner.partnerId,
      partnerName: partner.name,
      servicePointId: servicePoint.servicePointId,
      servicePointName: servicePoint.name,
      operatorId: body.operator.id,
      operatorName: body.operator.name,
    },
    origin: body.origin,
    matters,
    context: prefill,
    expiresAt,
  });
  const frameUrl = `${context.config.citizenAppUrl.replace(/\/$/, '')}${framePath}`;
  return { embedSessionId, clientToken, frameUrl, expiresAt: expiresAt.toISOString() };
}

/** A host never learns who the citizen is, and so never hands it over either. */
function refuseIdentityData({ operator, context = {} }: CreateEmbedSessionBody): void {
  const given: [field: string, text: string][] = [
    ['operator.id', operator.id],
    ['operator.name', operator.name],
    ...Object.keys(context).map((key): [string, string] => ['context', key]),
    ...Object.entries(context).map(([key, value]): [string, string] => [`context.${key}`, value]),
  ];
  const fields = given
    .filter(([, text]) => holdsIdNumber(text))
    .map(([field]) => ({
      field: holdsIdNumber(field) ? 'context' : field,
      message: { zh: '网点页面不得传递身份证号码。', en: 'A host page must not hand over identity numbers.' },
    }));
  if (fields.length > 0) throw new ProblemError('invalid_request', { fields });
}

/**
 * The frame a client token belongs to; null when the token is unknown or lapsed, or the partner, its service point or
 * its page has been struck off the list since.
 */
export async function embedCaller(context: Context, token: string): Promise<EmbedCaller | null> {
  const [row] = await context.database
    .select()
    .from(embedSessions)
    .where(
      and(
        eq(embedSessions.tokenHash, context.protection.lookup('token', token)),
        gt(embedSessions.expiresAt, context.now()),
      ),
    );
  return row && stillStands(context.config.partners, row) ? { kind: 'embed', ...callerOf(row) } : null;
}

const callerOf = ({
  embedSessionId,
  assistance,
  origin,
  matters,
  context,
  expiresAt,
}: typeof embedSessions.$inferSelect): Omit<EmbedCaller, 'kind'> => ({
  embedSessionId,
  assistance,
  origin,
  matters,
  context,
  expiresAt,
});

/** Forgets sessions and nonces whose time is over. */
export async function sweepPartners(context: Context): Promise<void> {
  const now = context.now();
  await context.database.delete(embedSessions).where(lte(embedSessions.expiresAt, now));
  await context.database.delete(signatureNonces).where(lte(signatureNonces.expiresAt, now));
}

/** Handlers of `registration.*` and `embedSessions.*`. */
export function embedSessionHandlers(
  context: Context,
): Pick<Handlers, 'registration.get' | 'embedSessions.create' | 'embedSessions.current'> {
  // One that was taken out of the catalogue since is no longer offered.
  const offered = (matterIds: readonly string[]) =>
    matterIds.flatMap((matterId) => {
      const matter = context.catalogue.find(matterId);
      return matter ? [{ matterId, name: matter.name }] : [];
    });
  return {
    'registration.get': async ({ caller: { partner, keyId } }): Promise<Registration> => ({
      partnerId: partner.partnerId,
      name: partner.name,
      keyId,
      keyIds: partner.keys.map((key) => key.keyId),
      origins: partner.origins,
      servicePoints: partner.servicePoints.map(({ servicePointId, name }) => ({ servicePointId, name })),
      matters: offered(partner.matters),
    }),
    'embedSessions.create': ({ body, caller }) => open(context, caller.partner, body),
    'embedSessions.current': async ({ caller }): Promise<CurrentEmbedSession> => ({
      embedSessionId: caller.embedSessionId,
      assistance: caller.assistance,
      origin: caller.origin,
      matters: offered(caller.matters),
      context: caller.context,
      expiresAt: caller.expiresAt.toISOString(),
    }),
  };
}
