// Operations of deliveries: what a matter offers, where a result is, and what a service point does with it.
import type { Consignment } from '@onetrip/shared/contract';
import { deliverySentence } from '@onetrip/shared/delivery';
import { findOwnApplication } from '../applications/store.ts';
import type { Context } from '../context.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { optionsFor } from './choosing.ts';
import { arrive, codeOf, handOver } from './pickUp.ts';
import { type DeliveryRow, deliveriesOf, trackOf } from './store.ts';

/** A result is handed to whoever has the code: an agent who may only look does not see it. */
const mayPickUp = ({ delegation }: CitizenCaller): boolean => delegation === undefined || delegation.power === 'file';

async function show(
  context: Context,
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
    pickUpCode: state === 'ready' && mayPickUp(caller) ? await codeOf(context, row, citizenId) : null,
    track: (await trackOf(context.database, deliveryId)).map((entry) => ({
      at: entry.at.toISOString(),
      sentence: deliverySentence(direction, kind, entry.state),
    })),
  };
}

type DeliveryOperation = Extract<keyof Handlers, `deliveries.${string}`>;

/** Handlers of `deliveries.*`. */
export function deliveryHandlers(context: Context): Pick<Handlers, DeliveryOperation> {
  return {
    'deliveries.options': async ({ params }) => optionsFor(context, context.catalogue.get(params.matterId)),
    'deliveries.get': async ({ params, caller }) => {
      const application = await findOwnApplication(context.database, caller, params.applicationId);
      if (!application) throw new ProblemError('not_found');
      const rows = await deliveriesOf(context.database, application.applicationId);
      const toCitizen = rows.find(({ direction }) => direction === 'toCitizen');
      return {
        kind: toCitizen?.kind ?? 'electronic',
        consignments: await Promise.all(rows.map((row) => show(context, caller, row, application.citizenId))),
      };
    },
    'deliveries.arrive': ({ body, caller, keep }) => arrive(context, caller, body.acceptanceNumber, keep),
    'deliveries.handOver': ({ body, caller, keep }) => handOver(context, caller, body, keep),
  };
}
