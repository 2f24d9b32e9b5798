// Rows of uploads and their parts: the bytes sealed with the owner's key.
import type { Upload } from '@onetrip/shared/contract';
import { uploadPartBytes } from '@onetrip/shared/contract';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { uploadParts, uploads } from '../database/schema/index.ts';
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

/** The bytes of an upload, part by part. */
export async function* partsOf(
  { protection }: Pick<Context, 'protection'>,
  tx: Transaction,
  wrappedKey: string,
  { uploadId }: UploadRow,
): AsyncGenerator<Uint8Array> {
  const ofUpload = eq(uploadParts.uploadId, uploadId);
  const places = await tx
    .select({ position: uploadParts.position })
    .from(uploadParts)
    .where(ofUpload)
    .orderBy(asc(uploadParts.position));
  for (const { position } of places) {
    const [part] = await tx
      .select()
      .from(uploadParts)
      .where(and(ofUpload, eq(uploadParts.position, position)));
    if (part) yield protection.openBytes(wrappedKey, placeOf(uploadId, position), part.bytesSealed);
  }
}
