// The outbox of notices: an entry of a history leaves, in its own transaction, a notice in the inbox and a row a channel.
import type { ApplicationEventType, NoticeKind, NoticePreferences } from '@onetrip/shared/contract';
import { channelsFor, noticeFor, smsWaits } from '@onetrip/shared/notices';
import type { Actor } from '@onetrip/shared/rules';
import { eq } from 'drizzle-orm';
import type { ApplicationRow } from '../applications/store.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { noticePreferences, noticeSendings, notices } from '../database/schema/index.ts';
import { citizenById } from '../identity/citizens.ts';

/** What of an entry decides who is told. */
interface Entry {
  seq: number;
  type: ApplicationEventType;
  actor: Actor;
  detail: Readonly<Record<string, string>>;
  at: Date;
}

const allowed: NoticePreferences = { wechat: true, sms: true };

/** The channels a citizen allows beside the inbox; all as long as he has said nothing. */
export async function preferencesOf(db: Database | Transaction, citizenId: string): Promise<NoticePreferences> {
  const [row] = await db
    .select({ wechat: noticePreferences.wechat, sms: noticePreferences.sms })
    .from(noticePreferences)
    .where(eq(noticePreferences.citizenId, citizenId));
  return row ?? allowed;
}

/** Leaves what the citizen is told of an entry. Nothing is read or written where the table tells him nothing. */
export async function leaveNotice(
  context: Pick<Context, 'protection' | 'jobs'>,
  tx: Transaction,
  application: ApplicationRow,
  { seq, type, actor, detail, at }: Entry,
): Promise<void> {
  const kind = noticeFor(type, detail.delegationId === undefined ? actor : 'operator');
  if (kind !== null) await leaveNoticeOf(context, tx, application, { kind, cause: `entry ${seq}`, at });
}

/** Leaves a notice. `cause` names what brought it within the application: it brings one notice, however often it comes. */
export async function leaveNoticeOf(
  context: Pick<Context, 'protection' | 'jobs'>,
  tx: Transaction,
  { applicationId, citizenId }: Pick<ApplicationRow, 'applicationId' | 'citizenId'>,
  { kind, cause, at }: { kind: NoticeKind; cause: string; at: Date },
): Promise<void> {
  const noticeId = newId('ntc');
  await tx.insert(notices).values({ noticeId, citizenId, applicationId, cause, kind, at });
  const citizen = await citizenById(tx, citizenId);
  if (!context.protection.isKey(citizen.wrappedKey)) return;
  const channels = channelsFor(kind, await preferencesOf(tx, citizenId), {
    wechat: citizen.openidSealed !== null,
    sms: citizen.mobileSealed !== null,
  });
  if (channels.length === 0) return;
  const waiting = channels.map((channel) => ({ noticeId, channel, state: 'waiting' as const, updatedAt: at }));
  await tx.insert(noticeSendings).values(waiting);
  for (const channel of channels) {
    if (channel === 'sms' && smsWaits(kind, channels)) continue;
    await context.jobs.send(tx, 'sendNotice', { noticeId, channel });
  }
}
