// Sends notices: one row of the outbox at a time, each once.
//
// The SMS service takes a message with the same id once, so an SMS is sent again until it is taken. WeChat knows no such
// id: a row is marked before WeChat is asked, and one found marked was cut off in the middle – perhaps sent, perhaps not.
// It is never sent there again; the SMS takes its place, and the inbox has the notice in any case.
import type { NoticeChannel, NoticeTemplate, SendingState } from '@onetrip/shared/contract';
import { noticeWords, quietUntil } from '@onetrip/shared/notices';
import { and, eq, gt, sql } from 'drizzle-orm';
import { findApplication } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { noticeSendings, notices, wechatSubscriptions } from '../database/schema/index.ts';
import { type CitizenRow, citizenById, mobileOf, openidOf } from '../identity/citizens.ts';
import type { Jobs } from '../jobs/queues.ts';
import type { WechatOutcome } from '../wechat/subscribeMessages.ts';
import { type Message, messageOf } from './message.ts';
import { preferencesOf } from './outbox.ts';

const sendingOf = (noticeId: string, channel: NoticeChannel) =>
  and(eq(noticeSendings.noticeId, noticeId), eq(noticeSendings.channel, channel));

const subscriptionOf = (citizenId: string, template: NoticeTemplate) =>
  and(eq(wechatSubscriptions.citizenId, citizenId), eq(wechatSubscriptions.template, template));

/** A notice about to leave. */
interface Parcel {
  citizen: CitizenRow;
  message: Message;
}

/** How it went on a channel; `answer` is the channel's own code. */
interface Outcome {
  state: Exclude<SendingState, 'waiting' | 'sending'>;
  answer?: string;
}

/** The job `sendNotice`. */
export async function sendNotice(context: Context, { noticeId, channel }: Jobs['sendNotice']): Promise<void> {
  const parcel = await pack(context, noticeId);
  if (parcel !== null) await couriers[channel](context, parcel);
}

const couriers: Record<NoticeChannel, (context: Context, parcel: Parcel) => Promise<void>> = {
  wechat: throughWechat,
  sms: bySms,
};

async function pack(context: Context, noticeId: string): Promise<Parcel | null> {
  const [notice] = await context.database.select().from(notices).where(eq(notices.noticeId, noticeId));
  const application = notice && (await findApplication(context.database, notice.applicationId));
  if (!application) return null;
  const matter = await context.catalogue.version(application.matterId, application.matterVersion);
  return {
    citizen: await citizenById(context.database, notice.citizenId),
    message: messageOf(notice, application, matter),
  };
}

async function lockState(tx: Transaction, noticeId: string, channel: NoticeChannel): Promise<SendingState | undefined> {
  const [row] = await tx
    .select({ state: noticeSendings.state })
    .from(noticeSendings)
    .where(sendingOf(noticeId, channel))
    .for('update');
  return row?.state;
}

const mark = (context: Context, tx: Transaction, noticeId: string, channel: NoticeChannel, state: SendingState) =>
  tx.update(noticeSendings).set({ state, updatedAt: context.now() }).where(sendingOf(noticeId, channel));

/** Writes how it went; what WeChat did not carry is left to the SMS that waits for it. */
async function settle(
  context: Context,
  tx: Transaction,
  { message: { noticeId, kind } }: Parcel,
  channel: NoticeChannel,
  { state, answer }: Outcome,
): Promise<void> {
  await tx
    .update(noticeSendings)
    .set({ state, answer: answer ?? null, updatedAt: context.now() })
    .where(sendingOf(noticeId, channel));
  context.metrics.notices.inc({ channel, outcome: state });
  if (state === 'failed') context.log.error({ noticeId, channel, kind, answer }, 'notice cannot be sent');
  if (channel !== 'wechat' || noticeWords[kind].sms !== 'withoutWechat') return;
  if ((await lockState(tx, noticeId, 'sms')) !== 'waiting') return;
  if (state === 'sent') await mark(context, tx, noticeId, 'sms', 'spared');
  else await context.jobs.send(tx, 'sendNotice', { noticeId, channel: 'sms' });
}

