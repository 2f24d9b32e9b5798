// Notices as a citizen gets them: in the inbox, in WeChat for each tap he accepted, by SMS where WeChat did not carry it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, Notice } from '@onetrip/sdk';
import { atCounter } from './support/atCounter.ts';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import type { SandboxPerson } from './support/phone.ts';
import { databases, type System, startSystem } from './support/system.ts';

/** Signed in by mobile with his WeChat bound, and checked with the police. */
async function inWechat(system: System, name: string): Promise<{ client: Client; person: SandboxPerson }> {
  const { phone } = system;
  const person = await phone.person(name);
  const client = system.client();
  const before = await phone.lastCode(person.mobile);
  await client.identity.sendCode({ mobile: person.mobile });
  const code = await phone.loginCode(person.mobile, before);
  const wechatCode = await phone.wechatLogin(person.idNumber);
  const { token } = await client.identity.signIn({ kind: 'mobile', mobile: person.mobile, code, wechatCode });
  client.setToken(token);
  await client.identity.verify({ name: person.name, idNumber: person.idNumber });
  return { client, person };
}

async function until<T>(read: () => Promise<T>, reached: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + 30_000; ; ) {
    const value = await read();
    if (reached(value)) return value;
    if (Date.now() > end) throw new Error('did not happen within 30 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The first notice of a kind, once every channel has settled. */
const settled = (client: Client, kind: Notice['kind']): Promise<Notice | undefined> =>
  until(
    async () => (await client.notices.list()).items.find((notice) => notice.kind === kind),
    (notice) => notice?.sendings.every(({ state }) => state !== 'waiting' && state !== 'sending') === true,
  );

const channelsOf = (notice: Notice | undefined) =>
  Object.fromEntries((notice?.sendings ?? []).map(({ channel, state }) => [channel, state]));

/** The quiet hours are the gateway's: by day an SMS goes out, by night it waits. */
const isNight = () => {
  const hour = (new Date().getUTCHours() + 8) % 24;
  return hour >= 22 || hour < 8;
};

describe.each(databases)('on %s', (database) => {
  let system: System;
  let client: Client;
  let person: SandboxPerson;
  beforeAll(async () => {
    system = await startSystem({ database });
    ({ client, person } = await inWechat(system, '陈雨桐'));
  }, 120_000);
  afterAll(() => system.close());

  test('nothing is there yet, and he has permitted nothing', async () => {
    expect(await client.notices.list()).toEqual({ items: [], nextCursor: null, unread: 0 });
    const { items } = await client.notices.subscriptions();
    expect(items.map(({ template, left }) => [template, left])).toEqual([
      ['action', 0],
      ['progress', 0],
      ['result', 0],
    ]);
    expect(await client.notices.preferences()).toEqual({ wechat: true, sms: true });
  });

  test('a tap accepted permits one message: it arrives in WeChat, with matter and number and nothing else of him', async () => {
    const { items } = await client.notices.subscriptions();
    const tmplIds = items.map(({ templateId }) => templateId);
    const answer = await system.phone.subscribe(person.idNumber, tmplIds, 'accept');
    const accepted = tmplIds.filter((id) => answer[id] === 'accept');
    const after = await client.notices.recordSubscription({ accepted });
    expect(after.items.map(({ left }) => left)).toEqual([1, 1, 1]);
    // The token was taken back meanwhile, which WeChat says only when it is used.
    await system.phone.lapseAccessToken();

    const filed = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    await client.applications.waitFor(filed.applicationId, { until: 'delivered', timeoutMs: 45_000 });
    const notice = await settled(client, 'delivered');
    expect(notice).toMatchObject({ nextActor: 'nobody', acceptanceNumber: filed.acceptanceNumber, readAt: null });
    expect(channelsOf(notice)).toEqual({ wechat: 'sent', sms: 'spared' });
    const [message, ...more] = await system.phone.wechatMessages(person.idNumber);
    expect(more).toEqual([]);
    expect(message?.page).toBe(`pages/progress/index?applicationId=${filed.applicationId}`);
    expect(message?.lines.map(({ value }) => value)).toContain(filed.acceptanceNumber);
    const text = JSON.stringify(message);
    for (const secret of [person.name, person.idNumber, person.mobile]) expect(text).not.toContain(secret);
    expect((await client.notices.subscriptions()).items.map(({ left }) => left)).toEqual([1, 1, 0]);
  });

  test('he marks it read; another citizen has nothing of it', async () => {
    const { unread, items } = await client.notices.list();
    expect([unread, items.length]).toEqual([1, 1]);
    expect(await client.notices.markRead({ noticeIds: [items[0]?.noticeId ?? ''] })).toEqual({ unread: 0 });
    const { client: other } = await system.signedIn('王思远');
    expect((await other.notices.list()).items).toEqual([]);
    await other.notices.markRead();
    await expect(other.notices.recordSubscription({ accepted: [] })).rejects.toMatchObject({
      code: 'wechat_account_missing',
    });
  });

  test('at a counter nothing of his phone is arranged; what a clerk does is told to him, without naming the matter', async () => {
    const counter = await atCounter(system, 'bank', '陈雨桐', ['HZ-JJ-026']);
    await expect(counter.notices.setPreferences({ wechat: false, sms: false })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const filed = await counter.applications.create(await filingOf(counter, 'HZ-JJ-026'));
    const notice = await until(
      async () => (await counter.notices.list()).items.find(({ kind }) => kind === 'filedForYou'),
      (found) => found?.sendings.some(({ channel, state }) => channel === 'wechat' && state === 'sent') === true,
    );
    expect(notice?.acceptanceNumber).toBe(filed.acceptanceNumber);
    const [message] = await system.phone.wechatMessages(person.idNumber);
    expect(message?.lines.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['网点办理的事项', filed.acceptanceNumber]),
    );
    if (!isNight()) {
      const texts = await until(
        () => system.phone.messages(person.mobile),
        (messages) => messages.some(({ parameters }) => parameters.number === filed.acceptanceNumber),
      );
      expect(JSON.stringify(texts)).not.toContain(filed.matterName.zh);
    }
    // His account on the phone is bound by a name and a number, which others know: it is shown only in person.
    expect((await client.notices.list()).items.map(({ kind }) => kind)).toEqual(['delivered']);
  });

  test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
});
