// Notices (通知): the inbox, which channels are allowed, and WeChat's one-time subscriptions.
import type {
  MarkReadBody,
  Notice,
  NoticePage,
  NoticePreferences,
  NoticeQuery,
  NoticeSubscriptions,
  RecordSubscriptionBody,
  UnreadNotices,
} from '@onetrip/shared/contract';
import { noticeRoutes } from '@onetrip/shared/routes/notices';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Read notices and say where they may go. A citizen must be signed in. */
export interface Notices {
  /**
   * The inbox, newest first: what happened, what happens next, who must act. Await it for one page, whose `unread` counts
   * what is unread on all pages; or walk through all of them.
   * @param query `limit`: items a page, 1–100, default 20
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { unread, items } = await client.notices.list({ limit: 10 });
   */
  list(query?: NoticeQuery, options?: RequestOptions): Pages<Notice, NoticePage>;

  /**
   * Marks notices read: those named, or all.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { unread } = await client.notices.markRead({ noticeIds: [noticeId] });
   */
  markRead(body?: MarkReadBody, options?: WriteOptions): Promise<UnreadNotices>;

  /**
   * The channels allowed beside the inbox; all as long as nothing was said.
   * @throws {ProblemError} `forbidden` at a counter, `unauthenticated`
   * @example
   * const { sms, wechat } = await client.notices.preferences();
   */
  preferences(options?: RequestOptions): Promise<NoticePreferences>;

  /**
   * Allows or refuses channels. The inbox has every notice all the same.
   * @throws {ProblemError} `forbidden` at a counter, `unauthenticated`
   * @example
   * await client.notices.setPreferences({ sms: false, wechat: true });
   */
  setPreferences(body: NoticePreferences, options?: WriteOptions): Promise<NoticePreferences>;

  /**
   * The templates to ask for in a tap (`wx.requestSubscribeMessage`), and how many messages each still permits.
   * @throws {ProblemError} `forbidden` at a counter, `unauthenticated`
   * @example
   * const tmplIds = (await client.notices.subscriptions()).items.map(({ templateId }) => templateId);
   */
  subscriptions(options?: RequestOptions): Promise<NoticeSubscriptions>;

  /**
   * Records what was accepted in a tap: each acceptance permits one WeChat message.
   * @throws {ProblemError} `wechat_account_missing`, `forbidden` at a counter, `unauthenticated`
   * @example
   * const answer = await wx.requestSubscribeMessage({ tmplIds });
   * await client.notices.recordSubscription({ accepted: tmplIds.filter((id) => answer[id] === 'accept') });
   */
  recordSubscription(body: RecordSubscriptionBody, options?: WriteOptions): Promise<NoticeSubscriptions>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Notices: Resource<Notices> = { routes: noticeRoutes };
