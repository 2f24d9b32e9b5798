// Notices (通知): what a citizen is told of his applications, on which channels, and what he allows.
import { type Static, Type } from 'typebox';
import { Id, LocalText, Nullable, OneOf, PageQuery, Time } from './text.ts';

/** What a notice is about. Which event brings which stands in `rules/notices`. */
export const noticeKinds = [
  'filedForYou',
  'correctedForYou',
  'supplementedForYou',
  'withdrawnForYou',
  'accepted',
  'notAccepted',
  'supplementAsked',
  'supplementDueSoon',
  'specialProcedure',
  'termExtended',
  'overdue',
  'paymentAsked',
  'refundDue',
  'refunded',
  'rejected',
  'delivered',
  'licenceRevoked',
  'terminated',
  'resultSent',
  'resultReady',
  'resultReturned',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Where a notice goes beside the inbox, which has every one. */
export const noticeChannels = ['wechat', 'sms'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

/** How a notice stands on a channel. */
export const sendingStates = ['waiting', 'sending', 'sent', 'spared', 'refused', 'failed', 'unknown'] as const;
export type SendingState = (typeof sendingStates)[number];

/** Who must act next. */
export const nextActors = ['citizen', 'department', 'nobody'] as const;
export type NextActor = (typeof nextActors)[number];

/** A notice (通知). */
export const Notice = Type.Object(
  {
    noticeId: Type.String(),
    kind: OneOf(noticeKinds),
    applicationId: Type.String(),
    acceptanceNumber: Type.String({ description: '受理编号' }),
    matterName: LocalText,
    title: LocalText,
    sentence: LocalText,
    nextActor: OneOf(nextActors, { description: 'Who must act next' }),
    at: Time('When it happened'),
    readAt: Nullable(Time('When it was read')),
    sendings: Type.Array(
      Type.Object({
        channel: OneOf(noticeChannels),
        state: OneOf(sendingStates, {
          description:
            '`waiting` · `sending` · `sent` · `spared`: not needed there, another channel has it, or it is not allowed there · `refused`: the citizen refused it there · `failed`: the channel cannot send it · `unknown`: the channel was asked and did not answer; it is not asked again',
        }),
        at: Time('Last change'),
      }),
      { description: 'How it went out beside the inbox' },
    ),
  },
  { title: 'Notice', description: 'What happened to an application, what happens next, and who must act.' },
);
export type Notice = Static<typeof Notice>;

/** A page of the inbox, newest first. */
export const NoticePage = Type.Object(
  {
    items: Type.Array(Notice),
    nextCursor: Nullable(Type.String(), { description: 'Pass as `cursor` for the next page; null on the last' }),
    unread: Type.Integer({ minimum: 0, description: 'Notices not read yet, on all pages' }),
  },
  { title: 'NoticePage', description: 'A page of the inbox, newest first, and how many are unread.' },
);
export type NoticePage = Static<typeof NoticePage>;

/** Query of `notices.list`. */
export const NoticeQuery = Type.Object({ ...PageQuery });
export type NoticeQuery = Static<typeof NoticeQuery>;

/** Mark notices read. */
export const MarkReadBody = Type.Object(
  {
    noticeIds: Type.Optional(
      Type.Array(Id('A notice'), { minItems: 1, maxItems: 100, description: 'Those read; all when absent' }),
    ),
  },
  { title: 'MarkReadBody', additionalProperties: false },
);
export type MarkReadBody = Static<typeof MarkReadBody>;

/** How many are left unread. */
export const UnreadNotices = Type.Object({ unread: Type.Integer({ minimum: 0 }) }, { title: 'UnreadNotices' });
export type UnreadNotices = Static<typeof UnreadNotices>;

/** Which channels a citizen allows. The inbox has every notice. */
export const NoticePreferences = Type.Object(
  { wechat: Type.Boolean(), sms: Type.Boolean() },
  {
    title: 'NoticePreferences',
    additionalProperties: false,
    description: 'Which channels may be used beside the inbox, which has every notice.',
  },
);
export type NoticePreferences = Static<typeof NoticePreferences>;

/** The messages a mini-program may send, as they are registered with WeChat. */
export const noticeTemplates = ['action', 'progress', 'result'] as const;
export type NoticeTemplate = (typeof noticeTemplates)[number];

/** What a citizen may accept in a tap, and how many messages that still permits. */
export const NoticeSubscriptions = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        template: OneOf(noticeTemplates),
        templateId: Type.String({ description: 'For `wx.requestSubscribeMessage`' }),
        left: Type.Integer({ minimum: 0, description: 'Messages still permitted' }),
      }),
    ),
  },
  {
    title: 'NoticeSubscriptions',
    description: 'WeChat’s one-time subscriptions: each acceptance in a tap permits one message.',
  },
);
export type NoticeSubscriptions = Static<typeof NoticeSubscriptions>;

/** What `wx.requestSubscribeMessage` answered. */
export const RecordSubscriptionBody = Type.Object(
  {
    accepted: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      maxItems: 3,
      uniqueItems: true,
      description: 'Ids of the templates accepted (`accept`) in this one tap',
    }),
  },
  { title: 'RecordSubscriptionBody', additionalProperties: false },
);
export type RecordSubscriptionBody = Static<typeof RecordSubscriptionBody>;
