// What the citizen sees of a delivery: where everything is, what happens next, and the code to fetch it with.
import type { Consignment, Delivery } from '@onetrip/shared/contract';
import { deliverySentence } from '@onetrip/shared/delivery';
import type { ApplicationRow } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import type { Database } from '../database/connection.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { codeOf } from './pickUp.ts';
import { type DeliveryRow, deliveriesOf, trackOf } from './store.ts';

/** A result is handed to whoever has the code: an agent who may only look does not see it. */
const mayPickUp = ({ delegation }: CitizenCaller): boolean => delegation === undefined || delegation.power === 'file';

/** How the result of an application reaches its citizen, as the caller may see it. */
export async function showDelivery(
  context: Context,
  db: Database | Transaction,
  caller: CitizenCaller,
  { applicationId, citizenId }: Pick<ApplicationRow, 'applicationId' | 'citizenId'>,
): Promise<Delivery> {
  const rows = await deliveriesOf(db, applicationId);
  const consignments: Consignment[] = [];
  // One after the other: a transaction is one connection.
  for (const row of rows) consignments.push(await show(context, db, caller, row, citizenId));
  return { kind: rows.find(({ direction }) => direction === 'toCitizen')?.kind ?? 'electronic', consignments };
}

async function show(
  context: Context,
  db: Database | Transaction,
  caller: CitizenCaller,
  row: DeliveryRow,
  citizenId: string,
): Promise<Consignment> {
  const { deliveryId, direction, kind, state, waybill, servicePointId } = row;
  return {
    direction,
    kind,
    state,
    sentence: deliverySentence(direction, kind, state),
    waybill,
    servicePointId,
    pickUpCode: state === 'ready' && mayPickUp(caller) ? await codeOf(context, db, row, citizenId) : null,
    track: (await trackOf(db, deliveryId)).map((entry) => ({
      at: entry.at.toISOString(),
      sentence: deliverySentence(direction, kind, entry.state),
    })),
  };
}
