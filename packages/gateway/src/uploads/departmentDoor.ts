// Where a department's own system fetches what the citizen uploaded: only for a case that is with it, by its signed request.
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { applicantOf, findApplication } from '../applications/store.ts';
import type { Context } from '../context.ts';
import { uploads } from '../database/schema/index.ts';
import { sealedAs } from '../departments/journal.ts';
import { type DoorRequest, doorAddress, provedCall } from '../departments/provedCalls.ts';
import { type GivenUpload, uploadOf } from './given.ts';
import { partsOf } from './store.ts';

const uploadsPath = '/callbacks/departments/:code/uploads';

/** Where a department fetches files; `/{uploadId}` goes behind it. */
export const uploadsAddress = (publicUrl: string, department: string): string =>
  doorAddress(publicUrl, uploadsPath, department);

/** A file of a case that is with this department now; null for any other. */
async function findFor(context: Context, department: string, uploadId: string) {
  const { database, catalogue } = context;
  const [row] = await database.select().from(uploads).where(eq(uploads.uploadId, uploadId));
  const application = row?.applicationId == null ? null : await findApplication(database, row.applicationId);
  if (!application?.open || application.caseId === null) return null;
  const matter = await catalogue.version(application.matterId, application.matterVersion);
  if (matter.department.code !== department) return null;
  const upload = await uploadOf(database, application.applicationId, uploadId);
  return upload && { upload, application, matter };
}

/** The bytes, kept as read by the department; null where there are none for it, 401 where it is not the department. */
async function read(context: Context, request: DoorRequest, uploadId: string): Promise<Fetched | 401 | 404> {
  const call = await provedCall(context, request);
  if (call === null) return 401;
  const found = await findFor(context, call.department, uploadId);
  if (found === null) return 404;
  const { upload, application, matter } = found;
  const { wrappedKey, citizenId } = await applicantOf(context.database, application.citizenId);
  const { applicationId, matterId } = application;
  const { materialId } = upload;
  const asker = {
    applicationId,
    citizenId,
    questionHash: null,
    seal: (text: string) => context.protection.seal(wrappedKey, sealedAs, text),
  };
  const purpose = { theme: matter.theme, matterId, materialId };
  const kept = { kind: 'upload', subjectId: uploadId, items: [materialId], purpose, asker } as const;
  return call.once(kept, async (tx) => {
    const parts: Uint8Array[] = [];
    for await (const part of partsOf(context, tx, wrappedKey, upload)) parts.push(part);
    return { upload, bytes: Buffer.concat(parts) };
  });
}

interface Fetched {
  upload: GivenUpload;
  bytes: Buffer;
}

/** Opens the door. The digest of the bytes stands in the signed case, so they need no signature of their own. */
export function registerUploadDoor(app: FastifyInstance, context: Context): void {
  app.get<{ Params: { code: string; uploadId: string } }>(`${uploadsPath}/:uploadId`, async (request, reply) => {
    const fetched = await read(context, request, request.params.uploadId);
    if (typeof fetched === 'number') return reply.code(fetched).send();
    return reply.type(fetched.upload.type).header('content-disposition', 'attachment').send(fetched.bytes);
  });
}
