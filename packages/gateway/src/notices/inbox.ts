// The inbox: what a citizen was told of his applications, and what he permits.
import type { Notice, NoticeSubscriptions } from '@onetrip/shared/contract';
import { and, count, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Place } from '../applications/cursor.ts';
import { readableBy } from '../applications/readable.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { applications, noticeSendings, notices, wechatSubscriptions } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { showNotice } from './message.ts';

/** Ids of the applications whose notices a caller may see. */
const readableIds = (db: Database | Transaction, caller: CitizenCaller) =>
  db.select({ id: applications.applicationId }).from(applications).where(readableBy(caller));

/** The condition on `notices` for what a caller may see. */
export const inboxOf = (db: Database | Transaction, caller: CitizenCaller) =>
  and(eq(notices.citizenId, caller.citizenId), inArray(notices.applicationId, readableIds(db, caller)));

/** How many of them he has not read. */
export async function unreadOf(db: Database | Transaction, caller: CitizenCaller): Promise<number> {
  const [row] = await db
    .select({ unread: count() })
    .from(notices)
    .where(and(inboxOf(db, caller), isNull(notices.readAt)));
  return row?.unread ?? 0;
}

/** Notices a caller may see, before a place in the list, newest first. */
export async function inboxPage(
  { catalogue, database }: Pick<Context, 'catalogue' | 'database'>,
  caller: CitizenCaller,
  { before, limit }: { before: Place | null; limit: number },
): Promise<Notice[]> {
  const earlier = before
    ? or(lt(notices.at, before.at), and(eq(notices.at, before.at), lt(notices.noticeId, before.id)))
    : undefined;
  const rows = await database
    .select({ notice: notices, application: applications })
    .from(notices)
    .innerJoin(applications, eq(applications.applicationId, notices.applicationId))
    .where(and(eq(notices.citizenId, caller.citizenId), readableBy(caller), earlier))
    .orderBy(desc(notices.at), desc(notices.noticeId))
    .limit(limit);
  const ids = rows.map(({ notice }) => notice.noticeId);
  const sendings =
    ids.length === 0 ? [] : await database.select().from(noticeSendings).where(inArray(noticeSendings.noticeId, ids));
  return Promise.all(
    rows.map(async ({ notice, application: { acceptanceNumber, matterId, matterVersion } }) => {
      const { name } = await catalogue.version(matterId, matterVersion);
      const own = sendings.filter(({ noticeId }) => noticeId === notice.noticeId);
      return showNotice(notice, acceptanceNumber, name, own);
    }),
  );
}

/** WeChat messages a citizen has permitted, template by template. */
export async function subscriptionsOf(
  { config }: Pick<Context, 'config'>,
  db: Database | Transaction,
  citizenId: string,
): Promise<NoticeSubscriptions> {
  const rows = await db.select().from(wechatSubscriptions).where(eq(wechatSubscriptions.citizenId, citizenId));
  return {
    items: config.wechat.templates.map(({ template, templateId }) => ({
      template,
      templateId,
      left: rows.find((row) => row.template === template)?.remaining ?? 0,
    })),
  };
}
