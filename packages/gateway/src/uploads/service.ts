// Uploads: announced, sent in parts, checked when whole, given with an application – or forgotten.
import { createHash } from 'node:crypto';
import { maxUploads, type ProblemField, type Upload, uploadPartBytes } from '@onetrip/shared/contract';
import { beginsAs } from '@onetrip/shared/rules';
import { and, eq, gt, lte, ne } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { citizens, uploadParts, uploads } from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { citizenById } from '../identity/citizens.ts';
import {
  keepPart,
  lockUpload,
  ownUpload,
  partAt,
  partsOf,
  readableUpload,
  showUpload,
  type UploadRow,
} from './store.ts';

/** What nobody has sent on, or given, for this long is forgotten. */
const keptMs = 7 * 24 * 3_600_000;

async function create(
  { now }: Context,
  tx: Transaction,
  caller: CitizenCaller,
  body: { type: UploadRow['type']; size: number },
): Promise<UploadRow> {
  const { citizenId } = caller;
  // The citizen is locked, so that two devices do not add the last one twice.
  await tx.select().from(citizens).where(eq(citizens.citizenId, citizenId)).for('update');
  const at = now();
  const unused = and(eq(uploads.citizenId, citizenId), ne(uploads.state, 'used'), gt(uploads.expiresAt, at));
  if ((await tx.$count(uploads, unused)) >= maxUploads) throw new ProblemError('uploads_full');
  const expiresAt = new Date(at.getTime() + keptMs);
  const values = { ...body, uploadId: newId('upload'), citizenId, held: 0, state: 'open' as const, expiresAt };
  const [row] = await tx.insert(uploads).values(values).returning();
  if (!row) throw new Error('the upload was not kept');
  return row;
}

/**
 * Takes in a part. One that is held already changes nothing, so that a part whose answer was lost may be sent again.
 * @throws ProblemError `upload_offset_conflict` when it leaves a gap, overlaps, or is not of the size parts have;
 *   `upload_type_mismatch` when the first does not begin as the announced type does
 */
async function append(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  { uploadId, offset }: { uploadId: string; offset: number },
  bytes: Uint8Array,
): Promise<UploadRow> {
  const row = await lockUpload(tx, caller, context.now(), uploadId);
  const end = offset + bytes.length;
  if (end <= row.held) return row;
  const isNext = offset === row.held && bytes.length === Math.min(uploadPartBytes, row.size - offset);
  if (!isNext || row.state !== 'open') throw new ProblemError('upload_offset_conflict');
  if (offset === 0 && !beginsAs(row.type, bytes)) throw new ProblemError('upload_type_mismatch');
  const { wrappedKey } = await citizenById(tx, caller.citizenId);
  await keepPart(context, tx, wrappedKey, row, bytes);
  return change(tx, uploadId, { held: end });
}

/**
 * Checks that the whole is what was sent. A damaged one is emptied, and may be sent again from its beginning.
 * @returns the upload, or `damaged`
 */
async function complete(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  uploadId: string,
  sha256: string,
): Promise<UploadRow | 'damaged'> {
  const row = await lockUpload(tx, caller, context.now(), uploadId);
  if (row.state !== 'open') return row.sha256 === sha256 ? row : 'damaged';
  if (row.held !== row.size) throw new ProblemError('upload_offset_conflict');
  const hash = createHash('sha256');
  const { wrappedKey } = await citizenById(tx, caller.citizenId);
  for await (const part of partsOf(context, tx, wrappedKey, row)) hash.update(part);
  if (hash.digest('hex') === sha256) return change(tx, uploadId, { state: 'complete', sha256 });
  await tx.delete(uploadParts).where(eq(uploadParts.uploadId, uploadId));
  await change(tx, uploadId, { held: 0 });
  return 'damaged';
}

async function change(tx: Transaction, uploadId: string, values: Partial<UploadRow>): Promise<UploadRow> {
  const [row] = await tx.update(uploads).set(values).where(eq(uploads.uploadId, uploadId)).returning();
  if (!row) throw new Error('the upload is gone');
  return row;
}

const notThere = {
  zh: '没有这份已传完的文件，请重新上传。',
  en: 'There is no such complete upload; upload it again.',
};

/**
 * Gives uploads with an application: from then on they belong to it and are not forgotten.
 * @param given `uploadId` by the material it shows
 * @throws ProblemError `invalid_request` naming each that is not the citizen's, not complete, or given already
 */
export async function giveUploads(
  { now }: Pick<Context, 'now'>,
  tx: Transaction,
  citizenId: string,
  applicationId: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  const faults: ProblemField[] = [];
  for (const [materialId, uploadId] of Object.entries(given)) {
    const [row] = await tx
      .update(uploads)
      .set({ state: 'used', applicationId, materialId })
      .where(
        and(
          eq(uploads.uploadId, uploadId),
          eq(uploads.citizenId, citizenId),
          eq(uploads.state, 'complete'),
          gt(uploads.expiresAt, now()),
        ),
      )
      .returning();
    if (!row) faults.push({ field: `uploads.${materialId}`, message: notThere });
  }
  if (faults.length > 0) throw new ProblemError('invalid_request', { fields: faults });
}

/** Forgets what was not given in time. */
export async function sweepUploads({ database, now }: Pick<Context, 'database' | 'now'>): Promise<void> {
  await database.delete(uploads).where(and(lte(uploads.expiresAt, now()), ne(uploads.state, 'used')));
}

type UploadOperation = Extract<keyof Handlers, `uploads.${string}`>;

/** Handlers of `uploads.*`. */
export function uploadHandlers(context: Context): Pick<Handlers, UploadOperation> {
  const { database, now } = context;
  return {
    'uploads.create': ({ body, caller, keep }) =>
      database.transaction(async (tx) => {
        const shown = showUpload(await create(context, tx, caller, body));
        await keep(tx, shown);
        return shown;
      }),
    'uploads.append': ({ params, body, caller }) =>
      database.transaction(async (tx) => showUpload(await append(context, tx, caller, params, body))),
    'uploads.complete': async ({ params, body, caller, keep }) => {
      const shown = await database.transaction(async (tx): Promise<Upload | 'damaged'> => {
        const row = await complete(context, tx, caller, params.uploadId, body.sha256);
        if (row === 'damaged') return row;
        const completed = showUpload(row);
        await keep(tx, completed);
        return completed;
      });
      // Refused only after the damaged bytes are gone for good.
      if (shown === 'damaged') throw new ProblemError('upload_damaged');
      return shown;
    },
    'uploads.part': async ({ params: { uploadId, offset }, caller }) => {
      const mine = and(eq(uploads.uploadId, uploadId), readableUpload(database, caller, now()));
      const [row] = await database.select().from(uploads).where(mine);
      const { wrappedKey } = await citizenById(database, caller.citizenId);
      const part = row ? await partAt(context, database, wrappedKey, row, offset) : null;
      if (part === null) throw new ProblemError('not_found');
      return { offset, bytes: Buffer.from(part).toString('base64') };
    },
    'uploads.get': async ({ params, caller }) => {
      const [row] = await database
        .select()
        .from(uploads)
        .where(ownUpload(caller, now(), params.uploadId));
      if (!row) throw new ProblemError('not_found');
      return showUpload(row);
    },
    'uploads.discard': async ({ params, caller }) => {
      const own = and(ownUpload(caller, now(), params.uploadId), ne(uploads.state, 'used'));
      await database.delete(uploads).where(own);
    },
  };
}
