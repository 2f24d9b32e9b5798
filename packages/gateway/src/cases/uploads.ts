// Files a citizen gave, as the officer who decides reads them: part by part, each look recorded.
import type { Case, HeldPart, LocalText } from '@onetrip/shared/contract';
import { uploadPartBytes } from '@onetrip/shared/contract';
import { type ApplicationRow, applicantOf, type Connection } from '../applications/store.ts';
import type { Context } from '../context.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { uploadOf, uploadsOf } from '../uploads/given.ts';
import { partAt } from '../uploads/store.ts';
import { lookedAtFiles, recordLook } from './access.ts';

/** The files of a case. @param names of materials, by id */
export const showUploads = async (
  db: Connection,
  applicationId: string,
  names: ReadonlyMap<string, LocalText>,
): Promise<Case['uploads']> =>
  (await uploadsOf(db, applicationId)).map(({ uploadId, materialId, type, size, sha256 }) => ({
    uploadId,
    materialId,
    name: names.get(materialId) ?? { zh: materialId },
    type,
    size,
    partSize: uploadPartBytes,
    sha256,
  }));

/**
 * A part of one of them. That he looks is noted before he sees it, once for the parts he reads one after the other.
 * @throws ProblemError `not_found` where the case has no such file, or none of its parts begins there
 */
export async function readUploadPart(
  context: Context,
  officer: OfficerCaller,
  application: ApplicationRow,
  { uploadId, offset }: { uploadId: string; offset: number },
): Promise<HeldPart> {
  const { database, protection } = context;
  const upload = await uploadOf(database, application.applicationId, uploadId);
  const { wrappedKey } = await applicantOf(database, application.citizenId);
  const part =
    upload && protection.isKey(wrappedKey) ? await partAt(context, database, wrappedKey, upload, offset) : null;
  if (part === null) throw new ProblemError('not_found');
  if (!(await lookedAtFiles(context, officer, application.applicationId)))
    await recordLook(context, 'cases.uploadPart', officer, application);
  return { offset, bytes: Buffer.from(part).toString('base64') };
}
