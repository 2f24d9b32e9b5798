// The channel over HTTP: what we send is signed over the very URL the other end sees; what it answers is believed only signed.
import { createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelError } from '../src/payments/channels/channelError.ts';
import { createWechatPay, type WechatPay } from '../src/payments/channels/wechatPay.ts';

const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 });
const channel = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject, type: 'pkcs8' | 'spki') => key.export({ type, format: 'pem' } as never).toString();
const publicKeyId = 'PUB_KEY_ID_0100000000002026';
const now = () => new Date('2026-03-02T09:00:00+08:00');
const order = { outTradeNo: 'OT0001', description: '机动车驾驶证遗失补证', amountFen: 1000, expiresAt: now() };

/** What the peer answers next, and how it signs. */
interface Answer {
  status: number;
  body: unknown;
  key?: KeyObject;
  serial?: string;
  unsigned?: boolean;
  ageSeconds?: number;
}
interface Seen {
  method: string;
  url: string;
  body: string;
  authentic: boolean;
  serial: string | undefined;
}

let server: Server;
let wechatPay: WechatPay;
let answers: Answer[];
let seen: Seen[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { method = '', url = '', headers } = request;
      const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(headers.authorization ?? '')?.[1] ?? '';
      const text = `${method}\n${url}\n${part('timestamp')}\n${part('nonce_str')}\n${body}\n`;
      const authentic = createVerify('RSA-SHA256').update(text).verify(merchant.publicKey, part('signature'), 'base64');
      const serial = headers['wechatpay-serial'];
      seen.push({ method, url, body, authentic, serial: typeof serial === 'string' ? serial : undefined });
      const answer = answers.shift();
      if (!answer) return void response.destroy();
      const payload = answer.body === undefined ? '' : JSON.stringify(answer.body);
      const timestamp = String(Math.floor(Date.now() / 1000) - (answer.ageSeconds ?? 0));
      const signature = createSign('RSA-SHA256')
        .update(`${timestamp}\nn\n${payload}\n`)
        .sign(answer.key ?? channel.privateKey, 'base64');
      const signed = {
        'Wechatpay-Timestamp': timestamp,
        'Wechatpay-Nonce': 'n',
        'Wechatpay-Serial': answer.serial ?? publicKeyId,
        'Wechatpay-Signature': signature,
      };
      response.writeHead(answer.status, { 'content-type': 'application/json', ...(answer.unsigned ? {} : signed) });
      response.end(payload);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  wechatPay = createWechatPay(
    {
      wechat: { appId: 'wx0000000000000001', appSecret: '', url: '', templates: [] },
      wechatPay: {
        url: `http://127.0.0.1:${port}/wechat-pay`,
        merchantId: '1900000001',
        merchantSerial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
        merchantKey: pem(merchant.privateKey, 'pkcs8'),
        apiV3Key: 'a-key-of-32-bytes-for-this-test!',
        verification: { mode: 'publicKey', publicKeyId, publicKey: pem(channel.publicKey, 'spki') },
      },
    },
    'https://gateway.example',
    now,
  );
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  answers = [];
  seen = [];
});

const trade = (state: string) => ({
  mchid: '1900000001',
  appid: 'wx0000000000000001',
  out_trade_no: order.outTradeNo,
  trade_state: state,
  ...(state === 'SUCCESS'
    ? {
        transaction_id: '4200000001',
        success_time: '2026-03-02T09:00:00+08:00',
        amount: { total: 1000, currency: 'CNY' },
      }
    : {}),
});
const fault = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ChannelError) return error.fault;
    throw error;
  }
  return 'none';
};

