// WeChat Pay v3 as a merchant meets it: signatures both ways, orders, errors, notifications that may fail.
import { createCipheriv, X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { listenForNotifications, makeMerchant, post, startCity } from './gatewaySide.ts';

let running: Awaited<ReturnType<typeof startCity>>;
let merchant: Awaited<ReturnType<typeof makeMerchant>>;
beforeAll(async () => {
  running = await startCity();
  merchant = await makeMerchant(running.city, running.sandbox);
});
afterEach(() => post(`${running.sandbox.url}/switches/reset`, {}));
afterAll(() => running.stop());

const jsapi = 'pay/transactions/jsapi';
const native = 'pay/transactions/native';
const notifyUrl = 'http://127.0.0.1:9/notifications';
let orders = 0;
const newNumber = (): string => {
  orders += 1;
  return `ORDER-${orders}-${Date.now()}`;
};
const payer = () => running.sandbox.people.all[1] as (typeof running.sandbox.people.all)[number];
const phone = (path: string, body: unknown) => post(`${running.sandbox.url}/phone/${path}`, body);
const pay = async (codeUrl: string, pin = '123456') =>
  (await phone('pay', { codeUrl, idNumber: payer().idNumber, pin })).json();
const setSwitches = (changes: object) => post(`${running.sandbox.url}/switches/wechatPay`, changes);
const openidOf = async (idNumber: string): Promise<string> => {
  const { code } = await (await phone('wechat-login', { idNumber })).json();
  const { appId, appSecret } = running.city.sandbox.wechat;
  const query = new URLSearchParams({
    appid: appId,
    secret: appSecret,
    js_code: code,
    grant_type: 'authorization_code',
  });
  return (await (await fetch(`${running.sandbox.url}/wechat/sns/jscode2session?${query}`)).json()).openid;
};
const queryOrder = (number: string) =>
  merchant.call('GET', `pay/transactions/out-trade-no/${number}?mchid=${running.city.sandbox.wechatPay.merchantId}`);
const closeOrder = (number: string) =>
  merchant.call('POST', `pay/transactions/out-trade-no/${number}/close`, {
    mchid: running.city.sandbox.wechatPay.merchantId,
  });

describe('the merchant’s signature', () => {
  test.each([
    ['five minutes old', { secondsAgo: 301 }],
    ['under another certificate', { serial: '5F00' }],
    ['over another body', { body: '{}' }],
  ])('is refused when %s', async (_what, spoil) => {
    const answer = await merchant.call('POST', native, merchant.order(newNumber(), notifyUrl), spoil);
    expect(answer).toMatchObject({ status: 401, body: { code: 'SIGN_ERROR' } });
  });

  test('is refused when missing', async () => {
    const response = await post(
      `${running.sandbox.url}/wechat-pay/v3/${native}`,
      merchant.order(newNumber(), notifyUrl),
    );
    expect(response.status).toBe(401);
  });
});

describe('an order', () => {
  test('in WeChat is paid by its own payer, with the merchant’s paySign', async () => {
    const number = newNumber();
    const openid = await openidOf(payer().idNumber);
    const placed = await merchant.call('POST', jsapi, merchant.order(number, notifyUrl, { payer: { openid } }));
    expect(placed).toMatchObject({ status: 200, signedBy: merchant.publicKeyId });
    const timeStamp = String(Math.floor(Date.now() / 1000));
    const wanted = {
      appId: running.city.sandbox.wechat.appId,
      timeStamp,
      nonceStr: 'abc',
      package: `prepay_id=${placed.body.prepay_id}`,
      signType: 'RSA',
    };
    const paySign = merchant.rsa(`${wanted.appId}\n${timeStamp}\nabc\n${wanted.package}\n`);
    const request = { ...wanted, paySign, idNumber: payer().idNumber, pin: '123456' };

    expect((await phone('request-payment', { ...request, paySign: merchant.rsa('other') })).status).toBe(400);
    const stranger = running.sandbox.people.all[0]?.idNumber;
    expect((await phone('request-payment', { ...request, idNumber: stranger })).status).toBe(400);
    expect(await (await phone('request-payment', { ...request, pin: '000000' })).json()).toEqual({
      outcome: 'cancelled',
    });
    expect((await queryOrder(number)).body.trade_state).toBe('NOTPAY');
    expect(await (await phone('request-payment', request)).json()).toEqual({ outcome: 'paid' });
    expect((await queryOrder(number)).body).toMatchObject({
      trade_state: 'SUCCESS',
      trade_type: 'JSAPI',
      payer: { openid },
    });
  });

  test('by QR code is paid once, and found by both its numbers', async () => {
    const number = newNumber();
    const { body } = await merchant.call('POST', native, merchant.order(number, notifyUrl, { attach: 'bill' }));
    expect(body.code_url).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w+$/);
    expect(await pay(body.code_url, '654321')).toMatchObject({ outcome: 'wrongPin' });
    expect(await pay(body.code_url)).toMatchObject({ outcome: 'paid', amountFen: 1000 });
    expect(await pay(body.code_url)).toMatchObject({ outcome: 'alreadyPaid' });
    const paid = (await queryOrder(number)).body;
    expect(paid).toMatchObject({ trade_state: 'SUCCESS', attach: 'bill', amount: { total: 1000, payer_total: 1000 } });
    expect(paid.transaction_id).toMatch(/^\d{28}$/);
    const { merchantId } = running.city.sandbox.wechatPay;
    expect((await merchant.call('GET', `pay/transactions/id/${paid.transaction_id}?mchid=${merchantId}`)).body).toEqual(
      paid,
    );
    expect(await merchant.call('POST', native, merchant.order(number, notifyUrl, { attach: 'bill' }))).toMatchObject({
      status: 400,
      body: { code: 'ORDERPAID' },
    });
    expect(await closeOrder(number)).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } });
  });

  test('placed again is the same; under another amount its number is used', async () => {
    const number = newNumber();
    const first = await merchant.call('POST', native, merchant.order(number, notifyUrl));
    const again = await merchant.call('POST', native, merchant.order(number, notifyUrl));
    expect(again.body).toEqual(first.body);
    const other = await merchant.call('POST', native, merchant.order(number, notifyUrl, { amount: { total: 1 } }));
    expect(other).toMatchObject({ status: 403, body: { code: 'OUT_TRADE_NO_USED' } });
  });

  test('closed takes no money and no second close', async () => {
    const number = newNumber();
    const { body } = await merchant.call('POST', native, merchant.order(number, notifyUrl));
    expect(await closeOrder(number)).toMatchObject({ status: 204, signedBy: merchant.publicKeyId });
    expect(await pay(body.code_url)).toMatchObject({ outcome: 'closed' });
    expect((await queryOrder(number)).body.trade_state).toBe('CLOSED');
    expect(await closeOrder(number)).toMatchObject({ status: 400, body: { code: 'ORDER_CLOSED' } });
    expect(await merchant.call('POST', native, merchant.order(number, notifyUrl))).toMatchObject({
      status: 400,
      body: { code: 'ORDER_CLOSED' },
    });
  });

  test('past its time is closed', async () => {
    const number = newNumber();
    const expiry = `${new Date(Date.now() + 1000).toISOString().slice(0, 19)}Z`;
    const { body } = await merchant.call('POST', native, merchant.order(number, notifyUrl, { time_expire: expiry }));
    while (Date.now() <= Date.parse(expiry)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await pay(body.code_url)).toMatchObject({ outcome: 'closed' });
  });

  test('unknown is not found', async () => {
    expect(await queryOrder('NOBODY-KNOWS')).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_EXIST' } });
  });

  test.each([
    ['out_trade_no', { out_trade_no: '12345' }],
    ['out_trade_no', { out_trade_no: 'with space' }],
    ['amount.total', { amount: { total: 0 } }],
    ['amount.total', { amount: { total: 1.5 } }],
    ['amount.currency', { amount: { total: 1, currency: 'USD' } }],
    ['notify_url', { notify_url: 'http://example.com/notify' }],
    ['notify_url', { notify_url: 'https://example.com/notify?order=1' }],
    ['description', { description: '长'.repeat(128) }],
    ['time_expire', { time_expire: '2026-01-01 00:00:00' }],
    ['payer', { payer: { openid: 'o' } }],
    ['surprise', { surprise: true }],
  ])('with a wrong %s is refused: %j', async (field, more) => {
    const answer = await merchant.call('POST', native, merchant.order(newNumber(), notifyUrl, more));
    expect(answer).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR', detail: { field } } });
  });

  test('in WeChat without payer, for a stranger, or for another app is refused', async () => {
    const place = (more: object) => merchant.call('POST', jsapi, merchant.order(newNumber(), notifyUrl, { ...more }));
    expect((await place({})).body).toMatchObject({ code: 'PARAM_ERROR', detail: { field: 'payer.openid' } });
    expect((await place({ payer: { openid: 'oNobody' } })).body.code).toBe('OPENID_MISMATCH');
    const openid = await openidOf(payer().idNumber);
    expect((await place({ payer: { openid }, appid: 'wx1' })).body.code).toBe('APPID_MCHID_NOT_MATCH');
  });
});

