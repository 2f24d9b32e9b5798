// Rows of applications and their papers: reading, locking, and what the citizen is shown of them.
import type { Application, ApplicationSummary, LocalText } from '@onetrip/shared/contract';
import { clockStateOf, sentenceFor } from '@onetrip/shared/rules';
import { and, asc, desc, eq, inArray, lt, or } from 'drizzle-orm';
import { awaitsPayment, statesAwaitingPayment } from '../bills/states.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { applicationPapers, applications, bills, licences } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { citizenById } from '../identity/citizens.ts';
import { readableBy } from './readable.ts';

/** The applicant, who is a citizen like any other. */
export { type CitizenRow, citizenById as applicantOf } from '../identity/citizens.ts';
export type ApplicationRow = typeof applications.$inferSelect;
export type PaperRow = typeof applicationPapers.$inferSelect;
/** The database or a transaction on it. */
export type Connection = Database | Transaction;

/** An application by its id; null when there is none. */
export async function findApplication(db: Connection, applicationId: string): Promise<ApplicationRow | null> {
  const [row] = await db.select().from(applications).where(eq(applications.applicationId, applicationId));
  return row ?? null;
}

/** The same, locked until the transaction ends: whoever changes an application, or counts its papers, holds this first. */
export async function lockApplication(tx: Transaction, applicationId: string): Promise<ApplicationRow> {
  const [row] = await tx.select().from(applications).where(eq(applications.applicationId, applicationId)).for('update');
  if (!row) throw new Error(`no application ${applicationId}`);
  return row;
}

/** Papers of an application, in the order of the guide. */
export function papersOf(db: Connection, applicationId: string): Promise<PaperRow[]> {
  return db
    .select()
    .from(applicationPapers)
    .where(eq(applicationPapers.applicationId, applicationId))
    .orderBy(asc(applicationPapers.position));
}

/** A citizen's application; null when it is not his to see (`readableBy`). */
export async function findOwnApplication(
  db: Connection,
  reader: CitizenCaller,
  applicationId: string,
): Promise<ApplicationRow | null> {
  const [row] = await db
    .select()
    .from(applications)
    .where(and(readableBy(reader), eq(applications.applicationId, applicationId)));
  return row ?? null;
}

/** The applications a citizen may see, filed before a place in the list, newest first. */
export function listOwnApplications(
  db: Connection,
  reader: CitizenCaller,
  { before, limit }: { before: { at: Date; id: string } | null; limit: number },
): Promise<ApplicationRow[]> {
  const earlier = before
    ? or(
        lt(applications.filedAt, before.at),
        and(eq(applications.filedAt, before.at), lt(applications.applicationId, before.id)),
      )
    : undefined;
  return db
    .select()
    .from(applications)
    .where(and(readableBy(reader), earlier))
    .orderBy(desc(applications.filedAt), desc(applications.applicationId))
    .limit(limit);
}

/** What is shown of a paper. */
export const showPaper = (paper: PaperRow): Application['papers'][number] => ({
  materialId: paper.materialId,
  name: paper.name,
  kind: paper.kind,
  ...(paper.ending ? { ending: paper.ending } : {}),
  status: paper.status,
  source: paper.sourceLabel,
  askedAt: paper.askedAt?.toISOString() ?? null,
  answeredAt: paper.answeredAt?.toISOString() ?? null,
  owedUntil: paper.status === 'owed' ? paper.owedUntil : null,
  mayCommit: paper.status === 'owed' && paper.mayCommit,
});

/** Papers that somebody other than the citizen is to bring, or has brought. */
const isAwaited = (paper: PaperRow): boolean => paper.status !== 'afterApproval' && paper.status !== 'investigating';
const isIn = (paper: PaperRow): boolean => paper.status === 'received' || paper.status === 'committed';

/** What a reason is sealed as. It is free text, and may name people. */
const reasonField = 'applicationReason';

/** A reason given to an applicant, sealed with the applicant's key. */
export async function sealReason(
  { protection }: Pick<Context, 'protection'>,
  db: Connection,
  { citizenId }: Pick<ApplicationRow, 'citizenId'>,
  reason: LocalText,
): Promise<string> {
  const { wrappedKey } = await citizenById(db, citizenId);
  return protection.seal(wrappedKey, reasonField, JSON.stringify(reason));
}

