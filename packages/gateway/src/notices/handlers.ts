// Operations of notices: the inbox, what a citizen allows, what he accepted in a tap.
import { and, inArray, isNull, sql } from 'drizzle-orm';
import { cursorOf, placeOf } from '../applications/cursor.ts';
import type { Context } from '../context.ts';
import { noticePreferences, notices, wechatSubscriptions } from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { citizenById } from '../identity/citizens.ts';
import { inboxOf, inboxPage, subscriptionsOf, unreadOf } from './inbox.ts';
import { preferencesOf } from './outbox.ts';

type NoticeOperation = Extract<keyof Handlers, `notices.${string}`>;

/** What is arranged for a citizen's own phone is nobody's business at a counter. */
function refuseAtCounter({ assistance }: CitizenCaller): void {
  if (assistance !== null) throw new ProblemError('forbidden');
}

/** Handlers of `notices.*`. */
export function noticeHandlers(context: Context): Pick<Handlers, NoticeOperation> {
  const { database, now } = context;
  const { templates } = context.config.wechat;
  return {
    'notices.list': async ({ query, caller }) => {
      const limit = query.limit ?? 20;
      const place = query.cursor === undefined ? null : placeOf(query.cursor);
      const items = await inboxPage(context, caller, { before: place, limit: limit + 1 });
      const page = items.slice(0, limit);
      const last = items.length > limit ? page.at(-1) : undefined;
      return {
        items: page,
        nextCursor: last ? cursorOf({ at: new Date(last.at), id: last.noticeId }) : null,
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
      return subscriptionsOf(context, database, caller.citizenId);
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
        const shown = await subscriptionsOf(context, tx, caller.citizenId);
        await keep(tx, shown);
        return shown;
      });
    },
  };
}
