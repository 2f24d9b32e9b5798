// A forged, stale, replayed-for-another or weakly encrypted notification must never be read as money.
import { createCipheriv, createSign, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import { ChannelError } from '../src/payments/channels/channelError.ts';
import { openNotification, openResource } from '../src/payments/channels/notification.ts';
import { readTrade, tradeStates } from '../src/payments/channels/trade.ts';

interface Vector {
  id: string;
  [field: string]: unknown;
}
const vectors = JSON.parse(
  readFileSync(new URL('./fixtures/payment-crypto-vectors.json', import.meta.url), 'utf8'),
) as Vector[];
const vector = (id: string): Record<string, string> => {
  const found = vectors.find((each) => each.id === id);
  if (!found) throw new Error(`no vector ${id}`);
  return found as unknown as Record<string, string>;
};

const apiV3Key = 'a-key-of-32-bytes-for-this-test!';
const channel = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = channel.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const now = new Date('2026-03-02T09:00:00+08:00');
const serial = 'PUB_KEY_ID_0100000000002026';

function seal(content: unknown, key = apiV3Key) {
  const cipher = createCipheriv('aes-256-gcm', key, 'nonce-12byte').setAAD(Buffer.from('transaction'));
  const bytes = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: bytes.toString('base64'),
    nonce: 'nonce-12byte',
    associated_data: 'transaction',
  };
}

function notification(content: unknown, change: { key?: typeof channel; timestamp?: number; apiKey?: string } = {}) {
  const body = JSON.stringify({ event_type: 'TRANSACTION.SUCCESS', resource: seal(content, change.apiKey) });
  const timestamp = String(change.timestamp ?? now.getTime() / 1000);
  const signature = createSign('RSA-SHA256')
    .update(`${timestamp}\nabc\n${body}\n`)
    .sign((change.key ?? channel).privateKey, 'base64');
  return {
    headers: {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'abc',
      'wechatpay-serial': serial,
      'wechatpay-signature': signature,
    } as Record<string, string>,
    rawBody: Buffer.from(body),
    keys: { [serial]: publicKey },
    apiV3Key,
    now,
  };
}

const content = { out_trade_no: 'OT1', trade_state: 'SUCCESS' };
const refusal = (given: Parameters<typeof openNotification>[0]): string => {
  try {
    openNotification(given);
  } catch (error) {
    if (error instanceof ChannelError && error.fault === 'untrusted') return error.message;
    throw error;
  }
  return 'accepted';
};

