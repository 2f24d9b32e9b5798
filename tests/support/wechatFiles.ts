// The part of wx that a client and its uploads use, over real HTTP and a real folder.
import { randomFillSync } from 'node:crypto';
import { open, stat, unlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { WechatFileSystem, WechatFiles } from '@onetrip/sdk/uploads';
import type { WechatPlatform } from '@onetrip/sdk/wechat';

interface Sending {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  success: (answer: { statusCode: number; header: object; data: unknown }) => void;
  fail: (failure: { errMsg: string }) => void;
}

function send({ url, method, headers, body, success, fail }: Sending): { abort: () => void } {
  const outgoing = httpRequest(url, { method, headers }, (incoming) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () =>
      success({
        statusCode: incoming.statusCode ?? 0,
        header: incoming.headers,
        data: Buffer.concat(parts).toString(),
      }),
    );
  });
  outgoing.on('error', ({ message }) => fail({ errMsg: `request:fail ${message}` }));
  outgoing.end(body);
  return { abort: () => outgoing.destroy() };
}

const failing =
  (fail: (failure: { errMsg: string }) => void) =>
  ({ message }: Error) =>
    fail({ errMsg: message });

/** @param folder where the mini-program keeps its own files */
export function createWx(folder: string): WechatPlatform & WechatFiles {
  const files: WechatFileSystem = {
    stat: ({ path, success, fail }) => stat(path).then((stats) => success({ stats }), failing(fail)),
    readFile: ({ filePath, position, length, success, fail }) =>
      open(filePath)
        .then(async (file) => {
          const bytes = new Uint8Array(length);
          const { bytesRead } = await file.read(bytes, 0, length, position).finally(() => file.close());
          success({ data: bytes.slice(0, bytesRead).buffer });
        })
        .catch(failing(fail)),
    writeFile: ({ filePath, data, success, fail }) =>
      writeFile(filePath, new Uint8Array(data)).then(success, failing(fail)),
    unlink: ({ filePath, fail }) => unlink(filePath).catch(failing(fail)),
  };
  return {
    env: { USER_DATA_PATH: folder },
    getFileSystemManager: () => files,
    getRandomValues: ({ length, success }) => success({ randomValues: randomFillSync(new Uint8Array(length)).buffer }),
    request: ({ url, method, header, data, success, fail }) => {
      const body = data instanceof ArrayBuffer ? Buffer.from(data) : data;
      return send({ url, method, headers: header, body, success, fail });
    },
    uploadFile({ url, filePath, name, header, success, fail }) {
      let tell: (progress: { totalBytesSent: number }) => void = () => {};
      open(filePath)
        .then(async (file) => {
          const content = await file.readFile().finally(() => file.close());
          const boundary = `----wx${Date.now()}`;
          const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="a"\r\nContent-Type: image/jpeg\r\n\r\n`;
          const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
          const headers = { ...header, 'content-type': `multipart/form-data; boundary=${boundary}` };
          tell({ totalBytesSent: content.length / 2 });
          send({ url, method: 'POST', headers, body, success, fail });
        })
        .catch(failing(fail));
      return {
        onProgressUpdate: (listener: typeof tell) => {
          tell = listener;
        },
        abort: () => {},
      };
    },
  };
}
