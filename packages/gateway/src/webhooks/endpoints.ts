// A partner's addresses: registered, given a secret, rotated with an overlap, forgotten.
import {
  type CreateWebhookEndpointBody,
  type WebhookEndpoint,
  type WebhookEndpointWithSecret,
  webhookEventTypes,
} from '@onetrip/shared/contract';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { webhookEndpoints } from '../database/schema/index.ts';
import { ProblemError } from '../http/problem.ts';
import { type AddressFault, faultOf } from './address.ts';
import { newWebhookSecret } from './signing.ts';

type EndpointRow = typeof webhookEndpoints.$inferSelect;

/** Addresses a partner may have. */
const mostEndpoints = 10;
/** After a rotation the former secret signs too for this long. */
const overlapMs = 24 * 3_600_000;
const sealedAs = 'webhook.secret';

const faults: Record<AddressFault, { zh: string; en: string }> = {
  notHttps: { zh: '须为 https 地址。', en: 'Must be an https address.' },
  credentials: { zh: '地址中不得含有用户名或密码。', en: 'Must hold no user name or password.' },
  private: { zh: '须为公网地址。', en: 'Must be an address on the public Internet.' },
};

/** What a partner may see of an address. */
export const showEndpoint = (row: EndpointRow, now: Date): WebhookEndpoint => ({
  endpointId: row.endpointId,
  url: row.url,
  events: row.events,
  createdAt: row.createdAt.toISOString(),
  disabledAt: row.disabledAt?.toISOString() ?? null,
  formerSecretUntil:
    row.formerSecretUntil !== null && row.formerSecretUntil > now ? row.formerSecretUntil.toISOString() : null,
});

/** The secrets that sign now: the present one, and the former one while it holds. */
export function secretsOf({ protection, now }: Pick<Context, 'protection' | 'now'>, row: EndpointRow): string[] {
  const { secretSealed, formerSecretSealed, formerSecretUntil } = row;
  const former = formerSecretUntil !== null && formerSecretUntil > now() ? formerSecretSealed : null;
  return [secretSealed, former].flatMap((sealed) =>
    sealed === null ? [] : [protection.openForService(sealedAs, sealed)],
  );
}

/** A partner's addresses, oldest first. */
export const endpointsOf = (db: Context['database'] | Transaction, partnerId: string): Promise<EndpointRow[]> =>
  db
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.partnerId, partnerId))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.endpointId));

/**
 * Registers an address.
 * @throws ProblemError `invalid_request` for one that may not be asked, `webhook_endpoints_full`
 */
export async function addEndpoint(
  context: Context,
  tx: Transaction,
  partnerId: string,
  { url, events }: CreateWebhookEndpointBody,
): Promise<WebhookEndpointWithSecret> {
  const fault = URL.canParse(url) ? faultOf(new URL(url), context.config.webhooks.privateAddresses) : 'notHttps';
  if (fault !== null) throw new ProblemError('invalid_request', { fields: [{ field: 'url', message: faults[fault] }] });
  // One partner registers one at a time, so that the count holds.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`webhook endpoints ${partnerId}`}))`);
  if ((await endpointsOf(tx, partnerId)).length >= mostEndpoints) throw new ProblemError('webhook_endpoints_full');
  const secret = newWebhookSecret();
  const [row] = await tx
    .insert(webhookEndpoints)
    .values({
      endpointId: newId('whk'),
      partnerId,
      url,
      events: [...(events ?? webhookEventTypes)],
      secretSealed: context.protection.sealForService(sealedAs, secret),
      createdAt: context.now(),
    })
    .returning();
  if (!row) throw new Error('no endpoint was added');
  return { ...showEndpoint(row, context.now()), secret };
}

/** A new secret; the former one signs too for a day. @throws ProblemError `not_found` */
export async function rotateSecret(
  { protection, now }: Pick<Context, 'protection' | 'now'>,
  tx: Transaction,
  partnerId: string,
  endpointId: string,
): Promise<WebhookEndpointWithSecret> {
  const secret = newWebhookSecret();
  const [row] = await tx
    .update(webhookEndpoints)
    .set({
      formerSecretSealed: sql`${webhookEndpoints.secretSealed}`,
      formerSecretUntil: new Date(now().getTime() + overlapMs),
      secretSealed: protection.sealForService(sealedAs, secret),
    })
    .where(and(eq(webhookEndpoints.partnerId, partnerId), eq(webhookEndpoints.endpointId, endpointId)))
    .returning();
  if (!row) throw new ProblemError('not_found');
  return { ...showEndpoint(row, now()), secret };
}
