// Sends webhooks: at least once, under an id that stays the same, until the address has taken the message or never will.
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { webhookDeliveries, webhookEndpoints } from '../database/schema/index.ts';
import type { Jobs } from '../jobs/queues.ts';
import { mayHandOver } from '../privacy/handOvers.ts';
import { secretsOf } from './endpoints.ts';
import { waitAfter } from './schedule.ts';
import { webhookHeaders } from './signing.ts';

/** The address does not want to be told any more. */
const gone = 410;

const isTaken = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** The job `sendWebhook`: one attempt, and what follows from it. */
export async function sendWebhook(context: Context, { deliveryId }: Jobs['sendWebhook']): Promise<void> {
  const [found] = await context.database
    .select({ delivery: webhookDeliveries, endpoint: webhookEndpoints })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.endpointId, webhookDeliveries.endpointId))
    .where(eq(webhookDeliveries.deliveryId, deliveryId));
  if (found?.delivery.state !== 'pending') return;
  const { delivery, endpoint } = found;
  if (endpoint.disabledAt !== null || !context.config.partners.some((one) => one.partnerId === endpoint.partnerId)) {
    return bury(context, deliveryId);
  }
  // Consent may have been withdrawn since it was left here, or since the last attempt.
  if (!(await mayHandOver(context.database, endpoint.partnerId, delivery.applicationId)))
    return bury(context, deliveryId);
  const headers = webhookHeaders(deliveryId, context.now(), delivery.payload, secretsOf(context, endpoint));
  const status = await context.postWebhook(endpoint.url, headers, delivery.payload);
  const round = delivery.round + 1;
  const wait = isTaken(status) || status === gone ? null : waitAfter(round, Math.random());
  await context.database.transaction(async (tx) => {
    const [kept] = await tx
      .update(webhookDeliveries)
      .set({
        state: isTaken(status) ? 'delivered' : wait === null ? 'dead' : 'pending',
        attempts: delivery.attempts + 1,
        round,
        lastStatus: status,
        nextAttemptAt: wait === null ? null : new Date(context.now().getTime() + wait * 1000),
      })
      // What came of a replay asked for meanwhile, or of another attempt, stands.
      .where(
        and(
          eq(webhookDeliveries.deliveryId, deliveryId),
          eq(webhookDeliveries.attempts, delivery.attempts),
          eq(webhookDeliveries.round, delivery.round),
        ),
      )
      .returning({ deliveryId: webhookDeliveries.deliveryId });
    if (!kept) return;
    if (status === gone) {
      await tx
        .update(webhookEndpoints)
        .set({ disabledAt: context.now() })
        .where(eq(webhookEndpoints.endpointId, endpoint.endpointId));
    }
    if (wait !== null) {
      await context.jobs.send(tx, 'sendWebhook', { deliveryId }, { delaySeconds: wait, singletonKey: deliveryId });
    }
  });
  const outcome = isTaken(status) ? 'delivered' : wait === null ? 'dead' : 'again';
  context.metrics.webhooks.inc({ partner: endpoint.partnerId, outcome });
}

async function bury({ database }: Pick<Context, 'database'>, deliveryId: string): Promise<void> {
  await database
    .update(webhookDeliveries)
    .set({ state: 'dead', nextAttemptAt: null })
    .where(eq(webhookDeliveries.deliveryId, deliveryId));
}
