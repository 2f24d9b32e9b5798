// Rows of reform files, their demands and their history: reading, locking, writing.
import type { LocalText, ReformActor, ReformEventType } from '@onetrip/shared/contract';
import { asksTheSame, type Demand, reviewedReformStates } from '@onetrip/shared/rules';
import { and, asc, count, desc, eq, exists, inArray, lt, ne, or, type SQL } from 'drizzle-orm';
import type { Database, Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { reformDemands, reformEvents, reformFiles, reformMatters } from '../database/schema/index.ts';
import type { OfficerCaller } from '../http/handlers.ts';

export type FileRow = typeof reformFiles.$inferSelect;
export type DemandRow = typeof reformDemands.$inferSelect;
export type EventRow = typeof reformEvents.$inferSelect;
/** The database or a transaction on it. */
export type Connection = Database | Transaction;

/** A file by its id; null when there is none. */
export async function findFile(db: Connection, reformId: string): Promise<FileRow | null> {
  const [row] = await db.select().from(reformFiles).where(eq(reformFiles.reformId, reformId));
  return row ?? null;
}

/** The same, locked until the transaction ends: whoever takes a step holds this first. */
export async function lockFile(tx: Transaction, reformId: string): Promise<FileRow | null> {
  const [row] = await tx.select().from(reformFiles).where(eq(reformFiles.reformId, reformId)).for('update');
  return row ?? null;
}

/** Demands of a file, in the order of its matters. */
export function demandsOfFile(db: Connection, reformId: string): Promise<DemandRow[]> {
  return db
    .select()
    .from(reformDemands)
    .where(eq(reformDemands.reformId, reformId))
    .orderBy(asc(reformDemands.position));
}

/** History of a file, oldest first. */
export function eventsOfFile(db: Connection, reformId: string): Promise<EventRow[]> {
  return db.select().from(reformEvents).where(eq(reformEvents.reformId, reformId)).orderBy(asc(reformEvents.seq));
}

/** What an officer may see, as `reformPartsOf` of the rules has it for one file. */
export function visibleTo(db: Connection, { roles, department }: OfficerCaller): SQL | undefined {
  const views: (SQL | undefined)[] = [];
  if (roles.includes('reformOffice')) views.push(ne(reformFiles.state, 'draft'));
  if (roles.includes('departmentReporter') && department !== null) {
    const asked = db
      .select({ demandId: reformDemands.demandId })
      .from(reformDemands)
      .where(and(eq(reformDemands.reformId, reformFiles.reformId), eq(reformDemands.supplier, department)));
    const reviewed = inArray(reformFiles.state, [...reviewedReformStates, 'approved', 'rejected']);
    views.push(eq(reformFiles.department, department), and(reviewed, exists(asked)));
  }
  return or(...views);
}

/** Which files to list. */
export interface FileFilter {
  readonly visible: SQL | undefined;
  readonly state?: FileRow['state'] | undefined;
  readonly department?: string | undefined;
  readonly before: { at: Date; id: string } | null;
  readonly limit: number;
}

/** Files opened before a place in the list, newest first. */
export function listFiles(
  db: Connection,
  { visible, state, department, before, limit }: FileFilter,
): Promise<FileRow[]> {
  const { createdAt, reformId } = reformFiles;
  const earlier = before && or(lt(createdAt, before.at), and(eq(createdAt, before.at), lt(reformId, before.id)));
  return db
    .select()
    .from(reformFiles)
    .where(
      and(
        visible,
        state && eq(reformFiles.state, state),
        department === undefined ? undefined : eq(reformFiles.department, department),
        earlier ?? undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(reformId))
    .limit(limit);
}

/** Demands of every file under review that an officer may see, each with its file, the oldest file first. */
export function listDemands(
  db: Connection,
  { roles, department }: OfficerCaller,
  supplier?: string,
): Promise<{ demand: DemandRow; file: FileRow }[]> {
  const own =
    department === null
      ? undefined
      : or(eq(reformDemands.supplier, department), eq(reformFiles.department, department));
  return db
    .select({ demand: reformDemands, file: reformFiles })
    .from(reformDemands)
    .innerJoin(reformFiles, eq(reformFiles.reformId, reformDemands.reformId))
    .where(
      and(
        inArray(reformFiles.state, [...reviewedReformStates]),
        roles.includes('reformOffice') ? undefined : own,
        supplier === undefined ? undefined : eq(reformDemands.supplier, supplier),
      ),
    )
    .orderBy(asc(reformFiles.createdAt), asc(reformFiles.reformId), asc(reformDemands.position));
}

/** The open file that holds one of these matters, beside `reformId`; undefined where they are free. */
export async function holderOf(
  tx: Transaction,
  matterIds: readonly string[],
  reformId: string,
): Promise<{ matterId: string; reformId: string } | undefined> {
  const [held] = await tx
    .select()
    .from(reformMatters)
    .where(and(inArray(reformMatters.matterId, [...matterIds]), ne(reformMatters.reformId, reformId)));
  return held;
}

/** Holds these matters for a file, and no others; a matter somebody else holds makes the insert fail. */
export async function holdMatters(tx: Transaction, reformId: string, matterIds: readonly string[]): Promise<void> {
  await tx.delete(reformMatters).where(eq(reformMatters.reformId, reformId));
  if (matterIds.length > 0)
    await tx.insert(reformMatters).values(matterIds.map((matterId) => ({ matterId, reformId })));
}

/** Writes a file's demands anew. One that asks the same for the same part keeps its id and its supplier's answer. */
export async function writeDemands(
  tx: Transaction,
  reformId: string,
  demands: readonly (Demand & { matterId: string })[],
): Promise<void> {
  const before = await demandsOfFile(tx, reformId);
  await tx.delete(reformDemands).where(eq(reformDemands.reformId, reformId));
  if (demands.length === 0) return;
  await tx.insert(reformDemands).values(
    demands.map(({ matterId, part, partId, name, source, theme }, position) => {
      const kept = before.find(
        (one) =>
          one.matterId === matterId && one.part === part && one.partId === partId && asksTheSame(one.source, source),
      );
      return {
        demandId: kept?.demandId ?? newId('demand'),
        reformId,
        position,
        matterId,
        part,
        partId,
        name,
        source,
        theme,
        supplier: source.department,
        answer: kept?.answer ?? null,
      };
    }),
  );
}

/** Adds an entry to a file's history; the file is locked, or new. */
export async function appendEvent(
  tx: Transaction,
  reformId: string,
  entry: {
    type: ReformEventType;
    at: Date;
    actor: ReformActor;
    officer: Pick<OfficerCaller, 'officerId' | 'department'>;
    note?: string | undefined;
    changes?: readonly LocalText[];
  },
): Promise<void> {
  const { type, at, actor, officer, note, changes = [] } = entry;
  const [written] = await tx.select({ entries: count() }).from(reformEvents).where(eq(reformEvents.reformId, reformId));
  await tx.insert(reformEvents).values({
    reformId,
    seq: (written?.entries ?? 0) + 1,
    type,
    at,
    actor,
    department: officer.department,
    officerId: officer.officerId,
    note: note ?? null,
    changes: [...changes],
  });
}
