// Notices are sent once: whatever the channel answers, and wherever the process dies between asking and knowing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NoticeChannel } from '@onetrip/shared/contract';
import { and, eq } from 'drizzle-orm';
import { appendEvent, type NewEvent } from '../src/applications/events.ts';
import type { Context } from '../src/context.ts';
import { newId } from '../src/database/ids.ts';
import {
  citizens,
  noticePreferences,
  noticeSendings,
  notices,
  wechatSubscriptions,
} from '../src/database/schema/index.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { ProblemError } from '../src/http/problem.ts';
import { lockCitizenBy } from '../src/identity/citizens.ts';
import type { SmsMessage } from '../src/identity/sms.ts';
import { sendNotice } from '../src/notices/sending.ts';
import type { WechatOutcome } from '../src/wechat/subscribeMessages.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const mobile = '13900001234';
const dayMs = 24 * 3_600_000;
const nine = Date.parse('2026-03-02T09:00:00+08:00');
const delivered: NewEvent = { type: 'delivered', actor: 'system' };
const rejected: NewEvent = { type: 'rejected', actor: 'department' };

describe.each(databaseKinds)('on %s', (kind) => {
  let ground: Ground;
  let context: Context;
  let caller: CitizenCaller;
  let applicationId: string;
  let asked: string[];
  let texts: SmsMessage[];
  let wechat: () => Promise<WechatOutcome>;
  let openid: string;
  beforeAll(async () => {
    ground = await layGround(kind);
  });
  beforeEach(async () => {
    for (const table of [noticeSendings, notices, noticePreferences, wechatSubscriptions]) {
      await ground.context.database.delete(table);
    }
    ground.jobs.length = 0;
    // Nine in the morning, whatever the test before has slept.
    ground.pass(dayMs - ((ground.context.now().getTime() - nine) % dayMs));
    openid = newId('openid');
    asked = [];
    texts = [];
    wechat = async () => ({ kind: 'sent', answer: '0' });
    const outside = {
      subscribeMessages: {
        send(openid: string) {
          asked.push(openid);
          return wechat();
        },
      },
      sms: { send: async (message: SmsMessage) => void texts.push(message) },
    };
    context = Object.assign(Object.create(ground.context), outside) as Context;
    caller = await ground.citizen({ openid });
    const { protection, database } = ground.context;
    await database.transaction(async (tx) => {
      const citizen = await lockCitizenBy(protection, tx, 'openid', openid);
      const mobileSealed = protection.seal(citizen?.wrappedKey ?? '', 'mobile', mobile);
      await tx.update(citizens).set({ mobileSealed }).where(eq(citizens.citizenId, caller.citizenId));
    });
    applicationId = await ground.application(caller);
  });
  afterAll(() => ground.close());

  const happens = (event: NewEvent) =>
    ground.context.database.transaction((tx) => appendEvent(context, tx, applicationId, event));
  const subscribe = (remaining: number) =>
    ground.context.database.insert(wechatSubscriptions).values({
      citizenId: caller.citizenId,
      template: 'result',
      remaining,
      updatedAt: context.now(),
    });
  const left = async () =>
    (await ground.context.database.select().from(wechatSubscriptions)).map(({ remaining }) => remaining);
  const states = async () =>
    Object.fromEntries(
      (await ground.context.database.select().from(noticeSendings)).map(({ channel, state }) => [channel, state]),
    );
  const sent = (channel: NoticeChannel) =>
    ground.jobs.filter(({ queue, data }) => queue === 'sendNotice' && data.channel === channel).length;
  const noticeId = async () => (await ground.context.database.select().from(notices))[0]?.noticeId ?? '';
  const work = async (channel: NoticeChannel) => sendNotice(context, { noticeId: await noticeId(), channel });

  test('an entry leaves a notice and a row a channel in its own transaction, or nothing at all', async () => {
    await expect(
      ground.context.database.transaction(async (tx) => {
        await appendEvent(context, tx, applicationId, rejected);
        throw new Error('died before the commit');
      }),
    ).rejects.toThrow('died');
    expect(await states()).toEqual({});
    await happens(rejected);
    expect(await states()).toEqual({ wechat: 'waiting', sms: 'waiting' });
    expect([sent('wechat'), sent('sms')]).toEqual([1 + 1, 1 + 1]); // the test's queue knows no roll-back
    await happens({ type: 'reviewStarted', actor: 'system' });
    expect(await ground.context.database.select().from(notices)).toHaveLength(1);
  });

  test('WeChat carries it when he has accepted one; the SMS that stands in for it is spared', async () => {
    await subscribe(1);
    await happens(delivered);
    expect([sent('wechat'), sent('sms')]).toEqual([1, 0]);
    await work('wechat');
    await work('wechat');
    expect(asked).toEqual([openid]);
    expect(await states()).toEqual({ wechat: 'sent', sms: 'spared' });
    expect(await left()).toEqual([0]);
    await work('sms');
    expect(texts).toEqual([]);
  });

  test('without an acceptance left WeChat is not asked, and the SMS goes out', async () => {
    await happens(delivered);
    await work('wechat');
    expect(asked).toEqual([]);
    expect(sent('sms')).toBe(1);
    await work('sms');
    await work('sms');
    expect(texts).toEqual([expect.objectContaining({ mobile, template: 'delivered', messageId: await noticeId() })]);
    expect(Object.keys(texts[0]?.parameters ?? {})).toEqual(['matter', 'number']);
    expect(await states()).toEqual({ wechat: 'spared', sms: 'sent' });
  });

  test('killed while WeChat was asked: never asked again, the SMS takes its place', async () => {
    await subscribe(2);
    await happens(delivered);
    wechat = () => Promise.reject(new Error('killed'));
    await expect(work('wechat')).rejects.toThrow('killed');
    expect(await states()).toEqual({ wechat: 'sending', sms: 'waiting' });
    wechat = async () => ({ kind: 'sent', answer: '0' });
    await work('wechat');
    expect(asked).toHaveLength(1);
    expect(await states()).toEqual({ wechat: 'unknown', sms: 'waiting' });
    expect(sent('sms')).toBe(1);
  });

  test.each([
    ['refused', '43101', { wechat: 'refused', sms: 'waiting' }, [0]],
    ['faulty', '47003', { wechat: 'failed', sms: 'waiting' }, [2]],
    ['unanswered', 'unanswered', { wechat: 'unknown', sms: 'waiting' }, [2]],
  ] as const)('WeChat answers %s: the SMS takes its place', async (outcome, answer, expected, remaining) => {
    await subscribe(3);
    await happens(delivered);
    wechat = async () => ({ kind: outcome, answer });
    await work('wechat');
    expect(await states()).toEqual(expected);
    expect(await left()).toEqual(remaining);
    expect(sent('sms')).toBe(1);
  });

  test('WeChat is busy: the acceptance is given back and the job is done again', async () => {
    await subscribe(1);
    await happens(delivered);
    wechat = async () => ({ kind: 'busy', answer: '-1' });
    await expect(work('wechat')).rejects.toThrow('busy');
    expect(await states()).toEqual({ wechat: 'waiting', sms: 'waiting' });
    expect(await left()).toEqual([1]);
  });

  test('an SMS the service did not take is sent again under the same id', async () => {
    await happens(rejected);
    const ids: string[] = [];
    context.sms.send = async ({ messageId }) => {
      ids.push(messageId);
      if (ids.length === 1) throw new ProblemError('sms_unavailable');
    };
    await expect(work('sms')).rejects.toThrow();
    await work('sms');
    expect(new Set(ids).size).toBe(1);
    expect((await states()).sms).toBe('sent');
  });

  test('at night an SMS waits for eight in the morning', async () => {
    await happens(rejected);
    ground.pass(14 * 3_600_000);
    await work('sms');
    expect(texts).toEqual([]);
    expect(ground.jobs.at(-1)).toMatchObject({ queue: 'sendNotice', delaySeconds: 9 * 3_600 });
    ground.pass(9 * 3_600_000);
    await work('sms');
    expect(texts).toHaveLength(1);
  });

  test('what he refuses is not used, even where it was left in the outbox before; the inbox has it', async () => {
    await happens(rejected);
    await ground.context.database
      .insert(noticePreferences)
      .values({ citizenId: caller.citizenId, wechat: false, sms: false, updatedAt: context.now() });
    await work('wechat');
    await work('sms');
    expect(await states()).toEqual({ wechat: 'spared', sms: 'spared' });
    await happens(delivered);
    expect(await ground.context.database.select().from(notices)).toHaveLength(2);
    expect(await ground.context.database.select().from(noticeSendings)).toHaveLength(2);
  });

  test('of an erased citizen nothing is sent', async () => {
    await happens(rejected);
    await ground.context.database
      .update(citizens)
      .set({ wrappedKey: 'erased' })
      .where(and(eq(citizens.citizenId, caller.citizenId)));
    await work('wechat');
    await work('sms');
    expect([asked, texts]).toEqual([[], []]);
    expect(await states()).toEqual({ wechat: 'spared', sms: 'spared' });
  });
});
