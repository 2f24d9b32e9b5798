// Files in a mini-program, and how their parts leave: wx.uploadFile takes nothing but a file.
import type { TransportRequest, TransportResponse } from '../core/transport.ts';
import { follow, hear, type SendBytes, type WechatAnswer } from '../transports/wechat.ts';

interface Failed {
  fail: (failure: { errMsg: string }) => void;
}

/** The part of `wx.getFileSystemManager()` (or `Taro`'s) that is used. */
export interface WechatFileSystem {
  stat(options: { path: string; success: (answer: { stats: unknown }) => void } & Failed): unknown;
  readFile(
    options: {
      filePath: string;
      position: number;
      length: number;
      success: (answer: { data: string | ArrayBuffer }) => void;
    } & Failed,
  ): unknown;
  writeFile(options: { filePath: string; data: ArrayBuffer; success: () => void } & Failed): unknown;
  unlink(options: { filePath: string } & Failed): unknown;
}

/** The part of `wx` (or `Taro`) that reads and sends files. */
export interface WechatFiles {
  getFileSystemManager(): WechatFileSystem;
  readonly env: { readonly USER_DATA_PATH?: string };
  uploadFile(options: WechatUpload): unknown;
}

/** What `wx.uploadFile` is given. */
export interface WechatUpload {
  url: string;
  filePath: string;
  name: string;
  header: Record<string, string>;
  /** Milliseconds. */
  timeout: number;
  success: (answer: WechatAnswer) => void;
  fail: (failure: { errMsg: string }) => void;
}

/** What WeChat answers by callback, as a promise; its words as an error. */
export const promised = <T>(ask: (resolve: (value: T) => void, fail: Failed['fail']) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    ask(resolve, ({ errMsg }) => reject(new Error(errMsg)));
  });

let count = 0;

/**
 * Sends the parts of files by `wx.uploadFile`, which tells how much has left.
 * @example
 * const client = createClient({ baseUrl, sendBytes: wechatUploads(wx) });
 */
export function wechatUploads(platform: WechatFiles): SendBytes {
  return async (request, bytes) => {
    const files = platform.getFileSystemManager();
    count += 1;
    const filePath = `${platform.env.USER_DATA_PATH}/onetrip-${count}.part`;
    const data = new Uint8Array(bytes).buffer;
    await promised<void>((success, fail) => files.writeFile({ filePath, data, success, fail }));
    try {
      return await send(platform, request, filePath);
    } finally {
      files.unlink({ filePath, fail: () => {} });
    }
  };
}

/** Sends a file as the only one of a form. */
const send = (
  platform: WechatFiles,
  { url, headers, timeoutMs, signal, onSent }: TransportRequest,
  filePath: string,
): Promise<TransportResponse> =>
  new Promise((resolve, reject) => {
    // The form has a type of its own, which names what stands between its parts.
    const { 'Content-Type': _, ...header } = headers;
    const answered = hear(resolve, reject);
    const task = platform.uploadFile({ url, filePath, name: 'part', header, timeout: timeoutMs, ...answered });
    const { onProgressUpdate } = (task ?? {}) as WechatUploadTask;
    if (onSent) onProgressUpdate?.call(task, ({ totalBytesSent }) => onSent(totalBytesSent));
    follow(task, signal);
  });

interface WechatUploadTask {
  onProgressUpdate?(listener: (progress: { totalBytesSent: number }) => void): void;
}
