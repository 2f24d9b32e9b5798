// Operations of deliveries: what a matter offers, what the citizen chooses, where it is, and what a service point does.
import { findOwnApplication } from '../applications/store.ts';
import type { Context } from '../context.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { chooseAnew, optionsFor } from './choosing.ts';
import { arrive, handOver } from './pickUp.ts';
import { showDelivery } from './showing.ts';

type DeliveryOperation = Extract<keyof Handlers, `deliveries.${string}`>;

/** Handlers of `deliveries.*`. */
export function deliveryHandlers(context: Context): Pick<Handlers, DeliveryOperation> {
  const { database } = context;
  const own = async (caller: CitizenCaller, applicationId: string) => {
    const application = await findOwnApplication(database, caller, applicationId);
    if (!application) throw new ProblemError('not_found');
    return application;
  };
  return {
    'deliveries.options': async ({ params }) => optionsFor(context, context.catalogue.get(params.matterId)),
    'deliveries.get': async ({ params, caller }) =>
      showDelivery(context, database, caller, await own(caller, params.applicationId)),
    'deliveries.choose': async ({ params, body, caller, keep }) => {
      const { applicationId } = await own(caller, params.applicationId);
      return database.transaction(async (tx) => {
        const application = await chooseAnew(context, tx, applicationId, body);
        const shown = await showDelivery(context, tx, caller, application);
        await keep(tx, shown);
        return shown;
      });
    },
    'deliveries.arrive': ({ body, caller, keep }) => arrive(context, caller, body.acceptanceNumber, keep),
    'deliveries.handOver': ({ body, caller, keep }) => handOver(context, caller, body, keep),
  };
}
