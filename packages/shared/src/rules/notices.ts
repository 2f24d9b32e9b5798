// Who is told what, and where: one table from the events of an application to notices.
import type { ApplicationEventType } from '../contract/application.ts';
import type { NoticeChannel, NoticeKind, NoticePreferences } from '../contract/notice.ts';
import { dateAfter, hangzhouDate, startOfDate } from './deadline.ts';
import type { Actor } from './lifecycle.ts';
import { noticeWords } from './noticeWords.ts';

export { type NoticeWords, noticeWords, type SmsRule } from './noticeWords.ts';

type ByActor = Partial<Record<Actor, NoticeKind>>;

const whoever = (kind: NoticeKind): ByActor => ({ citizen: kind, operator: kind, department: kind, system: kind });
/** What the citizen did himself, or saw happen on his screen, he is not told of. */
const nobody: ByActor = {};

/**
 * The notice an event brings, by who did it. What a clerk, or whoever he has empowered, does in a citizen's
 * name is always told to the citizen: both are `operator` here.
 * Special procedures and longer terms are told because the law says so (行政许可法 42, 45).
 */
export const noticeTable: Readonly<Record<ApplicationEventType, ByActor>> = {
  submitted: { operator: 'filedForYou' },
  // By rule it is accepted on the spot, in the answer to the filing itself.
  accepted: { department: 'accepted' },
  deemedAccepted: whoever('accepted'),
  notAccepted: whoever('notAccepted'),
  paperReceived: nobody,
  paperOwed: nobody,
  paperNegative: nobody,
  paperContradicted: nobody,
  paperOverdue: nobody,
  commitmentMade: nobody,
  dispatched: nobody,
  withdrawalAnswered: nobody,
  reviewStarted: nobody,
  supplementAsked: whoever('supplementAsked'),
  supplementDueSoon: whoever('supplementDueSoon'),
  supplementGiven: { operator: 'supplementedForYou' },
  specialProcedureStarted: whoever('specialProcedure'),
  specialProcedureEnded: nobody,
  termExtended: whoever('termExtended'),
  corrected: { operator: 'correctedForYou' },
  dueSoon: nobody,
  overdue: whoever('overdue'),
  escalated: nobody,
  // What follows from it is told instead: the bill, or the result.
  approved: nobody,
  rejected: whoever('rejected'),
  billIssued: whoever('paymentAsked'),
  billPaid: nobody,
  refundDue: whoever('refundDue'),
  refunded: whoever('refunded'),
  licenceIssued: nobody,
  licenceRevoked: whoever('licenceRevoked'),
  delivered: whoever('delivered'),
  withdrawn: { operator: 'withdrawnForYou' },
  terminated: whoever('terminated'),
};

/** The notice an event brings; null when the citizen is not told. */
export const noticeFor = (event: ApplicationEventType, actor: Actor): NoticeKind | null =>
  noticeTable[event][actor] ?? null;

/** The channels a notice is to be sent on beside the inbox, in the order they are tried. */
export function channelsFor(
  kind: NoticeKind,
  preferences: NoticePreferences,
  has: Readonly<Record<NoticeChannel, boolean>>,
): NoticeChannel[] {
  const wanted: Readonly<Record<NoticeChannel, boolean>> = { wechat: true, sms: noticeWords[kind].sms !== 'never' };
  return (['wechat', 'sms'] as const).filter((channel) => wanted[channel] && preferences[channel] && has[channel]);
}

/** Whether the SMS of a notice waits for what becomes of it in WeChat. */
export const smsWaits = (kind: NoticeKind, channels: readonly NoticeChannel[]): boolean =>
  noticeWords[kind].sms === 'withoutWechat' && channels.includes('wechat');

const hourMs = 3_600_000;
/** No SMS from this hour until the other, in Hangzhou. */
const quiet = { from: 22, until: 8 };

/** When an SMS may be sent that is due now: at once (null), or in the morning. */
export function quietUntil(at: Date): Date | null {
  const today = hangzhouDate(at);
  const hour = (at.getTime() - startOfDate(today).getTime()) / hourMs;
  if (hour >= quiet.until && hour < quiet.from) return null;
  const day = hour < quiet.until ? today : dateAfter(today, 1);
  return new Date(startOfDate(day).getTime() + quiet.until * hourMs);
}
