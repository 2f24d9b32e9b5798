// The client for WeChat mini-programs, over wx.request.
import { type Client, type ClientOptions, createClientOver } from './client.ts';
import { type SendBytes, type WechatPlatform, wechatTransport } from './transports/wechat.ts';

export * from './public.ts';
export {
  type SendBytes,
  type WechatAnswer,
  type WechatPlatform,
  type WechatRandom,
  type WechatRequest,
  wechatTransport,
} from './transports/wechat.ts';

declare const wx: WechatPlatform | undefined;

/** What a mini-program's client may be given. */
export interface WechatClientOptions extends Omit<ClientOptions, 'transport'> {
  /** Default: the global `wx`. `Taro` fits too. */
  readonly platform?: WechatPlatform;
  /** How the parts of files leave: `wechatUploads(wx)` of `@onetrip/sdk/uploads`. Default: as requests. */
  readonly sendBytes?: SendBytes;
}

/**
 * Makes a client for a mini-program.
 * @throws {TypeError} when `baseUrl` is no http(s) URL, a partner's key is given, or there is no `wx` and no `platform`
 * @example
 * const client = createClient({ baseUrl: wx.getExtConfigSync().gatewayUrl });
 */
export function createClient(options: WechatClientOptions): Client {
  const platform = options.platform ?? (typeof wx === 'undefined' ? undefined : wx);
  if (!platform) throw new TypeError('There is no wx here; pass `platform`');
  return createClientOver(wechatTransport(platform, options.sendBytes), options);
}
