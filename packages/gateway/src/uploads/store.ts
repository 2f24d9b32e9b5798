// Rows of uploads and their parts: the bytes sealed with the owner's key.
import type { Upload } from '@onetrip/shared/contract';
import { uploadPartBytes } from '@onetrip/shared/contract';
import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { readableBy } from '../applications/readable.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { applications, uploadParts, uploads } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';

export type UploadRow = typeof uploads.$inferSelect;

/** An upload as the contract shows it. */
export const showUpload = (row: UploadRow): Upload => ({
  uploadId: row.uploadId,
  type: row.type,
  size: row.size,
  partSize: uploadPartBytes,
  held: row.held,
  state: row.state,
  sha256: row.sha256,
  expiresAt: row.expiresAt.toISOString(),
});

/** The condition on `uploads` for what a caller may see: his own, until it is forgotten. */
export const ownUpload = ({ citizenId }: CitizenCaller, now: Date, uploadId: string) =>
  and(eq(uploads.uploadId, uploadId), eq(uploads.citizenId, citizenId), gt(uploads.expiresAt, now));

/**
 * One of the caller's uploads, locked until the transaction ends.
 * @throws ProblemError `not_found`
 */
export async function lockUpload(
  tx: Transaction,
  caller: CitizenCaller,
  now: Date,
  uploadId: string,
): Promise<UploadRow> {
  const [row] = await tx
    .select()
    .from(uploads)
    .where(ownUpload(caller, now, uploadId))
    .for('update');
  if (!row) throw new ProblemError('not_found');
  return row;
}

/** The condition for what he may read back: beside that, what he gave with an application that is his to see. */
export const readableUpload = (db: Database, caller: CitizenCaller, now: Date) => {
  const readableCases = db.select({ id: applications.applicationId }).from(applications).where(readableBy(caller));
  return and(
    eq(uploads.citizenId, caller.citizenId),
    or(and(isNull(uploads.applicationId), gt(uploads.expiresAt, now)), inArray(uploads.applicationId, readableCases)),
  );
};

/** A part is bound to its place, so that parts cannot change places. */
const placeOf = (uploadId: string, offset: number): string => `uploadPart ${uploadId} ${offset}`;

/** Keeps the bytes of a part. */
export async function keepPart(
  { protection }: Pick<Context, 'protection'>,
  tx: Transaction,
  wrappedKey: string,
  { uploadId, held: position }: UploadRow,
  bytes: Uint8Array,
): Promise<void> {
  const bytesSealed = protection.sealBytes(wrappedKey, placeOf(uploadId, position), bytes);
  await tx.insert(uploadParts).values({ uploadId, position, bytesSealed });
}

/** The part that begins at a place, opened; null where none does. */
export async function partAt(
  { protection }: Pick<Context, 'protection'>,
  db: Database | Transaction,
  wrappedKey: string,
  { uploadId }: Pick<UploadRow, 'uploadId'>,
  position: number,
): Promise<Uint8Array | null> {
  const [part] = await db
    .select()
    .from(uploadParts)
    .where(and(eq(uploadParts.uploadId, uploadId), eq(uploadParts.position, position)));
  return part ? protection.openBytes(wrappedKey, placeOf(uploadId, position), part.bytesSealed) : null;
}

/** The bytes of an upload, part by part. */
export async function* partsOf(
  context: Pick<Context, 'protection'>,
  tx: Transaction,
  wrappedKey: string,
  upload: UploadRow,
): AsyncGenerator<Uint8Array> {
  const places = await tx
    .select({ position: uploadParts.position })
    .from(uploadParts)
    .where(eq(uploadParts.uploadId, upload.uploadId))
    .orderBy(asc(uploadParts.position));
  for (const { position } of places) {
    const part = await partAt(context, tx, wrappedKey, upload, position);
    if (part) yield part;
  }
}
