// A file somebody chose in a mini-program.

import type { UploadSource } from './source.ts';
import { promised, type WechatFiles } from './wechatFiles.ts';

/**
 * A file somebody chose in a mini-program, e.g. a `tempFilePath` of `wx.chooseMedia`.
 * @param type its media type, e.g. `image/jpeg`
 * @throws {Error} WeChat's words, when it cannot be read
 * @example
 * await sendUpload(client, await wechatFileSource(wx, tempFilePath, 'image/jpeg'));
 */
export async function wechatFileSource(
  platform: Pick<WechatFiles, 'getFileSystemManager'>,
  filePath: string,
  type: string,
): Promise<UploadSource> {
  const files = platform.getFileSystemManager();
  const { stats } = await promised<{ stats: unknown }>((success, fail) =>
    files.stat({ path: filePath, success, fail }),
  );
  return {
    type,
    size: (stats as { size: number }).size,
    read: async (position, length) => {
      const { data } = await promised<{ data: string | ArrayBuffer }>((success, fail) =>
        files.readFile({ filePath, position, length, success, fail }),
      );
      return new Uint8Array(data as ArrayBuffer);
    },
  };
}
