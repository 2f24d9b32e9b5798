// The transport of WeChat mini-programs: wx.request, or Taro's of the same shape.
import { createQueue } from '../core/queue.ts';
import type { Signal } from '../core/signal.ts';
import {
  type Transport,
  TransportFailure,
  type TransportFailureKind,
  type TransportRequest,
  type TransportResponse,
} from '../core/transport.ts';

/** The part of `wx` (or `Taro`) that is used. */
export interface WechatPlatform {
  /** Sends a request; answers through `success` or `fail`. */
  request(options: WechatRequest): unknown;
  /** Random bytes (base library 2.19.0 and later). */
  getRandomValues(options: WechatRandom): unknown;
  /** Told when the mini-program is shown; with `onAppHide`, requests cut in the background are sent again on return. */
  onAppShow?(listener: () => void): unknown;
  /** Told when the mini-program is hidden. */
  onAppHide?(listener: () => void): unknown;
}

/** What `wx.request` is given. */
export interface WechatRequest {
  url: string;
  method: 'GET' | 'POST' | 'DELETE';
  header: Record<string, string>;
  data?: string | ArrayBuffer;
  /** Anything but `json`, so that the body arrives as text. */
  dataType: string;
  responseType: 'text';
  /** Milliseconds. */
  timeout: number;
  success: (answer: WechatAnswer) => void;
  fail: (failure: { errMsg: string }) => void;
}

/** What `wx.request` answers. */
export interface WechatAnswer {
  statusCode: number;
  /** Missing after `wx.uploadFile` on older phones. */
  header?: object;
  data: unknown;
}

/** What `wx.getRandomValues` is given. */
export interface WechatRandom {
  length: number;
  success: (answer: { randomValues: ArrayBuffer }) => void;
  fail: (failure: { errMsg: string }) => void;
}

/** How the parts of a file leave: `wechatUploads` of `@onetrip/sdk/uploads`. */
export type SendBytes = (request: TransportRequest, bytes: Uint8Array) => Promise<TransportResponse>;

/** WeChat carries ten requests at once and fails the eleventh (developers.weixin.qq.com, “网络 › 使用限制”). */
const concurrentRequests = 10;

/**
 * The transport over `wx.request`. It cancels through the request task, and tells a request that WeChat cut in the
 * background (`fail interrupted`) apart from a missing network.
 * @param sendBytes how parts of a file leave; default: as requests, which do not tell their progress
 * @example
 * const client = createClient({ baseUrl, transport: wechatTransport(Taro), resources: { matters: Matters } });
 */
export function wechatTransport(platform: WechatPlatform, sendBytes?: SendBytes): Transport {
  const shown = watch(platform);
  return {
    queue: createQueue(concurrentRequests),
    ...(shown && { shown }),
    send(request) {
      const { body } = request;
      if (typeof body !== 'object') return sendPlain(platform, request, body);
      return sendBytes ? sendBytes(request, body) : sendPlain(platform, request, new Uint8Array(body).buffer);
    },
    randomBytes: (length) =>
      new Promise((resolve, reject) => {
        if (typeof platform.getRandomValues !== 'function') {
          throw new TypeError('wx.getRandomValues is missing: base library 2.19.0 or later is needed');
        }
        quieten(
          platform.getRandomValues({
            length,
            success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
            fail: ({ errMsg }) => reject(new TypeError(errMsg)),
          }),
        );
      }),
  };
}

/** Sends a request as it is. */
const sendPlain = (
  platform: WechatPlatform,
  { method, url, headers, timeoutMs, signal }: TransportRequest,
  data: string | ArrayBuffer | undefined,
): Promise<TransportResponse> =>
  new Promise((resolve, reject) => {
    const task = platform.request({
      url,
      method,
      header: { ...headers },
      ...(data === undefined ? {} : { data }),
      dataType: 'text',
      responseType: 'text',
      timeout: timeoutMs,
      ...hear(resolve, reject),
    });
    follow(task, signal);
  });

/** What WeChat calls back. */
export const hear = (resolve: (response: TransportResponse) => void, reject: (failure: TransportFailure) => void) => ({
  success: ({ statusCode, header, data }: WechatAnswer) =>
    resolve({ status: statusCode, headers: lowerCase(header), body: asText(data) }),
  fail: ({ errMsg }: { errMsg: string }) => reject(new TransportFailure(kindOf(errMsg), errMsg)),
});

/** Cancels through the task WeChat gives. */
export function follow(task: unknown, signal: Signal): void {
  quieten(task);
  signal.addEventListener('abort', () => (task as { abort?: () => void } | undefined)?.abort?.());
}

/** Follows whether the mini-program is shown; undefined where the platform does not say. */
function watch(platform: WechatPlatform): Transport['shown'] {
  if (!platform.onAppShow || !platform.onAppHide) return undefined;
  let hidden = false;
  let waiting: (() => void)[] = [];
  platform.onAppHide(() => {
    hidden = true;
  });
  platform.onAppShow(() => {
    hidden = false;
    for (const go of waiting) go();
    waiting = [];
  });
  return () => (hidden ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve());
}

/** Taro answers by callback and by promise; the promise's failure has been heard already. */
function quieten(task: unknown): void {
  const then = (task as { then?: (done: undefined, failed: () => void) => unknown } | undefined)?.then;
  if (typeof then === 'function') then.call(task, undefined, () => {});
}

function kindOf(errMsg: string): TransportFailureKind {
  if (/interrupted/i.test(errMsg)) return 'interrupted';
  return /time[d ]?\s?out/i.test(errMsg) ? 'timeout' : 'network';
}

const asText = (data: unknown): string => {
  if (typeof data === 'string') return data;
  return data === undefined || data === null ? '' : JSON.stringify(data);
};

function lowerCase(headers: object | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
