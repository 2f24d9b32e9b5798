// WeChat Pay v3, JSAPI and Native: orders, queries, closing, and the notification read back. Everything the channel
// says is verified before it is believed; what cannot be verified counts as not said.
import { X509Certificate } from 'node:crypto';
import type { WechatPaymentRequest } from '@onetrip/shared/contract';
import { isAxiosError } from 'axios';
import { Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import type { GatewayConfig, WechatPayVerification } from '../../config/index.ts';
import { ChannelError } from './channelError.ts';
import { openNotification } from './notification.ts';
import { type RefundOrder, type RefundStanding, readRefund, sameRefund } from './refund.ts';
import { readTrade, type Trade } from './trade.ts';

/** What an order is made of; amounts in fen. */
export interface Order {
  /** Our number of the order: at most 32 letters and digits. */
  outTradeNo: string;
  /** Shown to the payer; at most 127 characters. */
  description: string;
  amountFen: number;
  /** When the order lapses at the channel (`time_expire`). */
  expiresAt: Date;
}

/** What closing an order came to. */
type Closing = { outcome: 'closed' } | { outcome: 'paid'; trade: Trade };

/** The channel, as the gateway uses it. Every call throws `ChannelError` when the channel cannot be asked or believed. */
export interface WechatPay {
  /** Places a Native order; `codeUrl` (weixin://…) is shown as a QR code. */
  placeNative(order: Order): Promise<{ codeUrl: string }>;
  /** Places a JSAPI order for the WeChat account `openid`. */
  placeJsapi(order: Order, openid: string): Promise<{ prepayId: string }>;
  /** The arguments of `wx.requestPayment`, signed now: they may be asked for as long as the order is open. */
  paymentRequest(prepayId: string): WechatPaymentRequest;
  /** How an order stands; null when the channel does not know it. */
  query(outTradeNo: string): Promise<Trade | null>;
  /** Closes an order so that it can no longer be paid; says so when it has been paid already. */
  close(outTradeNo: string): Promise<Closing>;
  /**
   * Reads a payment notification: signature, age and serial checked, decrypted.
   * @throws ChannelError `untrusted`
   */
  readNotification(headers: Headers, rawBody: Buffer): Trade;
  /** Asks for money to go back, or how far it has come: the same again is the same refund. */
  refund(order: RefundOrder): Promise<RefundStanding>;
  /** Reads a notification of a refund, as `readNotification` does one of a payment. @throws ChannelError `untrusted` */
  readRefundNotification(headers: Headers, rawBody: Buffer): RefundStanding;
}

/** Names in lower case. */
type Headers = Record<string, string | string[] | undefined>;

/** Longest a call may take; the citizen waits for up to four of them. Milliseconds. */
export const longestCallMs = 5_000;

/**
 * Opens the channel.
 * @param config the merchant's identity and keys; `config.wechatPay.url` may carry a path prefix, which is signed too
 * @param publicUrl where the channel reaches the gateway
 * @param now the clock that ages of notifications are judged by
 * @throws Error when a key cannot be read
 */
export function createWechatPay(
  config: Pick<GatewayConfig, 'wechat' | 'wechatPay'>,
  publicUrl: string,
  now: () => Date,
): WechatPay {
  const { merchantId, merchantSerial, merchantKey, apiV3Key, verification, url } = config.wechatPay;
  const appId = config.wechat.appId;
  const privateKey = Rsa.from(merchantKey, Rsa.KEY_TYPE_PRIVATE);
  const channelKeys = verificationKeys(verification);
  const identity = { merchantId, appId };
  const client = new Wechatpay({
    // In this one object or not at all: a second argument is ignored, and the real host would be called.
    baseURL: url,
    mchid: merchantId,
    serial: merchantSerial,
    privateKey: merchantKey,
    certs: channelKeys,
    timeout: longestCallMs,
    maxRedirects: 0,
    maxContentLength: 1_000_000,
    // Names the key we verify with; a merchant changing from certificates to the public key is answered accordingly.
    ...(verification.mode === 'publicKey' ? { headers: { 'Wechatpay-Serial': verification.publicKeyId } } : {}),
  });
  const order = (each: Order) => ({
    appid: appId,
    mchid: merchantId,
    description: each.description.slice(0, 127),
    out_trade_no: each.outTradeNo,
    time_expire: rfc3339InBeijing(each.expiresAt),
    notify_url: `${publicUrl}${notificationPath}`,
    amount: { total: each.amountFen, currency: 'CNY' },
  });
  const place = async (kind: 'native' | 'jsapi', body: object, answerField: string): Promise<string> => {
    const { data } = await asked(client.chain(`v3/pay/transactions/${kind}`).post<unknown>(body));
    const value = data !== null && typeof data === 'object' ? Reflect.get(data, answerField) : undefined;
    if (typeof value !== 'string' || value === '')
      throw new ChannelError('untrusted', `no ${answerField} in the answer`);
    return value;
  };
  const opened = (headers: Headers, rawBody: Buffer): unknown =>
    openNotification({ headers, rawBody, keys: channelKeys, apiV3Key, now: now() });
  const query = async (outTradeNo: string): Promise<Trade | null> => {
    try {
      const call = client.chain(`v3/pay/transactions/out-trade-no/${outTradeNo}`);
      const { data } = await asked(call.get<unknown>({ params: { mchid: merchantId } }));
      return readTrade(data, { ...identity, outTradeNo });
    } catch (error) {
      if (error instanceof ChannelError && error.channelCode === 'ORDER_NOT_EXIST') return null;
      throw error;
    }
  };
  return {
    placeNative: async (each) => ({ codeUrl: await place('native', order(each), 'code_url') }),
    placeJsapi: async (each, openid) => ({
      prepayId: await place('jsapi', { ...order(each), payer: { openid } }, 'prepay_id'),
    }),
    paymentRequest(prepayId) {
      const timeStamp = String(Math.floor(now().getTime() / 1000));
      const nonceStr = Formatter.nonce();
      const packageText = `prepay_id=${prepayId}`;
      const message = Formatter.joinedByLineFeed(appId, timeStamp, nonceStr, packageText);
      const paySign = Rsa.sign(message, privateKey);
      return { timeStamp, nonceStr, package: packageText, signType: 'RSA', paySign };
    },
    query,
    async close(outTradeNo) {
      const before = await query(outTradeNo);
      if (before?.took) return { outcome: 'paid', trade: before };
      if (before === null || before.outcome !== 'open') return { outcome: 'closed' };
      try {
        const call = client.chain(`v3/pay/transactions/out-trade-no/${outTradeNo}/close`);
        await asked(call.post<unknown>({ mchid: merchantId } as unknown));
        return { outcome: 'closed' };
      } catch (error) {
        // Paid or closed between the two calls: only a signed answer decides which.
        const after = await query(outTradeNo);
        if (after?.took) return { outcome: 'paid', trade: after };
        if (after === null || after.outcome !== 'open') return { outcome: 'closed' };
        throw error;
      }
    },
    readNotification: (headers, rawBody) => readTrade(opened(headers, rawBody), identity),
    async refund(order) {
      const { outRefundNo, outTradeNo, amountFen, totalFen, reason } = order;
      const body = {
        out_trade_no: outTradeNo,
        out_refund_no: outRefundNo,
        reason: reason.slice(0, 80),
        notify_url: `${publicUrl}${refundNotificationPath}`,
        amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
      };
      const { data } = await asked(client.chain('v3/refund/domestic/refunds').post<unknown>(body));
      return sameRefund(readRefund(data, merchantId), order);
    },
    readRefundNotification: (headers, rawBody) => readRefund(opened(headers, rawBody), merchantId),
  };
}

/** Where the channel sends its notifications. */
export const notificationPath = '/v1/callbacks/wechat-pay';
/** Where it tells of refunds. */
export const refundNotificationPath = '/v1/callbacks/wechat-pay/refunds';

/** Public keys by the serial or id the channel names them with. A certificate file may hold several, old and new. */
function verificationKeys(verification: WechatPayVerification): Record<string, string> {
  if (verification.mode === 'publicKey') return { [verification.publicKeyId]: verification.publicKey };
  const blocks = verification.certificate.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error('no certificate in the platform certificate file');
  return Object.fromEntries(blocks.map((pem) => [new X509Certificate(pem).serialNumber, pem]));
}

/** Awaits a call. Errors of the HTTP client carry keys and payers' accounts: only code and status leave here. */
async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!isAxiosError(error)) throw new ChannelError('unavailable', 'the call failed');
    const status = error.response?.status;
    if (status === undefined) throw new ChannelError('unavailable', `no answer (${error.code ?? 'unknown'})`);
    if (status < 300) throw new ChannelError('untrusted', `answer not believed (${error.code ?? 'unknown'})`);
    const code = channelCodeOf(error.response?.data);
    const kind = status >= 500 || status === 429 ? 'unavailable' : 'refused';
    throw new ChannelError(kind, `status ${status}${code ? `, ${code}` : ''}`, code);
  }
}

function channelCodeOf(data: unknown): string | undefined {
  const code = data !== null && typeof data === 'object' ? Reflect.get(data, 'code') : undefined;
  return typeof code === 'string' && /^[A-Z_]{1,64}$/.test(code) ? code : undefined;
}

/** The channel's documents write `time_expire` in Beijing time. */
function rfc3339InBeijing(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