describe('a refund', () => {
  const refunds = 'refund/domestic/refunds';
  /** A paid order of ten yuan. */
  async function paid(notify = notifyUrl): Promise<string> {
    const number = newNumber();
    const { body } = await merchant.call('POST', native, merchant.order(number, notify));
    await pay(body.code_url);
    return number;
  }
  const asked = (number: string, refund: number, more: object = {}) => ({
    out_trade_no: number,
    out_refund_no: `R-${number}`,
    amount: { refund, total: 1000, currency: 'CNY' },
    ...more,
  });
  const request = (body: object, spoil = {}) => merchant.call('POST', refunds, body, spoil);

  test('goes back once however often it is asked for, and is told until it is heard', async () => {
    const listener = await listenForNotifications();
    try {
      const number = await paid();
      await setSwitches({ twice: true });
      const wanted = asked(number, 1000, { notify_url: listener.url });
      const first = await request(wanted);
      expect(first).toMatchObject({ status: 200, signedBy: merchant.publicKeyId, body: { status: 'PROCESSING' } });
      expect((await request(wanted)).body.refund_id).toBe(first.body.refund_id);
      expect((await queryOrder(number)).body.trade_state).toBe('REFUND');
      while ((await merchant.call('GET', `${refunds}/R-${number}`)).body.status !== 'SUCCESS')
        await new Promise((resolve) => setTimeout(resolve, 50));
      await listener.count(2);
      const arrived = await request(wanted);
      expect(arrived.body).toMatchObject({ status: 'SUCCESS', amount: { refund: 1000, total: 1000 } });
      expect(arrived.body.success_time).toMatch(/\+08:00$/);
    } finally {
      await listener.close();
    }
  });

  test('never exceeds what was paid, in one part or in several', async () => {
    const number = await paid();
    const part = (name: string, refund: number) =>
      request(asked(number, refund, { out_refund_no: `${name}-${number}` }));
    expect((await part('A', 1001)).body.code).toBe('INVALID_REQUEST');
    expect((await part('A', 600)).status).toBe(200);
    expect((await part('B', 401)).body.code).toBe('INVALID_REQUEST');
    expect((await part('A', 400)).body.code).toBe('INVALID_REQUEST');
    expect((await part('B', 400)).status).toBe(200);
  });

  test('is refused unsigned, of what is unpaid or unknown, and with parameters amiss', async () => {
    const number = await paid();
    expect(await request(asked(number, 1000), { body: '{}' })).toMatchObject({
      status: 401,
      body: { code: 'SIGN_ERROR' },
    });
    expect((await request(asked('NOBODY-KNOWS', 1000))).body.code).toBe('ORDER_NOT_EXIST');
    const unpaid = newNumber();
    await merchant.call('POST', native, merchant.order(unpaid, notifyUrl));
    expect((await request(asked(unpaid, 1000))).body.code).toBe('INVALID_REQUEST');
    for (const [field, more] of [
      ['out_refund_no', { out_refund_no: 'with space' }],
      ['amount.refund', { amount: { refund: 0, total: 1000, currency: 'CNY' } }],
      ['amount.currency', { amount: { refund: 1, total: 1000 } }],
      ['notify_url', { notify_url: 'http://example.com/notify' }],
      ['surprise', { surprise: true }],
    ] as const) {
      const answer = await request(asked(number, 1000, more));
      expect(answer).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR', detail: { field } } });
    }
    expect(await merchant.call('GET', `${refunds}/R-none`)).toMatchObject({
      status: 404,
      body: { code: 'RESOURCE_NOT_EXISTS' },
    });
  });
});