/** Marks the row and uses one acceptance up; null when WeChat is not to be asked. */
async function takeAcceptance(context: Context, parcel: Parcel): Promise<{ openid: string } | null> {
  const { citizen, message } = parcel;
  return context.database.transaction(async (tx) => {
    const state = await lockState(tx, message.noticeId, 'wechat');
    const done = async (outcome: Outcome) => {
      await settle(context, tx, parcel, 'wechat', outcome);
      return null;
    };
    if (state === 'sending') return done({ state: 'unknown', answer: 'cutOff' });
    if (state !== 'waiting') return null;
    const openid = context.protection.isKey(citizen.wrappedKey) ? openidOf(context.protection, citizen) : null;
    if (openid === null || !(await preferencesOf(tx, citizen.citizenId)).wechat) return done({ state: 'spared' });
    const [taken] = await tx
      .update(wechatSubscriptions)
      .set({ remaining: sql`${wechatSubscriptions.remaining} - 1`, updatedAt: context.now() })
      .where(and(subscriptionOf(citizen.citizenId, message.words.template), gt(wechatSubscriptions.remaining, 0)))
      .returning({ remaining: wechatSubscriptions.remaining });
    if (!taken) return done({ state: 'spared', answer: 'notSubscribed' });
    await mark(context, tx, message.noticeId, 'wechat', 'sending');
    return { openid };
  });
}

/** What becomes of the row and of the acceptance; null: the very same may be asked again later. */
const outcomes: Record<WechatOutcome['kind'], Outcome['state'] | null> = {
  sent: 'sent',
  refused: 'refused',
  faulty: 'failed',
  unanswered: 'unknown',
  busy: null,
};

async function throughWechat(context: Context, parcel: Parcel): Promise<void> {
  const to = await takeAcceptance(context, parcel);
  if (to === null) return;
  const { citizen, message } = parcel;
  const { kind, answer } = await context.subscribeMessages.send(to.openid, message);
  const state = outcomes[kind];
  await context.database.transaction(async (tx) => {
    const left = (remaining: number | ReturnType<typeof sql>) =>
      tx
        .update(wechatSubscriptions)
        .set({ remaining, updatedAt: context.now() })
        .where(subscriptionOf(citizen.citizenId, message.words.template));
    if (state === null) {
      await left(sql`${wechatSubscriptions.remaining} + 1`);
      await mark(context, tx, message.noticeId, 'wechat', 'waiting');
      return;
    }
    // He may have switched it off in WeChat itself: what we counted is no longer so.
    if (kind === 'refused') await left(0);
    await settle(context, tx, parcel, 'wechat', { state, answer });
  });
  // The queue tries it again.
  if (state === null) throw new Error(`WeChat is busy: ${answer}`);
}

async function bySms(context: Context, parcel: Parcel): Promise<void> {
  const { citizen, message } = parcel;
  const { noticeId, kind, matter, number } = message;
  const due = await context.database.transaction(async (tx) => {
    if ((await lockState(tx, noticeId, 'sms')) !== 'waiting') return null;
    const mobile = context.protection.isKey(citizen.wrappedKey) ? mobileOf(context.protection, citizen) : null;
    if (mobile === null || !(await preferencesOf(tx, citizen.citizenId)).sms) {
      await settle(context, tx, parcel, 'sms', { state: 'spared' });
      return null;
    }
    const morning = quietUntil(context.now());
    if (morning === null) return mobile;
    const delaySeconds = Math.ceil((morning.getTime() - context.now().getTime()) / 1000);
    await context.jobs.send(tx, 'sendNotice', { noticeId, channel: 'sms' }, { delaySeconds, singletonKey: noticeId });
    return null;
  });
  if (due === null) return;
  await context.sms.send({ messageId: noticeId, mobile: due, template: kind, parameters: { matter, number } });
  await context.database.transaction((tx) => settle(context, tx, parcel, 'sms', { state: 'sent' }));
}
