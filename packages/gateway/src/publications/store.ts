// Publications in the database: appended under one lock, each with the versions of matters it brings.
import type { LocalText, Matter, Publication, PublicationChange, PublicationSummary } from '@onetrip/shared/contract';
import { and, desc, eq, gt, inArray, lt, max, sql } from 'drizzle-orm';
import { contentHashOf } from '../../catalogue/contentHash.ts';
import type { ResolvedMatter } from '../../catalogue/load.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { matters, publications } from '../database/schema/index.ts';
import { beginning, hashOf, type PublicationRow } from './chain.ts';

/** Number of the advisory lock that lets one publish at a time. */
const publishLock = 20_180_602;

/** The database, inside a transaction or outside. */
export type Connection = Database | Transaction;

/** Nobody else publishes until this transaction ends. */
export async function lockPublishing(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${publishLock})`);
}

/** The publication in force; undefined on an empty database. */
export async function latestPublication(db: Connection): Promise<PublicationRow | undefined> {
  const [row] = await db.select().from(publications).orderBy(desc(publications.number)).limit(1);
  return row;
}

/** Its number; 0 on an empty database. Cheap enough to be asked twice a second. */
export async function latestNumber(db: Connection): Promise<number> {
  const [row] = await db.select({ number: max(publications.number) }).from(publications);
  return row?.number ?? 0;
}

/** The latest publication of the files. */
export async function latestOfFiles(db: Connection): Promise<PublicationRow | undefined> {
  const [row] = await db
    .select()
    .from(publications)
    .where(sql`${publications.filesHash} is not null`)
    .orderBy(desc(publications.number))
    .limit(1);
  return row;
}

export async function findPublication(db: Connection, publicationId: string): Promise<PublicationRow | undefined> {
  const [row] = await db.select().from(publications).where(eq(publications.publicationId, publicationId));
  return row;
}

/** Publications before a number, newest first. */
export function listPublications(db: Connection, before: number | null, limit: number): Promise<PublicationRow[]> {
  return db
    .select()
    .from(publications)
    .where(before === null ? undefined : lt(publications.number, before))
    .orderBy(desc(publications.number))
    .limit(limit);
}

/** Every version that publications after this number brought. */
export function versionsSince(db: Connection, number: number): Promise<{ content: Matter; publishedAt: Date }[]> {
  const { content, publishedAt, publishedIn } = matters;
  return db.select({ content, publishedAt }).from(matters).where(gt(publishedIn, number));
}

/** One version of a matter; undefined where there is none. */
export async function findVersion(db: Connection, matterId: string, version: number): Promise<Matter | undefined> {
  const [row] = await db
    .select({ content: matters.content })
    .from(matters)
    .where(and(eq(matters.matterId, matterId), eq(matters.version, version)));
  return row?.content;
}

/** A guide that is to come into force in place of the one there was, or none. */
export interface Replacement {
  matterId: string;
  before: Matter | undefined;
  after: ResolvedMatter | undefined;
  /** What citizens notice. */
  words: LocalText[];
}

/** What a publication says of itself. */
export type Cause = Pick<PublicationRow, 'officerId' | 'reason' | 'reverts' | 'filesHash'>;

const kindOf = (before: unknown, after: unknown): PublicationChange['kind'] => {
  if (before === undefined) return 'new';
  return after === undefined ? 'gone' : 'changed';
};

/** What becomes of a matter, in the words of the contract. */
export const changeOf = ({ matterId, before, after, words }: Replacement, to: number | null): PublicationChange => ({
  matterId,
  name: after?.name ?? before?.name ?? { zh: matterId },
  kind: kindOf(before, after),
  from: before?.version ?? null,
  to,
  words,
});

/** Appends a publication. `lockPublishing` first. */
async function append(
  tx: Transaction,
  latest: PublicationRow | undefined,
  said: Cause & Pick<PublicationRow, 'changes' | 'versions' | 'publishedAt'>,
): Promise<PublicationRow> {
  const row = {
    ...said,
    number: (latest?.number ?? 0) + 1,
    publicationId: newId('pub'),
    base: latest?.number ?? null,
    versions: said.versions.toSorted((a, b) => (a.matterId < b.matterId ? -1 : 1)),
    previousHash: latest?.hash ?? beginning,
  };
  const [stored] = await tx
    .insert(publications)
    .values({ ...row, hash: hashOf(row) })
    .returning();
  if (!stored) throw new Error('a publication was not stored');
  return stored;
}

/** Publishes guides in place of those in force. Each becomes a new version; old versions stay: applications keep theirs. */
export async function publish(
  tx: Transaction,
  latest: PublicationRow | undefined,
  replacements: readonly Replacement[],
  cause: Cause,
  publishedAt: Date,
): Promise<PublicationRow> {
  const known = new Map<string, number>();
  const ids = replacements.map(({ matterId }) => matterId);
  if (ids.length > 0) {
    const rows = await tx
      .select({ matterId: matters.matterId, version: max(matters.version) })
      .from(matters)
      .where(inArray(matters.matterId, ids))
      .groupBy(matters.matterId);
    for (const { matterId, version } of rows) known.set(matterId, version ?? 0);
  }
  const versions = new Map((latest?.versions ?? []).map((one) => [one.matterId, one] as const));
  const changes: PublicationChange[] = [];
  const fresh: (typeof matters.$inferInsert)[] = [];
  const publishedIn = (latest?.number ?? 0) + 1;
  for (const replacement of replacements) {
    const { matterId, after } = replacement;
    const version = after ? (known.get(matterId) ?? 0) + 1 : null;
    changes.push(changeOf(replacement, version));
    if (!after || version === null) {
      versions.delete(matterId);
      continue;
    }
    const contentHash = contentHashOf(after);
    versions.set(matterId, { matterId, version, contentHash });
    fresh.push({ matterId, version, contentHash, content: { ...after, version }, publishedIn, publishedAt });
  }
  if (fresh.length > 0) await tx.insert(matters).values(fresh);
  return append(tx, latest, { ...cause, changes, versions: [...versions.values()], publishedAt });
}

/** Puts the versions of an earlier publication back in force, as they were. */
export function restore(
  tx: Transaction,
  latest: PublicationRow,
  { number, versions }: PublicationRow,
  changes: PublicationChange[],
  { officerId, reason }: Pick<Cause, 'officerId' | 'reason'>,
  publishedAt: Date,
): Promise<PublicationRow> {
  return append(tx, latest, { officerId, reason, reverts: number, filesHash: null, changes, versions, publishedAt });
}

/** Ids of publications by their numbers. */
export async function idsOf(db: Connection, numbers: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> {
  const wanted = numbers.filter((number) => number !== null);
  if (wanted.length === 0) return new Map();
  const { number, publicationId } = publications;
  const rows = await db.select({ number, publicationId }).from(publications).where(inArray(number, wanted));
  return new Map(rows.map((row) => [row.number, row.publicationId] as const));
}

/** A publication as a list shows it. */
export function showSummary(
  { changes, versions, number, publicationId, publishedAt, officerId, reason, base, reverts }: PublicationRow,
  ids: ReadonlyMap<number, string>,
  latest: number,
): PublicationSummary {
  const count = (kind: PublicationChange['kind']) => changes.filter((one) => one.kind === kind).length;
  const idOf = (other: number | null) => (other === null ? null : (ids.get(other) ?? null));
  return {
    publicationId,
    number,
    publishedAt: publishedAt.toISOString(),
    officerId,
    reason,
    base: idOf(base),
    reverts: idOf(reverts),
    counts: { new: count('new'), changed: count('changed'), gone: count('gone') },
    matters: versions.length,
    inForce: number === latest,
  };
}

/** A publication in full. */
export async function showPublication(db: Connection, row: PublicationRow): Promise<Publication> {
  const { changes, versions, previousHash, hash } = row;
  const summary = showSummary(row, await idsOf(db, [row.base, row.reverts]), await latestNumber(db));
  return { ...summary, changes, versions, previousHash, hash };
}
