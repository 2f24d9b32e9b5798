// Uploads (上传材料): papers as files, sent in parts and resumed where they were cut off.
import type { CompleteUploadBody, CreateUploadBody, HeldPart, Upload } from '@onetrip/shared/contract';
import { uploadRoutes } from '@onetrip/shared/routes/uploads';
import type { CallOptions, RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** What `uploads.append` may be given beside its arguments. */
export type AppendOptions = Omit<CallOptions, 'idempotencyKey'>;

/** Send files in parts; `sendUpload` of `@onetrip/sdk/uploads` does all of it. A citizen must be signed in. */
export interface Uploads {
  /**
   * Announces a file.
   * @throws {ProblemError} `invalid_request` for a type or a size that is not accepted, `uploads_full`, `unauthenticated`
   * @example
   * const { uploadId, partSize } = await client.uploads.create({ type: 'application/pdf', size: bytes.length });
   */
  create(body: CreateUploadBody, options?: WriteOptions): Promise<Upload>;

  /**
   * Sends the part that begins at `offset`, in bytes: `partSize` of them, or what remains. Sending one again is safe.
   * @throws {ProblemError} `upload_offset_conflict` when it does not follow what is held, `upload_type_mismatch`,
   * `not_found`, `unauthenticated`
   * @example
   * const { held } = await client.uploads.append(uploadId, offset, bytes.subarray(offset, offset + partSize));
   */
  append(uploadId: string, offset: number, bytes: Uint8Array, options?: AppendOptions): Promise<Upload>;

  /**
   * Has the service check the whole against its SHA-256 (hexadecimal).
   * @throws {ProblemError} `upload_damaged`: nothing is held any more, send it again; `upload_offset_conflict` when parts
   * are missing, `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.uploads.complete(uploadId, { sha256 });
   */
  complete(uploadId: string, body: CompleteUploadBody, options?: WriteOptions): Promise<Upload>;

  /**
   * Reads the part that begins at `offset`, in bytes, back: of one’s own file, as long as it is kept; given with an
   * application, as long as that.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { bytes } = await client.uploads.part(uploadId, 0);
   */
  part(uploadId: string, offset: number, options?: RequestOptions): Promise<HeldPart>;

  /**
   * How much of a file is held (`held`, in bytes).
   * @throws {ProblemError} `not_found` once it was discarded or forgotten, `unauthenticated`
   * @example
   * const { held } = await client.uploads.get(uploadId);
   */
  get(uploadId: string, options?: RequestOptions): Promise<Upload>;

  /**
   * Forgets a file that no application uses; one that is gone already stays gone.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * await client.uploads.discard(uploadId);
   */
  discard(uploadId: string, options?: RequestOptions): Promise<undefined>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Uploads: Resource<Uploads> = { routes: uploadRoutes };