describe('orders', () => {
  test('Native: signed over the URL with its prefix, amounts in fen, lapsing in Beijing time', async () => {
    answers = [{ status: 200, body: { code_url: 'weixin://wxpay/bizpayurl?pr=1' } }];
    expect(await wechatPay.placeNative(order)).toEqual({ codeUrl: 'weixin://wxpay/bizpayurl?pr=1' });
    expect(seen).toMatchObject([
      { method: 'POST', url: '/wechat-pay/v3/pay/transactions/native', authentic: true, serial: publicKeyId },
    ]);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      appid: 'wx0000000000000001',
      mchid: '1900000001',
      description: order.description,
      out_trade_no: 'OT0001',
      time_expire: '2026-03-02T09:00:00+08:00',
      notify_url: 'https://gateway.example/v1/callbacks/wechat-pay',
      amount: { total: 1000, currency: 'CNY' },
    });
  });

  test('JSAPI: the payer is named, and the arguments of wx.requestPayment are signed with the merchant’s key', async () => {
    answers = [{ status: 200, body: { prepay_id: 'wx26112221580621e9b071c00d9e093b0000' } }];
    const { prepayId } = await wechatPay.placeJsapi(order, 'openid-1');
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ payer: { openid: 'openid-1' } });
    const { timeStamp, nonceStr, package: packageText, signType, paySign } = wechatPay.paymentRequest(prepayId);
    expect([signType, packageText]).toEqual(['RSA', `prepay_id=${prepayId}`]);
    const text = `wx0000000000000001\n${timeStamp}\n${nonceStr}\n${packageText}\n`;
    expect(createVerify('RSA-SHA256').update(text).verify(merchant.publicKey, paySign, 'base64')).toBe(true);
  });

  test.each([
    ['signed by somebody else', { key: stranger.privateKey }],
    ['not signed', { unsigned: true }],
    ['signed under a serial we do not know', { serial: 'PUB_KEY_ID_other' }],
    ['signed ten minutes ago', { ageSeconds: 600 }],
    ['without a code', { body: {} }],
    ['that is no object', { body: 'weixin://' }],
  ])('an answer %s is not believed', async (_name, change) => {
    answers = [{ status: 200, body: { code_url: 'weixin://wxpay/bizpayurl?pr=1' }, ...change }];
    expect(await fault(wechatPay.placeNative(order))).toBe('untrusted');
  });

  test('refused, out of order and unreachable are told apart; no error carries a key, a payer or a body', async () => {
    answers = [{ status: 400, body: { code: 'PARAM_ERROR', message: 'openid-1' }, unsigned: true }];
    const refused = await wechatPay.placeJsapi(order, 'openid-1').catch((error: unknown) => error);
    expect(refused).toMatchObject({ fault: 'refused', channelCode: 'PARAM_ERROR' });
    expect(JSON.stringify(refused) + String(refused)).not.toMatch(/openid-1|PRIVATE|signature/);
    answers = [{ status: 502, body: {} }];
    expect(await fault(wechatPay.placeNative(order))).toBe('unavailable');
    answers = [];
    expect(await fault(wechatPay.placeNative(order))).toBe('unavailable');
  });

  test('a redirect is not followed', async () => {
    answers = [{ status: 302, body: {} }];
    expect(await fault(wechatPay.placeNative(order))).toBe('refused');
    expect(seen).toHaveLength(1);
  });
});

describe('queries', () => {
  test('by our number; the merchant in the query is signed too', async () => {
    answers = [{ status: 200, body: trade('SUCCESS') }];
    expect(await wechatPay.query('OT0001')).toMatchObject({ outcome: 'paid', amountFen: 1000 });
    expect(seen).toMatchObject([
      { method: 'GET', url: '/wechat-pay/v3/pay/transactions/out-trade-no/OT0001?mchid=1900000001', authentic: true },
    ]);
  });

  test('an unknown order is null, another order’s trade is not believed', async () => {
    answers = [{ status: 404, body: { code: 'ORDER_NOT_EXIST' }, unsigned: true }];
    expect(await wechatPay.query('OT0001')).toBeNull();
    answers = [{ status: 200, body: { ...trade('SUCCESS'), out_trade_no: 'OT0002' } }];
    expect(await fault(wechatPay.query('OT0001'))).toBe('untrusted');
  });
});

