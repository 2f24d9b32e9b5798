// Operations of notices: the inbox, what a citizen allows, what he accepted in a tap.
import type { NoticeSubscriptions } from '@onetrip/shared/contract';
import { and, count, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { cursorOf, placeOf } from '../applications/cursor.ts';
import { readableBy } from '../applications/readable.ts';
import type { Context, Transaction } from '../context.ts';
import type { Database } from '../database/connection.ts';
import {
  applications,
  noticePreferences,
  noticeSendings,
  notices,
  wechatSubscriptions,
} from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { citizenById } from '../identity/citizens.ts';
import { showNotice } from './message.ts';
import { preferencesOf } from './outbox.ts';

type NoticeOperation = Extract<keyof Handlers, `notices.${string}`>;

/** What is arranged for a citizen's own phone is nobody's business at a counter. */
function refuseAtCounter({ assistance }: CitizenCaller): void {
  if (assistance !== null) throw new ProblemError('forbidden');
}

/** Ids of the applications whose notices a caller may see. */
const readableIds = (db: Database | Transaction, caller: CitizenCaller) =>
  db.select({ id: applications.applicationId }).from(applications).where(readableBy(caller));

const inboxOf = (db: Database | Transaction, caller: CitizenCaller) =>
  and(eq(notices.citizenId, caller.citizenId), inArray(notices.applicationId, readableIds(db, caller)));

async function unreadOf(db: Database | Transaction, caller: CitizenCaller): Promise<number> {
  const [row] = await db
    .select({ unread: count() })
    .from(notices)
    .where(and(inboxOf(db, caller), isNull(notices.readAt)));
  return row?.unread ?? 0;
}

/** Handlers of `notices.*`. */
export function noticeHandlers(context: Context): Pick<Handlers, NoticeOperation> {
  const { database, now } = context;
  const { templates } = context.config.wechat;

  async function subscriptions(db: Database | Transaction, citizenId: string): Promise<NoticeSubscriptions> {
    const rows = await db.select().from(wechatSubscriptions).where(eq(wechatSubscriptions.citizenId, citizenId));
    return {
      items: templates.map(({ template, templateId }) => ({
        template,
        templateId,
        left: rows.find((row) => row.template === template)?.remaining ?? 0,
      })),
    };
  }

  return {
    'notices.list': async ({ query, caller }) => {
      const limit = query.limit ?? 20;
      const place = query.cursor === undefined ? null : placeOf(query.cursor);
      const before =
        place && or(lt(notices.at, place.at), and(eq(notices.at, place.at), lt(notices.noticeId, place.id)));
      const rows = await database
        .select({ notice: notices, application: applications })
        .from(notices)
        .innerJoin(applications, eq(applications.applicationId, notices.applicationId))
        .where(and(eq(notices.citizenId, caller.citizenId), readableBy(caller), before ?? undefined))
        .orderBy(desc(notices.at), desc(notices.noticeId))
        .limit(limit + 1);
      const shown = rows.slice(0, limit);
      const ids = shown.map(({ notice }) => notice.noticeId);
      const sendings =
        ids.length === 0
          ? []
          : await database.select().from(noticeSendings).where(inArray(noticeSendings.noticeId, ids));
      const last = rows.length > limit ? shown.at(-1)?.notice : undefined;
      return {
        items: await Promise.all(
          shown.map(async ({ notice, application: { acceptanceNumber, matterId, matterVersion } }) => {
            const { name } = await context.catalogue.version(matterId, matterVersion);
            const own = sendings.filter(({ noticeId }) => noticeId === notice.noticeId);
            return showNotice(notice, acceptanceNumber, name, own);
          }),
        ),
        nextCursor: last ? cursorOf({ at: last.at, id: last.noticeId }) : null,
        unread: await unreadOf(database, caller),
      };
    },

    'notices.markRead': ({ body, caller, keep }) =>
      database.transaction(async (tx) => {
        const named = body.noticeIds && inArray(notices.noticeId, body.noticeIds);
        await tx
          .update(notices)
          .set({ readAt: now() })
          .where(and(inboxOf(tx, caller), isNull(notices.readAt), named));
        const left = { unread: await unreadOf(tx, caller) };
        await keep(tx, left);
        return left;
      }),

    'notices.preferences': async ({ caller }) => {
      refuseAtCounter(caller);
      return preferencesOf(database, caller.citizenId);
    },

    'notices.setPreferences': ({ body: { wechat, sms }, caller, keep }) => {
      refuseAtCounter(caller);
      return database.transaction(async (tx) => {
        const said = { wechat, sms, updatedAt: now() };
        await tx
          .insert(noticePreferences)
          .values({ citizenId: caller.citizenId, ...said })
          .onConflictDoUpdate({ target: noticePreferences.citizenId, set: said });
        await keep(tx, { wechat, sms });
        return { wechat, sms };
      });
    },

    'notices.subscriptions': async ({ caller }) => {
      refuseAtCounter(caller);
      return subscriptions(database, caller.citizenId);
    },

    'notices.recordSubscription': ({ body, caller, keep }) => {
      refuseAtCounter(caller);
      return database.transaction(async (tx) => {
        const { openidSealed } = await citizenById(tx, caller.citizenId);
        if (openidSealed === null) throw new ProblemError('wechat_account_missing');
        const accepted = templates.filter(({ templateId }) => body.accepted.includes(templateId));
        for (const { template } of accepted) {
          await tx
            .insert(wechatSubscriptions)
            .values({ citizenId: caller.citizenId, template, remaining: 1, updatedAt: now() })
            .onConflictDoUpdate({
              target: [wechatSubscriptions.citizenId, wechatSubscriptions.template],
              set: { remaining: sql`${wechatSubscriptions.remaining} + 1`, updatedAt: now() },
            });
        }
        const shown = await subscriptions(tx, caller.citizenId);
        await keep(tx, shown);
        return shown;
      });
    },
  };
}
