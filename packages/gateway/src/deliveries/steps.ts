// The only place where a delivery changes: the table decides, the track keeps it, the citizen is told, what follows is sent.
import { afterStep, type Carrier, type DeliveryStep, isSettled, noticeOfStep } from '@onetrip/shared/delivery';
import { isTerminal } from '@onetrip/shared/rules';
import { count, eq } from 'drizzle-orm';
import { type ApplicationRow, findApplication } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { deliveries, deliveryEvents } from '../database/schema/index.ts';
import { leaveNoticeOf } from '../notices/outbox.ts';
import { type DeliveryRow, deliveriesOf, lockDelivery } from './store.ts';

/**
 * Takes a step.
 * @param at when it happened; now where it happens here
 * @returns the row after it; null where the table refuses it
 */
export async function takeStep(
  context: Context,
  tx: Transaction,
  { deliveryId }: Pick<DeliveryRow, 'deliveryId'>,
  step: DeliveryStep,
  by: Carrier,
  at: Date = context.now(),
): Promise<DeliveryRow | null> {
  const before = await lockDelivery(tx, deliveryId);
  const state = afterStep(before.kind, before.state, step, by);
  if (state === null) return null;
  const [after] = await tx
    .update(deliveries)
    .set({ state, updatedAt: context.now() })
    .where(eq(deliveries.deliveryId, deliveryId))
    .returning();
  if (!after) throw new Error(`no delivery ${deliveryId}`);
  const [kept] = await tx
    .select({ seq: count() })
    .from(deliveryEvents)
    .where(eq(deliveryEvents.deliveryId, deliveryId));
  const seq = (kept?.seq ?? 0) + 1;
  await tx.insert(deliveryEvents).values({ deliveryId, seq, state, at });
  await follow(context, tx, after, step, seq);
  return after;
}

async function follow(
  context: Context,
  tx: Transaction,
  after: DeliveryRow,
  step: DeliveryStep,
  seq: number,
): Promise<void> {
  const { deliveryId, applicationId, direction } = after;
  const application = await findApplication(tx, applicationId);
  if (!application) throw new Error(`no application ${applicationId}`);
  const kind = noticeOfStep(direction, step);
  if (kind !== null) {
    await leaveNoticeOf(context, tx, application, { kind, cause: `delivery ${deliveryId} ${seq}`, at: context.now() });
  }
  if (step === 'order') await context.jobs.send(tx, 'orderParcel', { deliveryId });
  const papersSettled = direction === 'toDepartment' && isSettled(after.kind, after.state);
  if (papersSettled && isTerminal(application.state)) await settleDeliveries(context, tx, application);
  else if (papersSettled && after.state === 'handedOver') {
    await context.jobs.send(tx, 'receivePosted', { applicationId });
  }
}

/**
 * What becomes of an application's deliveries once it is over. A result is sent on its way, and so are originals that the
 * post has taken, even where there is no result; else there is nothing to carry.
 */
export async function settleDeliveries(
  context: Context,
  tx: Transaction,
  { applicationId, state }: Pick<ApplicationRow, 'applicationId' | 'state'>,
): Promise<void> {
  const rows = await deliveriesOf(tx, applicationId);
  const toCitizen = rows.find(({ direction }) => direction === 'toCitizen');
  if (!toCitizen) return;
  const papers = rows.find(({ direction }) => direction === 'toDepartment')?.state;
  // Originals still with the post are sent back when they have arrived.
  if (papers === 'ordered' || papers === 'sent') return;
  const something = state === 'delivered' || papers === 'handedOver';
  if (!something) await takeStep(context, tx, toCitizen, 'cancel', 'system');
  else if (toCitizen.kind === 'post') await takeStep(context, tx, toCitizen, 'order', 'system');
}