describe('the platform’s signature', () => {
  test('is made under the key the merchant names', async () => {
    const number = newNumber();
    const order = merchant.order(number, notifyUrl);
    expect((await merchant.call('POST', native, order, { wanted: merchant.platformSerial })).signedBy).toBe(
      merchant.platformSerial,
    );
    expect((await merchant.call('POST', native, order, { wanted: merchant.publicKeyId })).signedBy).toBe(
      merchant.publicKeyId,
    );
  });

  test('is under the certificate, which can be downloaded, where the city verifies by certificate', async () => {
    const other = await startCity();
    await other.sandbox.close();
    const options = {
      ...other.city.sandbox,
      wechatPay: { ...other.city.sandbox.wechatPay, verification: 'platformCertificate' as const },
    };
    const city = await startCity(options);
    const theirs = await makeMerchant(
      { ...city.city, sandbox: options, gatewayEnv: other.city.gatewayEnv },
      city.sandbox,
    );
    const { status, body, signedBy } = await theirs.call('GET', 'certificates');
    expect({ status, signedBy }).toEqual({ status: 200, signedBy: theirs.platformSerial });
    const [{ serial_no: serial, encrypt_certificate: sealed, expire_time: expires }] = body.data;
    const certificate = new X509Certificate(theirs.open(sealed));
    expect(certificate.serialNumber).toBe(serial);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(expires)).toBeGreaterThan(Date.now());
    await city.stop();
    await other.stop();
  });
});