describe('published vectors', () => {
  test('AEAD_AES_256_GCM decrypts to the published text', () => {
    const { key, nonce, aad, ct, plaintext } = vector('wxpay-gcm-java-1');
    expect(openResource(ct as string, key as string, nonce as string, aad as string)).toBe(plaintext);
  });

  test('a 16-byte APIv3 key is refused, although AES-128 would decrypt the vector', () => {
    const { key, nonce, aad, ct } = vector('wxpay-gcm-go-1');
    expect(() => openResource(ct as string, key as string, nonce as string, aad as string)).toThrow('32 bytes');
  });

  test.each(['wxpay-rsa-java-1', 'wxpay-rsa-go-1'])('%s: the signature verifies, and not for another message', (id) => {
    const { message, signature, certificate_pem: certificate } = vector(id);
    const key = Rsa.from(certificate as string, Rsa.KEY_TYPE_PUBLIC);
    expect(Rsa.verify(message as string, signature as string, key)).toBe(true);
    expect(Rsa.verify(`${message}.`, signature as string, key)).toBe(false);
  });

  test('a published notification: its signature verifies, its 16-byte key is refused', () => {
    const given = vector('wxpay-notify-go-1') as unknown as {
      headers: Record<string, string>;
      body: string;
      apiv3_key: string;
      certificate_pem: string;
    };
    const headers = Object.fromEntries(
      Object.entries(given.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const keys = { [headers['wechatpay-serial'] as string]: given.certificate_pem };
    const at = new Date(Number(headers['wechatpay-timestamp']) * 1000);
    const common = { headers, keys, apiV3Key: given.apiv3_key, now: at };
    expect(refusal({ ...common, rawBody: Buffer.from(given.body) })).toMatch('decrypted');
    expect(refusal({ ...common, rawBody: Buffer.from(`${given.body} `) })).toMatch('signature');
  });
});

describe('what is refused', () => {
  test('a genuine notification is read', () => {
    expect(openNotification(notification(content))).toEqual(content);
  });

  test('signed by somebody else', () => {
    expect(refusal(notification(content, { key: stranger }))).toMatch('signature');
  });

  test('a probe of the channel, whose signature is wrong on purpose', () => {
    const probe = notification(content);
    probe.headers['wechatpay-signature'] = `WECHATPAY/SIGNTEST/${probe.headers['wechatpay-signature']}`;
    expect(refusal(probe)).toMatch('signature');
  });

  test('a body changed on the way', () => {
    const given = notification(content);
    expect(refusal({ ...given, rawBody: Buffer.from(given.rawBody.toString().replace('SUCCESS', 'success')) })).toMatch(
      'signature',
    );
  });

  test.each(['timestamp', 'nonce', 'serial', 'signature'])('no Wechatpay-%s', (name) => {
    const given = notification(content);
    delete given.headers[`wechatpay-${name}`];
    expect(refusal(given)).toMatch(`no Wechatpay-${name}`);
  });

  test('a serial we do not know, even one every object has', () => {
    for (const unknown of ['PUB_KEY_ID_other', 'constructor', '__proto__']) {
      const given = notification(content);
      given.headers['wechatpay-serial'] = unknown;
      expect(refusal(given)).toMatch('unknown serial');
    }
  });

  test.each([-301, 301])('%i s off, though signed', (offset) => {
    expect(refusal(notification(content, { timestamp: now.getTime() / 1000 + offset }))).toMatch('too old');
  });

  test.each([-300, 300])('%i s off is still read', (offset) => {
    expect(refusal(notification(content, { timestamp: now.getTime() / 1000 + offset }))).toBe('accepted');
  });

  test('a timestamp that is no number', () => {
    const given = notification(content);
    given.headers['wechatpay-timestamp'] = '1e9';
    expect(refusal(given)).toMatch('too old');
  });

  test('encrypted with another key', () => {
    expect(refusal(notification(content, { apiKey: 'another-key-of-32-bytes-entirely' }))).toMatch('decrypted');
  });
});

describe('trades', () => {
  const expected = { merchantId: '1900000001', appId: 'wx0000000000000001' };
  const paid = {
    mchid: expected.merchantId,
    appid: expected.appId,
    out_trade_no: 'OT1',
    transaction_id: '4200000001',
    trade_state: 'SUCCESS',
    success_time: '2026-03-02T09:00:00+08:00',
    amount: { total: 1000, currency: 'CNY' },
  };

  test('a paid trade is read', () => {
    expect(readTrade(paid, { ...expected, outTradeNo: 'OT1' })).toEqual({
      outTradeNo: 'OT1',
      took: true,
      outcome: 'paid',
      transactionId: '4200000001',
      amountFen: 1000,
      currency: 'CNY',
      paidAt: now,
    });
  });

  test.each(Object.entries(tradeStates))('%s means %s', (state, outcome) => {
    expect(readTrade({ ...paid, trade_state: state }, expected).outcome).toBe(outcome);
  });

  test.each([
    ['another merchant’s', { mchid: '1900000002' }],
    ['another app’s', { appid: 'wx0000000000000002' }],
    ['another order’s', { out_trade_no: 'OT2' }],
    ['in a state that does not exist', { trade_state: 'PAID' }],
    ['in a state every object has', { trade_state: 'toString' }],
    ['of no amount', { amount: undefined }],
    ['of an amount in words', { amount: { total: '1000', currency: 'CNY' } }],
    ['of half a fen', { amount: { total: 1000.5, currency: 'CNY' } }],
    ['without the channel’s number', { transaction_id: undefined }],
    ['without a time', { success_time: 'yesterday' }],
  ])('a trade %s is not read', (_name, change) => {
    expect(() => readTrade({ ...paid, ...change }, { ...expected, outTradeNo: 'OT1' })).toThrow(ChannelError);
  });

  test.each([null, 'SUCCESS', 7, []])('%j is no trade', (value) => {
    expect(() => readTrade(value, expected)).toThrow(ChannelError);
  });
});

test('the signed text ends each line, the last included', () => {
  expect(Formatter.response('1', 'n', '')).toBe('1\nn\n\n');
});
