// Operations of webhooks, for partners' back ends: addresses, messages, dead letters and their replay.
import type { WebhookDelivery, WebhookEvent } from '@onetrip/shared/contract';
import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import { cursorOf, placeOf } from '../applications/cursor.ts';
import type { Context } from '../context.ts';
import { webhookDeliveries, webhookEndpoints } from '../database/schema/index.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { handedOver } from '../privacy/handOvers.ts';
import { addEndpoint, endpointsOf, rotateSecret, showEndpoint } from './endpoints.ts';

const showDelivery = (row: typeof webhookDeliveries.$inferSelect): WebhookDelivery => ({
  deliveryId: row.deliveryId,
  endpointId: row.endpointId,
  state: row.state,
  attempts: row.attempts,
  lastStatus: row.lastStatus,
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  event: JSON.parse(row.payload) as WebhookEvent,
});

type WebhookOperation = Extract<keyof Handlers, `webhook${string}`>;

/** Handlers of `webhookEndpoints.*` and `webhookDeliveries.*`. */
export function webhookHandlers(context: Context): Pick<Handlers, WebhookOperation> {
  const { database, jobs, now } = context;
  const idsOf = (partnerId: string) =>
    database
      .select({ id: webhookEndpoints.endpointId })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.partnerId, partnerId));
  return {
    'webhookEndpoints.create': ({ body, caller, keep }) =>
      database.transaction(async (tx) => {
        const added = await addEndpoint(context, tx, caller.partner.partnerId, body);
        await keep(tx, added);
        return added;
      }),

    'webhookEndpoints.list': async ({ caller }) => ({
      items: (await endpointsOf(database, caller.partner.partnerId)).map((row) => showEndpoint(row, now())),
    }),

    'webhookEndpoints.rotateSecret': ({ params, caller, keep }) =>
      database.transaction(async (tx) => {
        const rotated = await rotateSecret(context, tx, caller.partner.partnerId, params.endpointId);
        await keep(tx, rotated);
        return rotated;
      }),

    'webhookEndpoints.delete': async ({ params, caller }) => {
      const { partnerId } = caller.partner;
      await database
        .delete(webhookEndpoints)
        .where(and(eq(webhookEndpoints.partnerId, partnerId), eq(webhookEndpoints.endpointId, params.endpointId)));
    },

    'webhookDeliveries.list': async ({ query, caller }) => {
      const limit = query.limit ?? 20;
      const place = query.cursor === undefined ? null : placeOf(query.cursor);
      const { createdAt, deliveryId } = webhookDeliveries;
      const rows = await database
        .select()
        .from(webhookDeliveries)
        .where(
          and(
            inArray(webhookDeliveries.endpointId, idsOf(caller.partner.partnerId)),
            // What a message says is not to be read here either once the citizen has withdrawn the consent to it.
            handedOver(database, caller.partner.partnerId, webhookDeliveries.applicationId),
            query.state && eq(webhookDeliveries.state, query.state),
            query.endpointId === undefined ? undefined : eq(webhookDeliveries.endpointId, query.endpointId),
            place ? or(lt(createdAt, place.at), and(eq(createdAt, place.at), lt(deliveryId, place.id))) : undefined,
          ),
        )
        .orderBy(desc(createdAt), desc(deliveryId))
        .limit(limit + 1);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(showDelivery),
        nextCursor: last ? cursorOf({ at: last.createdAt, id: last.deliveryId }) : null,
      };
    },

    'webhookDeliveries.replay': ({ params, caller, keep }) =>
      database.transaction(async (tx) => {
        const [row] = await tx
          .update(webhookDeliveries)
          .set({ state: 'pending', round: 0, nextAttemptAt: now() })
          .where(
            and(
              eq(webhookDeliveries.deliveryId, params.deliveryId),
              handedOver(tx, caller.partner.partnerId, webhookDeliveries.applicationId),
              inArray(
                webhookDeliveries.endpointId,
                tx
                  .select({ id: webhookEndpoints.endpointId })
                  .from(webhookEndpoints)
                  .where(eq(webhookEndpoints.partnerId, caller.partner.partnerId)),
              ),
            ),
          )
          .returning();
        if (!row) throw new ProblemError('not_found');
        await jobs.send(tx, 'sendWebhook', { deliveryId: row.deliveryId });
        const shown = showDelivery(row);
        await keep(tx, shown);
        return shown;
      }),
  };
}
