// Parcels: ordered once, and followed until the post has handed them over; its call-backs only make that quicker.
import type { PostAddress } from '@onetrip/shared/contract';
import { type DeliveryStep, isSettled } from '@onetrip/shared/delivery';
import { eq } from 'drizzle-orm';
import { type ApplicationRow, applicantOf, findApplication } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { deliveries } from '../database/schema/index.ts';
import type { Jobs } from '../jobs/queues.ts';
import { callbackPath, type ParcelEvent, type PostParty, partyAt, type TrackLine } from './postService.ts';
import { takeStep } from './steps.ts';
import { type DeliveryRow, findDelivery } from './store.ts';

/** Seconds between two questions after a parcel: often at first, seldom later. */
const soonestSeconds = 5;
const latestSeconds = 3_600;

/** The step a line of the post's track is; null for one that changes nothing. */
const stepOf: Record<ParcelEvent, DeliveryStep | null> = {
  collected: 'take',
  inTransit: null,
  signed: 'handOver',
  returned: 'return',
};

/** The department's end of a parcel. */
async function departmentEnd(context: Context, { matterId, matterVersion }: ApplicationRow): Promise<PostParty> {
  const { department, where, consultPhone } = await context.catalogue.version(matterId, matterVersion);
  return {
    name: department.name.zh,
    mobile: consultPhone ?? '0571-12345',
    address: `浙江省杭州市${where || department.name.zh}`,
  };
}

/** The citizen's end; null once he is erased. */
async function citizensEnd(
  context: Context,
  { citizenId }: ApplicationRow,
  { addressSealed }: DeliveryRow,
): Promise<PostParty | null> {
  const { wrappedKey } = await applicantOf(context.database, citizenId);
  if (addressSealed === null || !context.protection.isKey(wrappedKey)) return null;
  return partyAt(JSON.parse(context.protection.open(wrappedKey, 'delivery.address', addressSealed)) as PostAddress);
}

/**
 * The job `orderParcel`. The same order is one parcel at the post, so being killed between its answer and ours costs a
 * question, never a second parcel.
 */
export async function orderParcel(context: Context, { deliveryId }: Jobs['orderParcel']): Promise<void> {
  const row = await findDelivery(context.database, deliveryId);
  const application = row && (await findApplication(context.database, row.applicationId));
  if (!context.post || !application || row.waybill !== null) return;
  const citizen = await citizensEnd(context, application, row);
  if (citizen === null) return;
  const department = await departmentEnd(context, application);
  const [sender, recipient] = row.direction === 'toCitizen' ? [department, citizen] : [citizen, department];
  const callback = `${context.publicUrl}${callbackPath}`;
  const waybill = await context.post.order({ orderId: deliveryId, sender, recipient, callback });
  await context.database.transaction(async (tx) => {
    await tx.update(deliveries).set({ waybill }).where(eq(deliveries.deliveryId, deliveryId));
    await followLater(context, tx, row);
  });
}

function followLater(context: Context, tx: Transaction, { deliveryId, updatedAt }: DeliveryRow): Promise<void> {
  const age = (context.now().getTime() - updatedAt.getTime()) / 1000;
  const delaySeconds = Math.min(Math.max(age / 4, soonestSeconds), latestSeconds);
  return context.jobs.send(tx, 'followParcel', { deliveryId }, { delaySeconds, singletonKey: deliveryId });
}

/** The job `followParcel`: asks the post until nothing more can happen. */
export async function followParcel(context: Context, { deliveryId }: Jobs['followParcel']): Promise<void> {
  const row = await findDelivery(context.database, deliveryId);
  if (!row || !context.post || isSettled(row.kind, row.state)) return;
  const lines = await context.post.track(deliveryId);
  await context.database.transaction(async (tx) => {
    const { kind, state } = await takeLines(context, tx, row, lines);
    if (!isSettled(kind, state)) await followLater(context, tx, row);
  });
}

/** Takes what the post says of a parcel, however often and in whichever order it says it. */
export async function takeLines(
  context: Context,
  tx: Transaction,
  row: DeliveryRow,
  lines: readonly TrackLine[],
): Promise<DeliveryRow> {
  let now = row;
  for (const { event, at } of [...lines].sort((a, b) => a.seq - b.seq)) {
    const step = stepOf[event];
    const when = new Date(at);
    if (step === null || Number.isNaN(when.getTime())) continue;
    now = (await takeStep(context, tx, row, step, 'post', when)) ?? now;
  }
  return now;
}
