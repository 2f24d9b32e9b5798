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
import type { Core, RouteTable } from '../core/core.ts';
import { type Pages, pagesOf } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** Read notices and say where they may go. A citizen must be signed in. */
export class Notices {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return noticeRoutes;
  }

  /**
   * The inbox, newest first: what happened, what happens next, who must act. Await it for one page, whose `unread` counts
   * what is unread on all pages; or walk through all of them.
   * @param query `limit`: items a page, 1–100, default 20
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { unread, items } = await client.notices.list({ limit: 10 });
   */
  list(query: NoticeQuery = {}, options?: RequestOptions): Pages<Notice, NoticePage> {
    return pagesOf(query, (asked) => this.core.call('notices.list', { query: asked }, options));
  }

  /**
   * Marks notices read: those named, or all.
   * @throws {ProblemError} `unauthenticated`
   */
  markRead(body: MarkReadBody = {}, options?: WriteOptions): Promise<UnreadNotices> {
    return this.core.call('notices.markRead', { body }, options);
  }

  /**
   * The channels allowed beside the inbox; all as long as nothing was said.
   * @throws {ProblemError} `forbidden` at a counter, `unauthenticated`
   */
  preferences(options?: RequestOptions): Promise<NoticePreferences> {
    return this.core.call('notices.preferences', {}, options);
  }

  /**
   * Allows or refuses channels. The inbox has every notice all the same.
   * @throws {ProblemError} `forbidden` at a counter, `unauthenticated`
   */
  setPreferences(body: NoticePreferences, options?: WriteOptions): Promise<NoticePreferences> {
    return this.core.call('notices.setPreferences', { body }, options);
  }

  /**
   * The templates to ask for in a tap (`wx.requestSubscribeMessage`), and how many messages each still permits.
   * @throws {ProblemError} `forbidden` at a counter, `unauthenticated`
   */
  subscriptions(options?: RequestOptions): Promise<NoticeSubscriptions> {
    return this.core.call('notices.subscriptions', {}, options);
  }

  /**
   * Records what was accepted in a tap: each acceptance permits one WeChat message.
   * @throws {ProblemError} `wechat_account_missing`, `forbidden` at a counter, `unauthenticated`
   * @example
   * const answer = await wx.requestSubscribeMessage({ tmplIds });
   * await client.notices.recordSubscription({ accepted: tmplIds.filter((id) => answer[id] === 'accept') });
   */
  recordSubscription(body: RecordSubscriptionBody, options?: WriteOptions): Promise<NoticeSubscriptions> {
    return this.core.call('notices.recordSubscription', { body }, options);
  }
}
