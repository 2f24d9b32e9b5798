// After the filing, in the built mini-program: what is missing is given, waiting is avoided, mistakes are mended, and he is told.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Application, Client, SupplementItem } from '@onetrip/sdk';
import type { OfficeClient } from '@onetrip/sdk/office';
import { launch, type MiniProgram, type Phone } from '../packages/miniprogram/harness/miniProgram.ts';
import { counterOf } from './support/atCounter.ts';
import { passFaceCheck } from './support/faceCheck.ts';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import type { SandboxPerson } from './support/phone.ts';
import { type System, startSystem } from './support/system.ts';

/** The residence permit; the police decide it at their desk here. */
const matterId = 'HZ-GA-041';

describe('after the filing, in WeChat', () => {
  let system: System;
  let desk: OfficeClient;
  let running: MiniProgram[] = [];
  beforeAll(async () => {
    system = await startSystem({ cases: { GA: false } });
    desk = await system.officer('韩雪梅');
  }, 120_000);
  afterAll(() => system?.close());
  afterEach(async () => {
    for (const app of running) app.kill();
    running = [];
    await system.phone.allWell();
  });

  /** The phone of a person. */
  const phoneOf = ({ idNumber }: SandboxPerson): Phone => ({
    gatewayUrl: system.gatewayUrl,
    storage: new Map(),
    login: () => system.phone.wechatLogin(idNumber),
    requestPayment: () => Promise.resolve(false),
  });
  const start = async (phone: Phone) => {
    const app = await launch(phone);
    running.push(app);
    return app;
  };
  /** Opens what is mine, signing in on the way; the phone's WeChat account is then bound. */
  const openMine = async (app: MiniProgram, { mobile }: SandboxPerson) => {
    await app.tap('my-applications');
    await app.until('what is mine', () => app.has('sign-in-first') || app.has('applications'), 20_000);
    if (!app.has('sign-in-first')) return;
    await app.tap('sign-in-first');
    const before = await system.phone.lastCode(mobile);
    await app.type('mobile', mobile);
    await app.tap('send-code');
    await app.type('code', await system.phone.loginCode(mobile, before));
    await app.tap('sign-in');
    await app.see('applications', 20_000);
  };
  const file = async (client: Client, situation: Record<string, string>): Promise<Application> =>
    client.applications.create({ ...(await filingOf(client, matterId)), situation });
  /** Waits until every paper has been answered for, takes the case and asks. */
  const ask = async (applicationId: string, items: SupplementItem[]) => {
    for (let tries = 0; (await desk.cases.get(applicationId)).papersMissing > 0; tries += 1) {
      if (tries > 200) throw new Error('the papers did not come');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await desk.cases.take(applicationId);
    const { seen } = await desk.cases.get(applicationId);
    await desk.cases.askSupplement(applicationId, { seen, items });
  };

  test('a supplement: he is told, sees each thing and why, gives it once, and it goes on', async () => {
    const { client, person } = await system.signedIn('王思远');
    const { applicationId } = await file(client, { basis: 'study' });
    await ask(applicationId, [
      {
        field: 'mobile',
        what: { zh: '联系电话', en: 'Telephone' },
        why: { zh: '原来的号码打不通。', en: 'The number does not answer.' },
      },
      {
        materialId: 'study',
        what: { zh: '就读情况', en: 'Studies' },
        why: { zh: '学籍库里没有查到您。', en: 'The register does not know you.' },
      },
    ]);
    const whole = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2 ** 21)]);
    const phone: Phone = {
      ...phoneOf(person),
      network: { fails: null, delayMs: 50 },
      picture: () => ({ name: 'photo.jpg', bytes: whole }),
      received: () => ({ name: 'studies.docx', bytes: whole }),
    };
    const app = await start(phone);
    await openMine(app, person);
    await app.see('unread-count', 20_000);
    await app.tap('to-notices');
    await app.read('需要您处理', 20_000);
    const { items } = await client.notices.list();
    const told = items.find(({ kind }) => kind === 'supplementAsked');
    await app.tap(`notice-${told?.noticeId}`);
    await app.tap('give-supplement');
    await app.read('原来的号码打不通。', 20_000);
    await app.tap('send-supplement');
    await app.see('field-mobile-error');
    await app.see('statement-study-error');
    expect(app.requests.filter(({ path }) => path.endsWith('/supplement'))).toEqual([]);

    // What cannot be taken is refused on the phone; nothing of it is sent.
    const sent = (path: RegExp) => app.requests.filter((one) => path.test(one.path)).length;
    await app.tap('upload-received-study');
    await app.read('没有发送');
    phone.received = () => ({ name: 'studies.pdf', bytes: new Uint8Array(11 * 2 ** 20) });
    await app.tap('upload-received-study');
    await app.read('不超过 10 MB');
    expect(sent(/uploads/)).toBe(0);

    // Cut off on the way, it goes on where it was, and is found again after the app was closed.
    await app.tap('upload-picture-study');
    await app.until('two parts', () => sent(/parts/) > 2, 20_000);
    phone.network = { fails: 'before' };
    await app.see('upload-go-on-study', 60_000);
    phone.network = { fails: null };
    await app.tap('upload-go-on-study');
    await app.see('upload-done-study', 60_000);
    expect(sent(/uploads$/)).toBe(1);
    expect(sent(/parts\/0$/)).toBe(1);
    app.kill();
    const again = await start(phone);
    await openMine(again, person);
    await again.tap(`application-${applicationId}`);
    await again.tap('give-supplement');
    await again.see('upload-done-study', 20_000);
    await again.type('field-mobile', person.mobile);
    await again.tap('send-supplement');
    await again.until('progress', () => again.path() === 'pages/progress/index', 20_000);
    await again.until('nothing asked any more', () => !again.has('give-supplement'), 30_000);
    const { supplement } = await client.applications.form(applicationId);
    expect(supplement?.givenAt).not.toBeNull();
    const given = (await desk.cases.get(applicationId)).supplement?.given;
    expect(Object.keys(given?.uploads ?? {})).toEqual(['study']);
    expect(given?.statements).toEqual({});
    expect([...app.warnings, ...again.warnings]).toEqual([]);
  }, 180_000);

  test('a paper the department owes: he commits instead of waiting', async () => {
    const { client, person } = await system.signedIn('陈雨桐');
    await system.phone.switch('FG', { down: true });
    const { applicationId } = await file(client, { basis: 'residence', home: 'rented' });
    const app = await start(phoneOf(person));
    await openMine(app, person);
    await app.tap(`application-${applicationId}`);
    await app.see('commit-lease', 40_000);
    await app.read('您不用跑');
    await app.tap('commit-lease');
    await app.read('租赁关系真实', 20_000);
    await app.tap('commit-instead');
    await app.read('请先看过承诺书');
    await app.tap('agree');
    await app.tap('commit-instead');
    await app.until('progress', () => app.path() === 'pages/progress/index', 20_000);
    await app.read('已承诺', 20_000);
    expect(app.warnings).toEqual([]);
  }, 120_000);

  test('a mistake: only what he changed is sent', async () => {
    const { client, person } = await system.signedIn('周晓岚');
    const { applicationId } = await file(client, { basis: 'employment' });
    const app = await start(phoneOf(person));
    await openMine(app, person);
    await app.tap(`application-${applicationId}`);
    await app.tap('correct');
    await app.type('field-mobile', '1380000');
    await app.tap('send-correction');
    await app.see('field-mobile-error');
    await app.type('field-mobile', '13800008000');
    await app.tap('send-correction');
    await app.until('progress', () => app.path() === 'pages/progress/index', 20_000);
    expect((await client.applications.form(applicationId)).values.mobile).toBe('13800008000');
    expect(app.warnings).toEqual([]);
  }, 120_000);

  test('begun on one phone, gone on with on another, filed once; WeChat is asked inside the tap', async () => {
    const { client, person } = await system.signedIn('李文博');
    const first = await start(phoneOf(person));
    await openMine(first, person);
    await first.back();
    await first.tap('matter-HZ-JJ-026');
    await first.tap('file');
    await first.see('field-mobile', 20_000);
    await first.type('field-mobile', '13800008001');
    await first.until('the draft to be kept', () => first.requests.some(({ path }) => path === '/v1/drafts'), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect((await client.drafts.list()).items).toHaveLength(1);

    const asked: string[][] = [];
    const second = await start({
      ...phoneOf(person),
      subscribe: (templateIds) => {
        asked.push(templateIds);
        return Object.fromEntries(templateIds.map((id) => [id, 'accept' as const]));
      },
    });
    await openMine(second, person);
    await second.tap('draft-HZ-JJ-026');
    await second.see('resumed', 20_000);
    expect(second.attributes('field-mobile').value).toBe('13800008001');
    await second.tap('notice-agree');
    await second.tap('commit-loss');
    await second.tap('delivery-kind-post');
    await second.tap('submit');
    await second.see('address-name-error');
    await second.type('address-name', person.name);
    await second.type('address-mobile', '13800008001');
    await second.type('address-district', '西湖区');
    await second.type('address-street', '文三路 2 号');
    await second.tap('submit');
    await second.see('sentence', 30_000);
    await second.read('办好后由邮政寄给您', 20_000);
    expect(asked).toHaveLength(1);
    expect((await client.drafts.list()).items).toEqual([]);
    const { items } = await client.applications.list();
    expect(items).toHaveLength(1);
    const { items: permitted } = await client.notices.subscriptions();
    expect(permitted.every(({ left }) => left >= 0)).toBe(true);
    expect(second.warnings).toEqual([]);
  }, 120_000);

  test('how the result comes: chosen after filing, told with a code, handed over at the bank', async () => {
    const { client, person } = await system.signedIn('许志坚');
    const filed = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
    const { applicationId, acceptanceNumber } = filed;
    // A partner's client refuses to run where there is a window, which a running app brings.
    const clerk = await counterOf(system, 'bank');
    const app = await start(phoneOf(person));
    await openMine(app, person);
    await app.tap(`application-${applicationId}`);
    await app.tap('choose-delivery');
    await app.tap('delivery-kind-pickUp');
    await app.tap('save-delivery');
    await app.read('请选择领取地点。');
    await app.tap('pick-up-SP0050');
    await app.tap('save-delivery');
    await app.see('carriage-toCitizen', 20_000);
    await app.read('示例银行文新支行', 20_000);

    const { billId } = await client.applications.waitFor(applicationId, {
      until: ({ awaitingPayment }) => awaitingPayment,
      timeoutMs: 45_000,
    });
    const { codeUrl } = await client.payments.create({ billId: billId ?? '', channel: 'wechatNative' });
    await system.phone.pay(codeUrl ?? '', person.idNumber);
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 45_000 });
    await clerk.deliveries.arrive({ acceptanceNumber });
    const { consignments } = await client.deliveries.get(applicationId);
    const code = consignments[0]?.pickUpCode ?? '';
    const lookAgain = async () => {
      await app.back();
      await app.tap(`application-${applicationId}`);
    };
    await lookAgain();
    await app.read(code, 20_000);
    expect(app.has('choose-delivery')).toBe(false);
    await clerk.deliveries.handOver({ acceptanceNumber, code });
    await lookAgain();
    await app.read('已领取', 20_000);
    expect(app.has('pick-up-code')).toBe(false);
    expect(app.warnings).toEqual([]);
  }, 180_000);

  test('acting for somebody: only he who showed his face may agree; said on every page, ended by one tap', async () => {
    const { client: mother } = await system.signedIn('周晓岚');
    const { client: agent, person: son } = await system.signedIn('李文博');
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const { delegationId } = await mother.delegations.propose({
      side: 'principal',
      other: { name: son.name, idNumber: son.idNumber },
      scope: {},
      power: 'file',
      until,
    });
    const unproved = await start(phoneOf(son));
    await openMine(unproved, son);
    await unproved.tap('to-delegations');
    await unproved.tap(`accept-${delegationId}`);
    await unproved.read('需要确认您的身份', 20_000);
    await passFaceCheck(agent);
    await agent.delegations.accept(delegationId);
    const app = await start(phoneOf(son));
    await openMine(app, son);
    await app.tap('to-delegations');
    await app.tap(`act-${delegationId}`);
    await app.read('正在为 周*岚 办理', 20_000);
    await app.tap('my-applications');
    await app.see('acting-bar');
    const { items } = await mother.applications.list();
    await app.see(`application-${items[0]?.applicationId}`, 20_000);
    const asked = app.requests.filter(({ path }) => path === '/v1/applications');
    expect(asked.at(-1)?.headers['On-Behalf-Of']).toBe(delegationId);
    expect(app.requests.filter(({ path, headers }) => path === '/v1/notices' && headers['On-Behalf-Of'])).toEqual([]);
    await app.tap('act-for-myself');
    await app.until('his own again', () => app.path() === 'pages/home/index' && !app.has('acting-bar'));
    expect(app.warnings).toEqual([]);
  }, 120_000);

  test('a delegation reaches as far as he chose: some parts of life, or some matters', async () => {
    const { client, person } = await system.signedIn('王思远');
    const [one, another] = [await system.phone.person('孙婉清'), await system.phone.person('赵一帆')];
    const app = await start(phoneOf(person));
    await openMine(app, person);
    await app.tap('to-delegations');
    await app.type('other-name', one.name);
    await app.type('other-id-number', one.idNumber);
    await app.tap('scope-themes');
    await app.tap('propose');
    await app.read('请至少选一类');
    await app.tap('scope-theme-car');
    await app.tap('propose');
    await app.see('proposed', 20_000);
    await app.type('other-name', another.name);
    await app.type('other-id-number', another.idNumber);
    await app.tap('scope-matters');
    await app.type('scope-search', '居住证');
    await app.tap('scope-find-HZ-GA-041');
    await app.see('scope-matter-HZ-GA-041');
    await app.tap('propose');
    await app.until('both', () => app.text().split('等对方同意').length === 3, 20_000);
    const scopes = (await client.delegations.list()).items.map(({ scope }) => scope);
    expect(scopes).toContainEqual({ matters: ['HZ-GA-041'] });
    expect(scopes).toContainEqual({ themes: ['交管', '交通', '公共交通'] });
    expect(app.warnings).toEqual([]);
  }, 60_000);

  test('who looked at his data, and why, opened by a tap; all of it taken along', async () => {
    const { client, person } = await system.signedIn('陈雨桐');
    const shared: { name: string; text: string }[] = [];
    const app = await start({ ...phoneOf(person), shared });
    await openMine(app, person);
    await app.tap('to-privacy');
    await app.see('accesses', 20_000);
    expect(app.text()).toContain('公安');
    const { items } = await client.privacy.accesses();
    await app.tap(`access-${items[0]?.accessId}`);
    await app.read('履行法定职责', 20_000);
    await app.read('您没有给过需要同意的授权', 20_000);
    const [notice] = (await client.privacy.consents()).notices;
    await app.tap(`told-${notice?.applicationId}`);
    for (const line of notice?.text.zh.split('\n') ?? ['']) await app.read(line);
    await app.tap('export');
    await app.read('已导出', 20_000);
    expect(shared).toEqual([{ name: 'onetrip.json', text: expect.stringContaining(person.name) }]);
    expect(app.warnings).toEqual([]);
  }, 60_000);

  test('nothing that identifies a person stands in a log, a URL or an error', () => expectNoIdentityNumbers(system));
});
