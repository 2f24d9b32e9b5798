// What the operations of `notices` take and answer.
import {
  MarkReadBody,
  NoticePage,
  NoticePreferences,
  NoticeQuery,
  NoticeSubscriptions,
  RecordSubscriptionBody,
  UnreadNotices,
} from '../notice.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const noticeOperations = {
  'notices.list': {
    summary: 'My notices, newest first, and how many are unread',
    query: NoticeQuery,
    status: 200,
    result: NoticePage,
    problems: ['unauthenticated'],
  },
  'notices.markRead': {
    summary: 'Mark notices read',
    body: MarkReadBody,
    status: 200,
    result: UnreadNotices,
    problems: ['unauthenticated'],
  },
  'notices.preferences': {
    summary: 'Which channels I allow beside the inbox',
    status: 200,
    result: NoticePreferences,
    problems: ['unauthenticated', 'forbidden'],
  },
  'notices.setPreferences': {
    summary: 'Allow or refuse channels',
    body: NoticePreferences,
    status: 200,
    result: NoticePreferences,
    problems: ['unauthenticated', 'forbidden'],
  },
  'notices.subscriptions': {
    summary: 'WeChat messages I may still be sent, and what to ask for in a tap',
    status: 200,
    result: NoticeSubscriptions,
    problems: ['unauthenticated', 'forbidden'],
  },
  'notices.recordSubscription': {
    summary: 'Record what was accepted in a tap: each acceptance permits one WeChat message',
    body: RecordSubscriptionBody,
    status: 200,
    result: NoticeSubscriptions,
    problems: ['unauthenticated', 'forbidden', 'wechat_account_missing'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
