// WeChat login, SMS and the simulated phone; and the switches that make peers misbehave.
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { askDepartment, makeMerchant, post, signedHeaders, startCity } from './gatewaySide.ts';

let running: Awaited<ReturnType<typeof startCity>>;
beforeAll(async () => {
  running = await startCity();
});
afterEach(() => post(`${running.sandbox.url}/switches/reset`, {}));
afterAll(() => running.stop());

const at = (path: string): string => running.sandbox.url + path;
const holder = () => running.sandbox.people.all[0] as (typeof running.sandbox.people.all)[number];
const setSwitches = (peer: string, changes: object) => post(at(`/switches/${peer}`), changes);

const giveCode = async (): Promise<string> =>
  (await (await post(at('/phone/wechat-login'), { idNumber: holder().idNumber })).json()).code;
const exchange = async (changes: Record<string, string | undefined> = {}) => {
  const { appId, appSecret } = running.city.sandbox.wechat;
  const query = { appid: appId, secret: appSecret, js_code: 'none', grant_type: 'authorization_code', ...changes };
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const response = await fetch(at(`/wechat/sns/jscode2session?${new URLSearchParams(given)}`));
  return { status: response.status, body: await response.json() };
};

describe('WeChat login', () => {
  test('knows a person by the same openid each time, and tells nothing else of him', async () => {
    const first = await exchange({ js_code: await giveCode() });
    const second = await exchange({ js_code: await giveCode() });
    expect(first.body).toEqual(second.body);
    expect(Object.keys(first.body).sort()).toEqual(['openid', 'session_key']);
    expect(first.body.openid).toMatch(/^o[\w-]{27}$/);
    expect(Buffer.from(first.body.session_key, 'base64')).toHaveLength(16);
  });

  test('exchanges a code once', async () => {
    const code = await giveCode();
    expect((await exchange({ js_code: code })).body).toHaveProperty('openid');
    expect(await exchange({ js_code: code })).toMatchObject({ status: 200, body: { errcode: 40163 } });
  });

  test.each([
    [40029, {}],
    [40125, { secret: 'guessed' }],
    [40013, { appid: 'wx1' }],
    [40002, { grant_type: 'password' }],
    [41008, { js_code: undefined }],
    [41002, { appid: undefined }],
    [41004, { secret: undefined }],
  ])('answers errcode %i for %j', async (errcode, changes) => {
    expect(await exchange(changes)).toMatchObject({ status: 200, body: { errcode, errmsg: expect.any(String) } });
  });

  test('a hundred a minute for each user, no more', async () => {
    const other = running.sandbox.people.all[7]?.idNumber;
    const login = async () =>
      exchange({ js_code: (await (await post(at('/phone/wechat-login'), { idNumber: other })).json()).code });
    for (let call = 0; call < 100; call += 1) expect((await login()).body).toHaveProperty('openid');
    expect((await login()).body.errcode).toBe(45011);
  });

  test('nobody unknown has a phone', async () => {
    expect((await post(at('/phone/wechat-login'), { idNumber: '330106199003070014' })).status).toBe(404);
  });
});

describe('SMS', () => {
  const send = (messageId: string, changes: object = {}, key = running.city.sandbox.smsKey) =>
    post(
      at('/sms/messages'),
      {
        messageId,
        mobile: '19900001099',
        template: 'signInCode',
        parameters: { code: '123456', minutes: '5' },
        ...changes,
      },
      { authorization: `Bearer ${key}` },
    );
  const messages = async () => (await (await fetch(at('/phone/messages?mobile=19900001099'))).json()).items;

  test('is taken with the key, sent once, and read on the phone, newest first', async () => {
    expect((await send('m-1')).status).toBe(202);
    expect((await send('m-1')).status).toBe(202);
    expect((await send('m-2', { parameters: { code: '654321', minutes: '5' } })).status).toBe(202);
    const items = await messages();
    expect(items.map(({ parameters }: { parameters: { code: string } }) => parameters.code)).toEqual([
      '654321',
      '123456',
    ]);
    expect(items[0].text).toContain('654321');
  });

  test('is refused without the key, to no mobile, from no template', async () => {
    expect((await send('m-3', {}, 'guessed')).status).toBe(401);
    expect((await send('m-4', { mobile: '12345' })).status).toBe(400);
    expect((await send('m-5', { template: 'advertisement' })).status).toBe(400);
  });

  test('may arrive twice', async () => {
    const before = (await messages()).length;
    await setSwitches('sms', { twice: true });
    await send('m-6');
    expect(await messages()).toHaveLength(before + 2);
  });
});

describe('switches', () => {
  const question = () => ({
    queryId: 'q',
    salt: 'secret',
    purpose: { theme: '实名核验', matterId: 'm', materialId: 'p' },
    subject: { name: holder().name, idNumber: holder().idNumber },
    fields: [],
    predicate: 'namesMatch',
  });
  const ask = () => askDepartment(running, 'POST', 'GA/registers/population/queries', question());

  test('down: that peer answers 503, the others go on', async () => {
    await setSwitches('GA', { down: true });
    expect((await ask()).status).toBe(503);
    const { body } = await askDepartment(running, 'POST', 'MZ/registers/marriage/queries', {
      ...question(),
      purpose: { theme: '婚育', matterId: 'm', materialId: 'p' },
      predicate: 'married',
    });
    expect(body.outcome).toBe('no');
    await post(at('/switches/reset'), {});
    expect((await ask()).status).toBe(200);
  });

  test('wrong signature: the answer comes, and does not verify', async () => {
    await setSwitches('GA', { wrongSignature: true });
    expect(await ask()).toMatchObject({ status: 200, signed: false });
    await setSwitches('wechatPay', { wrongSignature: true });
    const merchant = await makeMerchant(running.city, running.sandbox);
    const order = merchant.order('SWITCHES-1', 'http://127.0.0.1:9/n');
    expect(await merchant.call('POST', 'pay/transactions/native', order)).toMatchObject({
      status: 200,
      signedBy: null,
    });
  });

  test('slow: the answer waits', async () => {
    await setSwitches('GA', { slowMs: 300 });
    const before = performance.now();
    expect((await ask()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(290);
  });

  test('twice: the answer stands on the connection a second time, then it ends', async () => {
    await setSwitches('GA', { twice: true });
    const { port } = new URL(running.sandbox.url);
    const url = at('/departments/GA/registers/population/queries');
    const body = JSON.stringify(question());
    const headers = {
      ...(await signedHeaders(running.city, 'POST', url, body, false)),
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    };
    const heard = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('end', () => resolve(text)).on('error', reject);
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      socket.write(`POST ${new URL(url).pathname} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
    });
    expect(heard.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(heard.match(/"outcome":"yes"/g)).toHaveLength(2);
  });

  test('are listed, and refused when unknown', async () => {
    const { items } = await (await fetch(at('/switches'))).json();
    expect(items).toHaveLength(50);
    for (const [peer, changes] of [
      ['nobody', { down: true }],
      ['GA', { dropNotifications: true }],
      ['GA', { slowMs: -1 }],
      ['GA', { down: 'yes' }],
      ['sms', { wrongSignature: true }],
      ['sms', { answersNever: true }],
      ['GA', { answersLateMs: -1 }],
    ] as const)
      expect((await setSwitches(peer, changes)).status).toBe(400);
  });
});

describe('pages', () => {
  test.each(['/', '/phone'])('%s is HTML that loads nothing from outside', async (path) => {
    const response = await fetch(at(path));
    const html = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('模拟手机');
    expect(html).not.toMatch(/(?:src|href)="https?:/);
  });
});
