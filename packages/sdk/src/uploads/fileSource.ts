// A file on a server's disk.
import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { UploadSource } from './source.ts';

const types: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

/**
 * A file to be uploaded, read part by part.
 * @param type its media type; default: by the ending of its name
 * @throws {Error} when there is no such file
 * @example
 * await sendUpload(client, await fileSource('lease.pdf'));
 */
export async function fileSource(path: string, type = types[extname(path).toLowerCase()] ?? ''): Promise<UploadSource> {
  const { size } = await stat(path);
  return {
    type,
    size,
    async read(offset, length) {
      const file = await open(path);
      try {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, offset);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}
