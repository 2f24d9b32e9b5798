// The queue of a department's desk: what waits for a person, the most urgent first; nothing personal in it.

import { dueStanding, soonUntil } from '@onetrip/shared/cases';
import type { CasePage, CaseQuery, CaseSummary } from '@onetrip/shared/contract';
import { hangzhouDate, startOfDate } from '@onetrip/shared/deadline';
import { undecided } from '@onetrip/shared/rules';
import { and, asc, eq, exists, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import { cursorOf, type Place, placeOf } from '../applications/cursor.ts';
import type { ApplicationRow, Connection, PaperRow } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { applicationEvents, applicationPapers, applications } from '../database/schema/index.ts';
import type { OfficerCaller } from '../http/handlers.ts';

/** Where a case without a last day stands in the queue: behind every other. */
const someday = '2999-12-31';
const urgency = sql<string>`coalesce(${applications.actBy}, ${someday}::date)::text`;

const differing: PaperRow['status'][] = ['negative', 'contradiction'];
const awaited: PaperRow['status'][] = ['pending', 'owed'];

/** What of a case's papers and history the queue shows, beside its row. */
export interface CaseFacts {
  contradictions: number;
  papersMissing: number;
  escalated: boolean;
}

/** What papers and histories say of several cases. */
export async function factsOf(db: Connection, ids: string[]): Promise<(applicationId: string) => CaseFacts> {
  const papers = await db
    .select({ applicationId: applicationPapers.applicationId, status: applicationPapers.status })
    .from(applicationPapers)
    .where(
      and(inArray(applicationPapers.applicationId, ids), inArray(applicationPapers.status, [...differing, ...awaited])),
    );
  const escalated = await db
    .selectDistinct({ applicationId: applicationEvents.applicationId })
    .from(applicationEvents)
    .where(and(inArray(applicationEvents.applicationId, ids), eq(applicationEvents.type, 'escalated')));
  return (applicationId) => {
    const own = papers.filter((paper) => paper.applicationId === applicationId);
    return {
      contradictions: own.filter(({ status }) => differing.includes(status)).length,
      papersMissing: own.filter(({ status }) => awaited.includes(status)).length,
      escalated: escalated.some((entry) => entry.applicationId === applicationId),
    };
  };
}

/** A case in the queue, as one officer meets it. */
export async function showSummary(
  { catalogue, now }: Pick<Context, 'catalogue' | 'now'>,
  { officerId }: Pick<OfficerCaller, 'officerId'>,
  row: ApplicationRow,
  facts: CaseFacts,
  tx?: Transaction,
): Promise<CaseSummary> {
  const { applicationId, acceptanceNumber, matterId, matterVersion, state, actBy, takenBy, takenAt } = row;
  return {
    applicationId,
    acceptanceNumber,
    matterId,
    matterName: (await catalogue.version(matterId, matterVersion, tx)).name,
    state,
    filedAt: row.filedAt.toISOString(),
    actBy,
    ...dueStanding(actBy, hangzhouDate(now())),
    ...facts,
    holder:
      takenBy === null || takenAt === null
        ? null
        : { officerId: takenBy, since: takenAt.toISOString(), mine: takenBy === officerId },
  };
}

/** The conditions a filter stands for. */
function filtered(query: CaseQuery, officerId: string, today: string): (SQL | undefined)[] {
  const papers = sql`(SELECT FROM ${applicationPapers} WHERE ${and(
    eq(applicationPapers.applicationId, applications.applicationId),
    inArray(applicationPapers.status, differing),
  )})`;
  const escalations = sql`(SELECT FROM ${applicationEvents} WHERE ${and(
    eq(applicationEvents.applicationId, applications.applicationId),
    eq(applicationEvents.type, 'escalated'),
  )})`;
  const { actBy } = applications;
  const due = { soon: and(gte(actBy, today), lte(actBy, soonUntil(today))), overdue: lt(actBy, today) };
  return [
    query.state && eq(applications.state, query.state),
    query.due && due[query.due],
    query.contradicting ? exists(papers) : undefined,
    query.escalated ? exists(escalations) : undefined,
    query.mine ? eq(applications.takenBy, officerId) : undefined,
  ];
}

const afterPlace = ({ at, id }: Place): SQL =>
  sql`(${urgency}, ${applications.applicationId}) > (${hangzhouDate(at)}, ${id})`;

/** One page of the queue of an officer's department. */
export async function listCases(context: Context, officer: OfficerCaller, query: CaseQuery): Promise<CasePage> {
  const { database, now } = context;
  const limit = query.limit ?? 20;
  const rows = await database
    .select()
    .from(applications)
    .where(
      and(
        eq(applications.desk, officer.department ?? ''),
        eq(applications.open, true),
        inArray(applications.state, [...undecided]),
        ...filtered(query, officer.officerId, hangzhouDate(now())),
        query.cursor === undefined ? undefined : afterPlace(placeOf(query.cursor)),
      ),
    )
    .orderBy(asc(urgency), asc(applications.applicationId))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const facts = await factsOf(database, page.length === 0 ? [''] : page.map(({ applicationId }) => applicationId));
  const last = page.at(-1);
  return {
    items: await Promise.all(page.map((row) => showSummary(context, officer, row, facts(row.applicationId)))),
    nextCursor:
      last && rows.length > limit ? cursorOf({ at: startOfDate(last.actBy ?? someday), id: last.applicationId }) : null,
  };
}
