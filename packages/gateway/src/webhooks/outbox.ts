// The outbox of webhooks: an entry of a case filed at a partner's counter leaves one message an address of his.
import { type ApplicationEventType, type WebhookEvent, webhookTypeOf } from '@onetrip/shared/contract';
import { and, eq, isNull } from 'drizzle-orm';
import type { ApplicationRow } from '../applications/store.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { webhookDeliveries, webhookEndpoints } from '../database/schema/index.ts';
import { mayHandOver } from '../privacy/handOvers.ts';

/** What of an entry is told. */
interface Entry {
  seq: number;
  type: ApplicationEventType;
  at: Date;
}

/**
 * Leaves what the partner is told of an entry. Nothing is read or written for what was not filed at a counter,
 * nothing told without the citizen's consent.
 */
export async function leaveWebhooks(
  { jobs }: Pick<Context, 'jobs'>,
  tx: Transaction,
  { applicationId, acceptanceNumber, matterId, state, assistance }: ApplicationRow,
  { seq, type: entryType, at }: Entry,
): Promise<void> {
  const type = webhookTypeOf(entryType);
  if (assistance === null || type === null) return;
  const endpoints = await tx
    .select({ endpointId: webhookEndpoints.endpointId, events: webhookEndpoints.events })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.partnerId, assistance.partnerId), isNull(webhookEndpoints.disabledAt)));
  const wanting = endpoints.filter(({ events }) => events.includes(type));
  if (wanting.length === 0 || !(await mayHandOver(tx, assistance.partnerId, applicationId))) return;
  const { servicePointId, operatorId } = assistance;
  const event: WebhookEvent = {
    type,
    timestamp: at.toISOString(),
    data: { applicationId, acceptanceNumber, matterId, state, seq, servicePointId, operatorId },
  };
  const payload = JSON.stringify(event);
  const rows = wanting.map(({ endpointId }) => ({
    deliveryId: newId('msg'),
    endpointId,
    applicationId,
    seq,
    payload,
    state: 'pending' as const,
    nextAttemptAt: at,
    createdAt: at,
  }));
  await tx.insert(webhookDeliveries).values(rows);
  for (const { deliveryId } of rows) await jobs.send(tx, 'sendWebhook', { deliveryId });
}