describe('closing', () => {
  test('an open order is closed', async () => {
    answers = [
      { status: 200, body: trade('NOTPAY') },
      { status: 204, body: undefined },
    ];
    expect(await wechatPay.close('OT0001')).toEqual({ outcome: 'closed' });
    expect(seen[1]).toMatchObject({
      method: 'POST',
      url: '/wechat-pay/v3/pay/transactions/out-trade-no/OT0001/close',
      body: '{"mchid":"1900000001"}',
      authentic: true,
    });
  });

  test('a paid order is not closed but told', async () => {
    answers = [{ status: 200, body: trade('SUCCESS') }];
    expect(await wechatPay.close('OT0001')).toMatchObject({ outcome: 'paid', trade: { transactionId: '4200000001' } });
    expect(seen).toHaveLength(1);
  });

  test('paid between the question and the closing: told as paid', async () => {
    answers = [
      { status: 200, body: trade('NOTPAY') },
      { status: 400, body: { code: 'ORDERPAID' }, unsigned: true },
      { status: 200, body: trade('SUCCESS') },
    ];
    expect(await wechatPay.close('OT0001')).toMatchObject({ outcome: 'paid' });
  });

  test('when the channel does not say, the order counts as open', async () => {
    answers = [
      { status: 200, body: trade('NOTPAY') },
      { status: 500, body: {} },
      { status: 200, body: trade('NOTPAY') },
    ];
    expect(await fault(wechatPay.close('OT0001'))).toBe('unavailable');
    answers = [{ status: 200, body: trade('CLOSED'), unsigned: true }];
    expect(await fault(wechatPay.close('OT0001'))).toBe('untrusted');
  });

  test('an order that never reached the channel, or is closed already, needs no closing', async () => {
    answers = [{ status: 404, body: { code: 'ORDER_NOT_EXIST' } }];
    expect(await wechatPay.close('OT0001')).toEqual({ outcome: 'closed' });
    answers = [{ status: 200, body: trade('CLOSED') }];
    expect(await wechatPay.close('OT0001')).toEqual({ outcome: 'closed' });
    expect(seen).toHaveLength(2);
  });
});

describe('refunds', () => {
  const asked = {
    outRefundNo: 'OR0001',
    outTradeNo: 'OT0001',
    amountFen: 1000,
    totalFen: 1000,
    reason: '机动车驾驶证遗失补证',
  };
  const standing = {
    refund_id: '50300000012026',
    out_refund_no: 'OR0001',
    out_trade_no: 'OT0001',
    status: 'PROCESSING',
    amount: { refund: 1000, total: 1000 },
  };

  test('asked for under our number, whole amounts in fen, and told where we are told of it', async () => {
    answers = [{ status: 200, body: { ...standing, status: 'SUCCESS', success_time: '2026-03-02T09:00:00+08:00' } }];
    expect(await wechatPay.refund(asked)).toEqual({
      outRefundNo: 'OR0001',
      outTradeNo: 'OT0001',
      channelRefundId: '50300000012026',
      status: 'SUCCESS',
      amountFen: 1000,
      arrivedAt: now(),
    });
    expect(seen).toMatchObject([
      { method: 'POST', url: '/wechat-pay/v3/refund/domestic/refunds', authentic: true, serial: publicKeyId },
    ]);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      out_trade_no: 'OT0001',
      out_refund_no: 'OR0001',
      reason: '机动车驾驶证遗失补证',
      notify_url: 'https://gateway.example/v1/callbacks/wechat-pay/refunds',
      amount: { refund: 1000, total: 1000, currency: 'CNY' },
    });
  });

  test.each([
    ['of another refund', { out_refund_no: 'OR0002' }],
    ['of another order', { out_trade_no: 'OT0002' }],
    ['of another amount', { amount: { refund: 1001, total: 1000 } }],
    ['of another merchant', { mchid: '1900000002' }],
    ['of a status nobody published', { status: 'MAYBE' }],
    ['that arrived at no time', { success_time: 'yesterday' }],
  ])('an answer %s is not believed', async (_name, change) => {
    answers = [{ status: 200, body: { ...standing, ...change } }];
    expect(await fault(wechatPay.refund(asked))).toBe('untrusted');
  });

  test('an account without funds refuses; the channel down is told apart', async () => {
    answers = [{ status: 403, body: { code: 'NOT_ENOUGH' } }];
    expect(await fault(wechatPay.refund(asked))).toBe('refused');
    answers = [{ status: 500, body: { code: 'SYSTEM_ERROR' } }];
    expect(await fault(wechatPay.refund(asked))).toBe('unavailable');
  });
});