describe('a notification', () => {
  const paidOrder = async (url: string): Promise<string> => {
    const number = newNumber();
    const { body } = await merchant.call('POST', native, merchant.order(number, url));
    expect(await pay(body.code_url)).toMatchObject({ outcome: 'paid' });
    return number;
  };

  test('is signed and encrypted, and says what a query says', async () => {
    const door = await listenForNotifications();
    const number = await paidOrder(door.url);
    await door.count(1);
    const [{ headers, body }] = door.received as [(typeof door.received)[number]];
    expect(merchant.signedBy(headers, body)).toBe(merchant.publicKeyId);
    const notification = JSON.parse(body);
    expect(notification).toMatchObject({ event_type: 'TRANSACTION.SUCCESS', resource_type: 'encrypt-resource' });
    expect(JSON.parse(merchant.open(notification.resource))).toEqual((await queryOrder(number)).body);
    await door.close();
  });

  test('comes again until it is taken, under the same id', async () => {
    const door = await listenForNotifications([500, 401]);
    await paidOrder(door.url);
    await door.count(3);
    expect(new Set(door.received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
    await door.close();
  });

  test('may come twice', async () => {
    await setSwitches({ twice: true });
    const door = await listenForNotifications();
    await paidOrder(door.url);
    await door.count(2);
    expect(door.received[0]?.body).toBe(door.received[1]?.body);
    await door.close();
  });

  test('may be lost; the order is paid all the same', async () => {
    await setSwitches({ dropNotifications: true });
    const door = await listenForNotifications();
    const number = await paidOrder(door.url);
    expect((await queryOrder(number)).body.trade_state).toBe('SUCCESS');
    await setSwitches({ dropNotifications: false });
    await paidOrder(door.url);
    await door.count(1);
    expect(JSON.parse(merchant.open(JSON.parse(door.received[0]?.body ?? '').resource)).out_trade_no).not.toBe(number);
    await door.close();
  });

  test('may be forged; the true one follows when all is well again', async () => {
    await setSwitches({ wrongSignature: true });
    const door = await listenForNotifications([401]);
    await paidOrder(door.url);
    await door.count(1);
    expect(merchant.signedBy(door.received[0]?.headers ?? {}, door.received[0]?.body ?? '')).toBeNull();
    await setSwitches({ wrongSignature: false });
    await door.count(2);
    expect(merchant.signedBy(door.received[1]?.headers ?? {}, door.received[1]?.body ?? '')).toBe(merchant.publicKeyId);
    await door.close();
  });

  test('cannot be read or made under another key', async () => {
    const door = await listenForNotifications();
    await paidOrder(door.url);
    await door.count(1);
    const { resource } = JSON.parse(door.received[0]?.body ?? '');
    const forged = createCipheriv('aes-256-gcm', Buffer.alloc(32), resource.nonce).setAAD(Buffer.from('transaction'));
    const ciphertext = Buffer.concat([forged.update('{}'), forged.final(), forged.getAuthTag()]).toString('base64');
    expect(() => merchant.open({ ...resource, ciphertext })).toThrow();
    await door.close();
  });
});
