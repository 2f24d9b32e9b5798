// The export's applications: what was filed and answered, what was asked for since, what travels, what happened.
import type { PersonalDataExport, PostAddress } from '@onetrip/shared/contract';
import { asc } from 'drizzle-orm';
import type { Difference } from '../applications/contradictions.ts';
import { eventsOf, showEvent } from '../applications/events.ts';
import { openForm } from '../applications/gathering.ts';
import { readableBy } from '../applications/readable.ts';
import { type ApplicationRow, papersOf, showApplication } from '../applications/store.ts';
import { supplementOf } from '../applications/supplementing.ts';
import type { Context } from '../context.ts';
import { applications } from '../database/schema/index.ts';
import { showDelivery } from '../deliveries/showing.ts';
import { deliveriesOf } from '../deliveries/store.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import type { CitizenRow } from '../identity/citizens.ts';

type Exported = PersonalDataExport['applications'][number];

/** A sealed column, opened and read; null where it holds nothing. */
type Open = <T>(field: string, sealed: string | null) => T | null;

/** What departments answered for the papers, where they said more than yes. */
async function answersFor({ database }: Context, applicationId: string, open: Open): Promise<Exported['answers']> {
  return (await papersOf(database, applicationId))
    .map(({ materialId, recordSealed, differenceSealed }) => {
      const difference = open<Difference>('difference', differenceSealed);
      return {
        materialId,
        record: open<Record<string, string>>('record', recordSealed),
        stated: difference?.stated ?? null,
        found: difference?.found ?? null,
      };
    })
    .filter(({ record, stated }) => record !== null || stated !== null);
}

async function exported(
  context: Context,
  caller: CitizenCaller,
  { wrappedKey, ...citizen }: CitizenRow,
  row: ApplicationRow,
): Promise<Exported> {
  const { database, protection, catalogue } = context;
  const { applicationId } = row;
  const open: Open = <T>(field: string, sealed: string | null) =>
    sealed === null ? null : (JSON.parse(protection.open(wrappedKey, field, sealed)) as T);
  const { name } = await catalogue.version(row.matterId, row.matterVersion);
  const papers = await papersOf(database, applicationId);
  const names = new Map(papers.map((one) => [one.materialId, one.name] as const));
  const [carried] = await deliveriesOf(database, applicationId);
  return {
    application: await showApplication(context, database, row, name),
    form: openForm(context, { wrappedKey, ...citizen }, row),
    answers: await answersFor(context, applicationId, open),
    supplement: await supplementOf(context, database, row),
    delivery: {
      ...(await showDelivery(context, database, caller, row)),
      address: open<PostAddress>('delivery.address', carried?.addressSealed ?? null),
    },
    events: (await eventsOf(database, applicationId)).map((entry) => showEvent(entry, names)),
  };
}

/** Every application that is the caller's to see, oldest first. */
export async function exportedCases(context: Context, caller: CitizenCaller, citizen: CitizenRow): Promise<Exported[]> {
  const mine = await context.database
    .select()
    .from(applications)
    .where(readableBy(caller))
    .orderBy(asc(applications.filedAt));
  const cases: Exported[] = [];
  for (const row of mine) cases.push(await exported(context, caller, citizen, row));
  return cases;
}
