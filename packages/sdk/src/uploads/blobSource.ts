// A file somebody chose in a browser.
import type { UploadSource } from './source.ts';

/**
 * A `File` or `Blob` to be uploaded.
 * @example
 * await sendUpload(client, blobSource(input.files[0]));
 */
export const blobSource = (blob: Blob): UploadSource => ({
  type: blob.type,
  size: blob.size,
  read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
});