async function openReason(
  { protection }: Pick<Context, 'protection'>,
  db: Connection,
  { citizenId, reasonSealed }: ApplicationRow,
): Promise<LocalText | null> {
  if (reasonSealed === null) return null;
  const { wrappedKey } = await citizenById(db, citizenId);
  // Where the key is destroyed, so is what was said.
  return protection.isKey(wrappedKey)
    ? (JSON.parse(protection.open(wrappedKey, reasonField, reasonSealed)) as LocalText)
    : null;
}

/** What is shown of an application beside its row. */
interface Around {
  papers: PaperRow[];
  bill: Pick<typeof bills.$inferSelect, 'billId' | 'state'> | undefined;
  licenceIds: string[];
  reason: LocalText | null;
}

/** What the citizen is shown of an application. */
export async function showApplication(
  context: Pick<Context, 'protection'>,
  db: Connection,
  row: ApplicationRow,
  matterName: LocalText,
): Promise<Application> {
  const papers = await papersOf(db, row.applicationId);
  const [bill] = await db.select().from(bills).where(eq(bills.applicationId, row.applicationId));
  const issued = await db
    .select({ licenceId: licences.licenceId })
    .from(licences)
    .where(eq(licences.applicationId, row.applicationId))
    .orderBy(asc(licences.kind));
  return shownApplication(row, matterName, {
    papers,
    bill,
    licenceIds: issued.map(({ licenceId }) => licenceId),
    reason: await openReason(context, db, row),
  });
}

/** The same of what is in hand already. */
export function shownApplication(
  row: ApplicationRow,
  matterName: LocalText,
  { papers, bill, licenceIds, reason }: Around,
): Application {
  return {
    ...summarise(row, matterName, papers, bill !== undefined && awaitsPayment(bill.state)),
    matterVersion: row.matterVersion,
    situation: row.situation,
    papers: papers.map(showPaper),
    due: row.dueDate === null ? null : { date: row.dueDate, provisional: row.dueProvisional },
    statutoryDue:
      row.statutoryDate === null ? null : { date: row.statutoryDate, provisional: row.statutoryProvisional },
    clock: clockStateOf[row.state],
    decidedAt: row.decidedAt?.toISOString() ?? null,
    reason,
    remedy: row.remedy,
    billId: bill?.billId ?? null,
    licenceIds,
    assistance: row.assistance,
    delegation: row.delegation && { delegationId: row.delegation.delegationId, agent: row.delegation.agent },
  };
}

/** What a list shows of several applications. */
export async function showSummaries(
  db: Connection,
  rows: ApplicationRow[],
  matterName: (row: ApplicationRow) => Promise<LocalText>,
): Promise<ApplicationSummary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.applicationId);
  const papers = await db.select().from(applicationPapers).where(inArray(applicationPapers.applicationId, ids));
  const unpaid = await db
    .select({ applicationId: bills.applicationId })
    .from(bills)
    .where(and(inArray(bills.applicationId, ids), inArray(bills.state, statesAwaitingPayment)));
  const awaiting = new Set(unpaid.map((bill) => bill.applicationId));
  return Promise.all(
    rows.map(async (row) =>
      summarise(
        row,
        await matterName(row),
        papers.filter((paper) => paper.applicationId === row.applicationId),
        awaiting.has(row.applicationId),
      ),
    ),
  );
}

function summarise(
  row: ApplicationRow,
  matterName: LocalText,
  papers: PaperRow[],
  unpaid: boolean,
): ApplicationSummary {
  const awaitingPayment = row.state === 'approved' && unpaid;
  return {
    applicationId: row.applicationId,
    acceptanceNumber: row.acceptanceNumber,
    matterId: row.matterId,
    matterName,
    state: row.state,
    sentence: sentenceFor(row.state, { awaitingPayment }),
    filedAt: row.filedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    papersReceived: papers.filter(isIn).length,
    papersTotal: papers.filter(isAwaited).length,
    awaitingPayment,
  };
}
