// The built mini-program, in an engine with nothing but what WeChat's has, against the whole system over HTTP.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { launch, type MiniProgram, type Phone } from '../packages/miniprogram/harness/miniProgram.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import type { SandboxPerson } from './support/phone.ts';
import { type System, startSystem } from './support/system.ts';

/** A page's whole traffic with its view in one journey, and its largest single message; bytes. */
const budget = { whole: 64_000, largest: 20_000 };

describe('the mini-program in WeChat', () => {
  let system: System;
  let running: MiniProgram[] = [];
  beforeAll(async () => {
    system = await startSystem();
  }, 120_000);
  afterAll(() => system.close());
  afterEach(() => {
    for (const app of running) app.kill();
    running = [];
  });

  /** The phone of a person who pays whatever he is asked to, unless told otherwise. */
  const phoneOf = ({ idNumber }: SandboxPerson, pays = true): Phone => ({
    gatewayUrl: system.gatewayUrl,
    storage: new Map(),
    login: () => system.phone.wechatLogin(idNumber),
    requestPayment: async (request) => {
      if (!pays) return false;
      const response = await fetch(`${system.sandboxUrl}/phone/request-payment`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...request, appId: system.wechatPay.appId, idNumber, pin: '123456' }),
      });
      const { outcome } = (await response.json()) as { outcome: string };
      return outcome === 'paid';
    },
  });
  const start = async (phone: Phone) => {
    const app = await launch(phone);
    running.push(app);
    return app;
  };
  const openGuide = async (app: MiniProgram, words: string, matterId: string) => {
    await app.type('search', words);
    await app.tap('search-go');
    await app.tap(`matter-${matterId}`);
    await app.see('file');
  };
  const signInAndVerify = async (app: MiniProgram, { name, idNumber }: SandboxPerson) => {
    await app.tap('file');
    await app.tap('wechat-sign-in');
    await app.until('verification or form', () => app.has('id-number') || app.has('submit'));
    if (app.has('submit')) return;
    await app.type('name', name);
    await app.type('id-number', idNumber);
    await app.tap('verify');
    await app.see('submit');
  };
  const fillIn = async (app: MiniProgram, { mobile }: SandboxPerson, commitments: readonly string[] = []) => {
    await app.see('notice-agree');
    if (app.has('field-mobile')) await app.type('field-mobile', mobile);
    await app.tap('notice-agree');
    for (const id of commitments) await app.tap(`commit-${id}`);
  };
  const filings = (app: MiniProgram) =>
    app.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/applications');
  const expectSound = (app: MiniProgram) => {
    expect(app.warnings).toEqual([]);
    for (const [path, { bytes, largest }] of app.traffic) {
      expect({ path, whole: bytes <= budget.whole, largest: largest <= budget.largest }).toEqual({
        path,
        whole: true,
        largest: true,
      });
    }
  };

  test('a residence permit: found by pinyin, only the ID asked, filed once, followed, received', async () => {
    const chen = await system.phone.person('陈雨桐');
    const phone = phoneOf(chen);
    const app = await start(phone);
    await openGuide(app, 'juzhuzheng', 'HZ-GA-041');
    await app.tap('question-basis-employment');
    await app.read('只需身份证');
    await app.read('就业证明');
    expect(app.text()).toContain('不用您带');
    await signInAndVerify(app, chen);
    await fillIn(app, chen);
    await app.tap('submit');
    await app.see('sentence', 20_000);
    expect(app.path()).toBe('pages/progress/index');
    await app.see('see-licence', 30_000);
    await app.read('已办结');
    await app.tap('see-licence');
    await app.see('licence');
    await app.read('浙江省居住证');
    const client = system.client();
    client.setToken((JSON.parse(phone.storage.get('onetrip.session') ?? '{}') as { token?: string }).token);
    const [licence] = (await client.licences.list()).items;
    phone.scan = () => licence?.jws ?? '';
    await app.tap('licence-check');
    await app.tap('scan-licence');
    await app.see('licence-verdict', 20_000);
    await app.read('证照真实有效');
    phone.network = { fails: 'before' };
    phone.scan = () => `${licence?.jws.slice(0, -8)}AAAAAAAA`;
    await app.tap('scan-licence');
    await app.until('refusal', () => app.has('licence-verdict') && !app.text().includes('证照真实有效'), 20_000);
    phone.scan = () => licence?.jws ?? '';
    await app.tap('scan-licence');
    await app.read('证照真实有效', 20_000);
    expect(app.text()).toContain('已核对撤销名单');
    phone.network = { fails: null };
    expect(filings(app)).toHaveLength(1);
    expect(filings(app)[0]?.headers.Authorization).toMatch(/^Bearer /);
    expect(filings(app)[0]?.headers['Idempotency-Key']).toMatch(/^[0-9a-f-]{36}$/);
    expectSound(app);
    expect([...phone.storage.values()].join()).not.toContain(chen.idNumber);
  }, 120_000);

  test('a lost driving licence: a closed payment sheet takes no money, the second try pays inside WeChat', async () => {
    const wang = await system.phone.person('王思远');
    let pays = false;
    const phone = phoneOf(wang);
    const pay = phone.requestPayment;
    phone.requestPayment = (request) => (pays ? pay(request) : Promise.resolve(false));
    const app = await start(phone);
    await openGuide(app, '驾驶证遗失', 'HZ-JJ-026');
    await app.read('10 元');
    await signInAndVerify(app, wang);
    await fillIn(app, wang);
    await app.tap('submit');
    await app.read('请确认承诺书');
    expect(filings(app)).toHaveLength(0);
    await app.tap('commit-loss');
    await app.doubleTap('submit');
    await app.tap('pay-now');
    await app.tap('pay');
    await app.read('没有扣款');
    pays = true;
    await app.tap('pay');
    await app.see('paid', 20_000);
    await app.tap('see-progress');
    await app.see('see-licence', 30_000);
    await app.tap('see-licence');
    await app.read('机动车驾驶证');
    expect(filings(app)).toHaveLength(1);
    expectSound(app);
  }, 120_000);

  test('killed before the answer came: started again, it files the same application, not a second one', async () => {
    const person = await system.phone.person('李文博');
    const phone: Phone = { ...phoneOf(person), network: { fails: null } };
    const before = await start(phone);
    await openGuide(before, '驾驶证遗失', 'HZ-JJ-026');
    await signInAndVerify(before, person);
    await fillIn(before, person, ['loss']);
    phone.network = { fails: 'after' };
    await before.tap('submit');
    await before.until('the filing to arrive', () => filings(before)[0]?.status !== undefined, 20_000);
    const key = filings(before)[0]?.headers['Idempotency-Key'];
    before.kill();

    phone.network = { fails: null };
    const after = await start(phone);
    await after.see('underway', 10_000);
    await openGuide(after, '驾驶证遗失', 'HZ-JJ-026');
    await after.tap('file');
    await after.tap('submit');
    await after.see('sentence', 20_000);
    expect(filings(after).map(({ headers }) => headers['Idempotency-Key'])).toEqual([key]);
    expect([...phone.storage.values()].join()).not.toContain(person.idNumber);
  }, 120_000);

  test('a wrong identity number is caught on the phone, in words, and nothing is sent', async () => {
    const person = await system.phone.person('周晓岚');
    const app = await start(phoneOf(person));
    await openGuide(app, '驾驶证遗失', 'HZ-JJ-026');
    await app.tap('file');
    await app.tap('wechat-sign-in');
    await app.type('name', person.name);
    await app.type('id-number', `${person.idNumber.slice(0, 16)}00`);
    await app.tap('verify');
    await app.see('id-number-error');
    expect(app.requests.filter(({ path }) => path === '/v1/identity/verifications')).toEqual([]);
    expect(app.path()).toBe('pages/verify/index');
  }, 60_000);

  test('without a network it says so, loses nothing, and goes on when asked again', async () => {
    const person = await system.phone.person('周晓岚');
    const phone: Phone = { ...phoneOf(person), network: { fails: 'before' } };
    const app = await start(phone);
    await app.read('网络不通', 30_000);
    phone.network = { fails: null };
    await app.tap('fault-again');
    await app.read('居住证', 15_000);
  }, 60_000);

  test('large type and English are remembered', async () => {
    const phone = phoneOf(await system.phone.person('陈雨桐'));
    const first = await start(phone);
    await first.tap('large-type');
    await first.tap('language');
    await first.read('Most used');
    first.kill();
    const second = await start(phone);
    await second.read('Most used');
    await second.read('Standard');
  }, 60_000);

  test('nothing that identifies a person stands in a log, a URL or an error', () => expectNoIdentityNumbers(system));
});
