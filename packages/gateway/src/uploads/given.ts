// Files given with an application: who beside the citizen reads them – the department that decides, by its own signed
// request or at its desk.
import type { UploadType } from '@onetrip/shared/contract';
import { and, asc, eq } from 'drizzle-orm';
import type { Connection } from '../applications/store.ts';
import { uploads } from '../database/schema/index.ts';
import type { CaseUpload } from '../departments/client.ts';
import type { UploadRow } from './store.ts';

/** A file given with an application: whole, and shown for a material. */
export interface GivenUpload extends UploadRow {
  applicationId: string;
  materialId: string;
  sha256: string;
  type: UploadType;
}

const isGiven = (row: UploadRow): row is GivenUpload =>
  row.state === 'used' && row.applicationId !== null && row.materialId !== null && row.sha256 !== null;

/** Files given with an application, in a steady order: a case handed over twice is the same. */
export async function uploadsOf(db: Connection, applicationId: string): Promise<GivenUpload[]> {
  const rows = await db
    .select()
    .from(uploads)
    .where(eq(uploads.applicationId, applicationId))
    .orderBy(asc(uploads.materialId), asc(uploads.uploadId));
  return rows.filter(isGiven);
}

/** One of them; null where it was not given with this application. */
export async function uploadOf(db: Connection, applicationId: string, uploadId: string): Promise<GivenUpload | null> {
  const [row] = await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.uploadId, uploadId), eq(uploads.applicationId, applicationId)));
  return row && isGiven(row) ? row : null;
}

/** A file as a department's system is told of it. */
export const showCaseUpload = ({ materialId, uploadId, type, size, sha256 }: GivenUpload): CaseUpload => ({
  materialId,
  uploadId,
  type,
  size,
  sha256,
});
