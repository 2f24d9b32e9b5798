// Sending a file whole, from whatever engine it lies in: in parts, with progress, resumed where it was cut off.
import type { Problem, Upload, UploadType } from '@onetrip/shared/contract';
import { maxUploadBytes, uploadTypes } from '@onetrip/shared/uploadLimits';
import { isOneTripError, type Language, problemError } from '../core/errors.ts';
import type { RequestOptions } from '../core/request.ts';
import type { Uploads } from '../resources/uploads.ts';
import { createSha256 } from './sha256.ts';
import type { UploadSource } from './source.ts';

export type { SendBytes } from '../transports/wechat.ts';
export { blobSource } from './blobSource.ts';
export type { UploadSource } from './source.ts';
export { wechatFileSource } from './wechatFileSource.ts';
export { type WechatFileSystem, type WechatFiles, type WechatUpload, wechatUploads } from './wechatFiles.ts';

/** How to send a file. */
export interface SendOptions extends RequestOptions {
  /** Go on with an upload of the same file that was cut off. Keep the id that `onBegun` tells. */
  readonly uploadId?: string;
  /** Told as soon as the service expects the file, and how much of it is held. */
  readonly onBegun?: (upload: Upload) => void;
  /** Told as the file is sent: bytes so far, bytes altogether. */
  readonly onProgress?: (sent: number, size: number) => void;
}

/**
 * Sends a file whole: announces it, sends its parts, and has the service check it. What is cut off is sent again by itself;
 * after the app was killed, go on with `uploadId`.
 * @param client one that has `uploads`, a citizen signed in
 * @throws {InvalidRequestError} before anything is sent, for a type or a size that is not accepted
 * @throws {ProblemError} `uploads_full`, `upload_type_mismatch`, `upload_damaged`, `not_found`, `unauthenticated`
 * @example
 * const { uploadId } = await sendUpload(client, blobSource(file), {
 *   onBegun: ({ uploadId }) => keep(uploadId), onProgress: (sent, size) => show(sent / size),
 * });
 * await client.applications.supplement(id, { form: {}, commitments: [], statements: {}, uploads: { lease: uploadId } });
 */
export async function sendUpload(
  { uploads }: { readonly uploads: Uploads },
  source: UploadSource,
  { uploadId: begun, onBegun, onProgress, ...call }: SendOptions = {},
): Promise<Upload> {
  const { size } = source;
  const type = accept(source, call.language);
  let upload = await (begun ? uploads.get(begun, call) : uploads.create({ type, size }, call));
  onBegun?.(upload);
  const { uploadId, partSize } = upload;
  const hash = createSha256();
  for (let offset = 0; offset < size; offset += partSize) {
    const bytes = await source.read(offset, Math.min(partSize, size - offset));
    hash.update(bytes);
    const end = offset + bytes.length;
    const onSent = (sent: number) => onProgress?.(Math.min(offset + sent, end), size);
    if (upload.held < end) {
      upload = await uploads.append(uploadId, offset, bytes, { ...call, onSent }).catch(async (error: unknown) => {
        // Another device, or an earlier run of this one, has sent it meanwhile.
        const held =
          isOneTripError(error) && error.code === 'upload_offset_conflict' && (await uploads.get(uploadId, call));
        if (!held || held.held < end) throw error;
        return held;
      });
    }
    onSent(bytes.length);
  }
  return uploads.complete(uploadId, { sha256: hash.digest() }, call);
}

const megabytes = maxUploadBytes / 2 ** 20;
const title = { zh: '这个文件不能上传，没有发送。', en: 'This file cannot be uploaded; nothing was sent.' };
const nextStep = {
  zh: `请选择不超过 ${megabytes} MB 的 PDF、JPEG 或 PNG 文件。`,
  en: `Choose a PDF, JPEG or PNG file of at most ${megabytes} MB.`,
};

/** Refuses what the service would refuse, before anything is sent. */
function accept({ type, size }: UploadSource, language: Language = 'zh'): UploadType {
  const accepted = uploadTypes.find((one) => one === type);
  if (accepted && size > 0 && size <= maxUploadBytes) return accepted;
  const problem: Problem = {
    type: 'about:blank',
    code: 'invalid_request',
    status: 400,
    title: title[language],
    nextStep: nextStep[language],
    text: { title, nextStep },
    fields: [{ field: accepted ? 'size' : 'type', message: nextStep }],
    retryable: false,
    requestId: '',
  };
  const context = { operation: 'uploads.create', attempts: 0, language, idempotencyKey: undefined } as const;
  throw problemError(problem, undefined, context);
}
