// Who looked at whose data: looks by people and partners are kept here, exchanges with departments in the journal; the
// citizen sees both as one list, and what was said is opened for him alone.
import type { DataAccess, LocalText } from '@onetrip/shared/contract';
import { and, desc, eq, exists, inArray, isNull, lt, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Place } from '../applications/cursor.ts';
import { readableBy } from '../applications/readable.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { accesses, applications, exchanges } from '../database/schema/index.ts';
import { type Said, sealedAs } from '../departments/journal.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { citizenById } from '../identity/citizens.ts';
import { jsonIn } from '../jsonIn.ts';
import { labelsIn, matterIn } from './labels.ts';

/** A look at somebody's data. */
export type NewAccess = Omit<typeof accesses.$inferInsert, 'accessId' | 'at'>;

/** Keeps a look: append-only, and in the transaction of the deed where there is one. */
export async function recordAccess(
  { now }: Pick<Context, 'now'>,
  db: Database | Transaction,
  access: NewAccess,
): Promise<void> {
  await db.insert(accesses).values({ ...access, accessId: newId('access'), at: now() });
}

const earlier = (at: AnyPgColumn, id: AnyPgColumn, before: Place | null): SQL | undefined =>
  before ? or(lt(at, before.at), and(eq(at, before.at), lt(id, before.id))) : undefined;

/** What hangs on an application is seen by whom the application is (`readableBy`): at a counter, by whoever was seen. */
const readable = (
  db: Database,
  caller: CitizenCaller,
  column: typeof accesses.applicationId | typeof exchanges.applicationId,
) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(applications)
      .where(and(eq(applications.applicationId, column), readableBy(caller))),
  );

/** Polls that brought nothing say nothing to the citizen. */
const saidSomething = and(
  inArray(exchanges.kind, ['query', 'fetch', 'callback', 'inBatch', 'reuse', 'case', 'upload']),
  not(and(eq(exchanges.kind, 'fetch'), eq(exchanges.outcome, 'later')) ?? sql`false`),
  or(ne(exchanges.kind, 'case'), sql`${exchanges.request}->>'method' = 'POST'`),
);

type ExchangeRow = typeof exchanges.$inferSelect;
type AccessRow = typeof accesses.$inferSelect;

const checkOfIdentity: LocalText = { zh: '实名核验', en: 'Real-name check' };
export const uploadedFile: LocalText = { zh: '您上传的材料', en: 'A file you uploaded' };
/** What a case shows to whoever decides it. */
export const wholeCase: LocalText = {
  zh: '您填写的内容和已核验的材料',
  en: 'What you filed, and the papers as they were answered',
};

/** What was said, where the request or its answer is still kept. */
function answerIn(context: Pick<Context, 'protection'>, wrappedKey: string, row: ExchangeRow): DataAccess['answer'] {
  if (row.contentSealed === null || !context.protection.isKey(wrappedKey)) return null;
  const { response } = JSON.parse(context.protection.open(wrappedKey, sealedAs, row.contentSealed)) as Said;
  // What is no JSON was written by something before its system, which said that it is down.
  const said = jsonIn(response ?? '');
  if (typeof said !== 'object' || said === null || !('outcome' in said)) return null;
  const record = 'record' in said && typeof said.record === 'object' ? (said.record as Record<string, string>) : null;
  return { outcome: String(said.outcome), record };
}

function showExchange(context: Context, wrappedKey: string, row: ExchangeRow, matterId: string | null): DataAccess {
  const matter = matterIn(context, matterId);
  const asking = row.kind === 'case' ? row.department : (matter?.department.code ?? row.department);
  const label = labelsIn(context);
  const { register } = row;
  return {
    accessId: row.exchangeId,
    at: row.endedAt.toISOString(),
    party: { kind: 'department', id: asking, name: context.catalogue.departmentName(asking) },
    register,
    source: register === null ? null : context.catalogue.departmentName(row.department),
    what:
      row.kind === 'upload'
        ? [uploadedFile]
        : register === null
          ? [wholeCase]
          : row.items.map((item) => label(row.department, register, item)),
    why: {
      basis: 'statutoryDuty',
      purpose: matter?.name ?? checkOfIdentity,
      matterId: matter ? matterId : null,
      applicationId: row.applicationId,
    },
    outcome: row.outcome,
    answer: answerIn(context, wrappedKey, row),
  };
}

const showAccess = (context: Context, row: AccessRow): DataAccess => ({
  accessId: row.accessId,
  at: row.at.toISOString(),
  party: { kind: row.party, id: row.partyId, name: row.partyName },
  register: null,
  source: null,
  what: [row.what],
  why: {
    basis: row.basis,
    purpose: matterIn(context, row.matterId)?.name ?? checkOfIdentity,
    matterId: row.matterId,
    applicationId: row.applicationId,
  },
  outcome: 'seen',
  answer: null,
});

/** Looks at and exchanges of a citizen's data, newest first. */
export async function accessesOf(
  context: Context,
  caller: CitizenCaller,
  { before, limit }: { before: Place | null; limit: number },
): Promise<DataAccess[]> {
  const { database } = context;
  const { citizenId, matters } = caller;
  const { wrappedKey } = await citizenById(database, citizenId);
  // At a counter nothing but what belongs to the matters handled there.
  const unattached = (column: typeof accesses.applicationId | typeof exchanges.applicationId) =>
    matters === null ? isNull(column) : undefined;
  const looks = await database
    .select()
    .from(accesses)
    .where(
      and(
        eq(accesses.citizenId, citizenId),
        or(unattached(accesses.applicationId), readable(database, caller, accesses.applicationId)),
        earlier(accesses.at, accesses.accessId, before),
      ),
    )
    .orderBy(desc(accesses.at), desc(accesses.accessId))
    .limit(limit);
  const asked = await database
    .select({ exchange: exchanges, matterId: applications.matterId })
    .from(exchanges)
    .leftJoin(applications, eq(applications.applicationId, exchanges.applicationId))
    .where(
      and(
        saidSomething,
        or(
          and(eq(exchanges.citizenId, citizenId), unattached(exchanges.applicationId)),
          and(
            or(eq(exchanges.citizenId, citizenId), eq(exchanges.kind, 'case')),
            inArray(
              exchanges.applicationId,
              database.select({ id: applications.applicationId }).from(applications).where(readableBy(caller)),
            ),
          ),
        ),
        earlier(exchanges.endedAt, exchanges.exchangeId, before),
      ),
    )
    .orderBy(desc(exchanges.endedAt), desc(exchanges.exchangeId))
    .limit(limit);
  return [
    ...looks.map((row) => showAccess(context, row)),
    ...asked.map(({ exchange, matterId }) =>
      showExchange(context, wrappedKey, exchange, matterId ?? exchange.matterId),
    ),
  ]
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.accessId < b.accessId ? 1 : -1))
    .slice(0, limit);
}
