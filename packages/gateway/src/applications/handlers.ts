// Operations of applications: file, list, read, follow the history, supplement, correct, withdraw.
import type { Context } from '../context.ts';
import { caseFileOf } from '../evidence/caseFile.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ownerOf } from '../http/limits.ts';
import { ProblemError } from '../http/problem.ts';
import { advance } from './advance.ts';
import { actorOf, attribution } from './attribution.ts';
import { awaitChange } from './awaiting.ts';
import { commitInstead } from './commitments.ts';
import { correctForm, showForm } from './correcting.ts';
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
import { giveSupplement } from './supplementing.ts';

type ApplicationOperation = Extract<keyof Handlers, `applications.${string}`>;

/** Handlers of `applications.*`. */
export function applicationHandlers(context: Context): Pick<Handlers, ApplicationOperation> {
  const { database, catalogue, matterUse } = context;

  async function own(caller: CitizenCaller, applicationId: string): Promise<ApplicationRow> {
    const found = await findOwnApplication(database, caller, applicationId);
    if (!found) throw new ProblemError('not_found');
    return found;
  }
  const nameOf = async (row: ApplicationRow) => (await catalogue.version(row.matterId, row.matterVersion)).name;

  return {
    'applications.create': async ({ body, caller, keep }) => {
      const filed = await fileApplication(context, caller, body, keep);
      matterUse.filed(filed.matterId);
      return filed;
    },

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

    'applications.get': async ({ params, query, caller, prove }) => {
      // Whoever waits may sign out, or lose his delegation, meanwhile.
      const read = async () => own(await prove(), params.applicationId);
      const found = await awaitChange(ownerOf(caller), read, query);
      return showApplication(context, database, found, await nameOf(found));
    },

    'applications.events': async ({ params, caller }) => {
      const { applicationId } = await own(caller, params.applicationId);
      const names = new Map(
        (await papersOf(database, applicationId)).map(({ materialId, name }) => [materialId, name] as const),
      );
      return { items: (await eventsOf(database, applicationId)).map((entry) => showEvent(entry, names)) };
    },

    'applications.form': async ({ params, caller }) => showForm(context, await own(caller, params.applicationId)),

    'applications.supplement': async ({ params, body, caller, keep }) => {
      const { applicationId } = await own(caller, params.applicationId);
      return giveSupplement(context, caller, applicationId, body, keep);
    },

    'applications.correct': async ({ params, body, caller, keep }) => {
      const { applicationId } = await own(caller, params.applicationId);
      return correctForm(context, caller, applicationId, body.form, keep);
    },

    'applications.evidence': async ({ params, caller }) => caseFileOf(context, await own(caller, params.applicationId)),

    'applications.commit': async ({ params: { applicationId, materialId }, body: { text }, caller, keep }) =>
      commitInstead(context, caller, await own(caller, applicationId), { materialId, text }, keep),

    'applications.withdraw': async ({ params, caller, keep }) => {
      const { applicationId, ...found } = await own(caller, params.applicationId);
      const matterName = await nameOf({ applicationId, ...found });
      return database.transaction(async (tx) => {
        const row = await advance(context, tx, applicationId, 'withdraw', actorOf(caller), {
          detail: attribution(caller),
        });
        const shown = await showApplication(context, tx, row, matterName);
        await keep(tx, shown);
        return shown;
      });
    },
  };
}
