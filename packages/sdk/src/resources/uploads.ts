// Uploads (上传材料): papers as files, sent in parts and resumed where they were cut off.
import type { CompleteUploadBody, CreateUploadBody, Upload } from '@onetrip/shared/contract';
import { uploadRoutes } from '@onetrip/shared/routes/uploads';
import type { Core, RouteTable } from '../core/core.ts';
import type { CallOptions, RequestOptions, WriteOptions } from '../core/request.ts';

/** What `uploads.append` may be given beside its arguments. */
export type AppendOptions = Omit<CallOptions, 'idempotencyKey'>;

/** Send files in parts; `sendUpload` of `@onetrip/sdk/uploads` does all of it. A citizen must be signed in. */
export class Uploads {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return uploadRoutes;
  }

  /**
   * Announces a file.
   * @throws {ProblemError} `invalid_request` for a type or a size that is not accepted, `uploads_full`, `unauthenticated`
   * @example
   * const { uploadId, partSize } = await client.uploads.create({ type: 'application/pdf', size: bytes.length });
   */
  create(body: CreateUploadBody, options?: WriteOptions): Promise<Upload> {
    return this.core.call('uploads.create', { body }, options);
  }

  /**
   * Sends the part that begins at `offset`, in bytes: `partSize` of them, or what remains. Sending one again is safe.
   * @throws {ProblemError} `upload_offset_conflict` when it does not follow what is held, `upload_type_mismatch`,
   * `not_found`, `unauthenticated`
   * @example
   * const { held } = await client.uploads.append(uploadId, offset, bytes.subarray(offset, offset + partSize));
   */
  append(uploadId: string, offset: number, bytes: Uint8Array, options?: AppendOptions): Promise<Upload> {
    return this.core.call('uploads.append', { params: { uploadId, offset }, body: bytes }, options);
  }

  /**
   * Has the service check the whole against its SHA-256 (hexadecimal).
   * @throws {ProblemError} `upload_damaged`: nothing is held any more, send it again; `upload_offset_conflict` when parts
   * are missing, `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.uploads.complete(uploadId, { sha256 });
   */
  complete(uploadId: string, body: CompleteUploadBody, options?: WriteOptions): Promise<Upload> {
    return this.core.call('uploads.complete', { params: { uploadId }, body }, options);
  }

  /**
   * How much of a file is held (`held`, in bytes).
   * @throws {ProblemError} `not_found` once it was discarded or forgotten, `unauthenticated`
   * @example
   * const { held } = await client.uploads.get(uploadId);
   */
  get(uploadId: string, options?: RequestOptions): Promise<Upload> {
    return this.core.call('uploads.get', { params: { uploadId } }, options);
  }

  /**
   * Forgets a file that no application uses; one that is gone already stays gone.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * await client.uploads.discard(uploadId);
   */
  discard(uploadId: string, options?: RequestOptions): Promise<undefined> {
    return this.core.call('uploads.discard', { params: { uploadId } }, options);
  }
}
