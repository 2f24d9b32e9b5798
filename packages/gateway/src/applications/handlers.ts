// Operations of applications: file, list, read, follow the history, withdraw.

import { cancelBill } from '../bills/service.ts';
import type { Context } from '../context.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { releaseReservation } from '../plates/service.ts';
import { advance } from './advance.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { eventsOf, showEvent } from './events.ts';
import { fileApplication } from './filing.ts';
import {
  type ApplicationRow,
  findOwnApplication,
  listOwnApplications,
  papersOf,
  showApplication,
  showSummaries,
} from './store.ts';

type ApplicationOperation = Extract<keyof Handlers, `applications.${string}`>;

/** Handlers of `applications.*`. */
export function applicationHandlers(context: Context): Pick<Handlers, ApplicationOperation> {
  const { database, catalogue } = context;

  async function own(caller: CitizenCaller, applicationId: string): Promise<ApplicationRow> {
    const found = await findOwnApplication(database, caller, applicationId);
    if (!found) throw new ProblemError('not_found');
    return found;
  }
  const nameOf = async (row: ApplicationRow) => (await catalogue.version(row.matterId, row.matterVersion)).name;

  return {
    'applications.create': ({ body, caller, keep }) => fileApplication(context, caller, body, keep),

    'applications.list': async ({ query, caller }) => {
      const limit = query.limit ?? 20;
      const before = query.cursor === undefined ? null : placeOf(query.cursor);
      const rows = await listOwnApplications(database, caller, { before, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await showSummaries(database, page, nameOf),
        nextCursor: last && rows.length > limit ? cursorOf({ at: last.filedAt, id: last.applicationId }) : null,
      };
    },

    'applications.get': async ({ params, caller }) => {
      const found = await own(caller, params.applicationId);
      return showApplication(database, found, await nameOf(found));
    },

    'applications.events': async ({ params, caller }) => {
      const { applicationId } = await own(caller, params.applicationId);
      const names = new Map(
        (await papersOf(database, applicationId)).map(({ materialId, name }) => [materialId, name] as const),
      );
      return { items: (await eventsOf(database, applicationId)).map((entry) => showEvent(entry, names)) };
    },

    'applications.withdraw': async ({ params, caller, keep }) => {
      const { applicationId, ...found } = await own(caller, params.applicationId);
      const matterName = await nameOf({ applicationId, ...found });
      return database.transaction(async (tx) => {
        const row = await advance(context, tx, applicationId, 'withdraw', caller.assistance ? 'operator' : 'citizen');
        await cancelBill(context, tx, applicationId);
        await releaseReservation(context, tx, applicationId);
        const shown = await showApplication(tx, row, matterName);
        await keep(tx, shown);
        return shown;
      });
    },
  };
}
