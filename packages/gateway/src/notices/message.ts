// What leaves the house of a notice: the matter's name and the number, and nothing else that could say who it is about.
import type { LocalText, Matter, Notice } from '@onetrip/shared/contract';
import { type NoticeWords, noticeWords } from '@onetrip/shared/notices';
import type { ApplicationRow } from '../applications/store.ts';
import type { noticeSendings, notices } from '../database/schema/index.ts';

export type NoticeRow = typeof notices.$inferSelect;
export type SendingRow = typeof noticeSendings.$inferSelect;

/** What a channel is given to say. */
export interface Message {
  noticeId: string;
  kind: NoticeRow['kind'];
  words: NoticeWords;
  applicationId: string;
  matter: string;
  number: string;
  at: Date;
}

/**
 * What was filed at a counter is shown only to somebody seen in person: the phone bound to an account may be another's.
 * It is told that there is news, and not of what.
 */
const filedAtCounter = '网点办理的事项';

/** The message of a notice. */
export const messageOf = (
  { noticeId, kind, at }: NoticeRow,
  { applicationId, acceptanceNumber, assistance }: ApplicationRow,
  matter: Pick<Matter, 'name'>,
): Message => ({
  noticeId,
  kind,
  words: noticeWords[kind],
  applicationId,
  matter: assistance === null ? matter.name.zh : filedAtCounter,
  number: acceptanceNumber,
  at,
});

/** A notice as the inbox shows it. */
export const showNotice = (
  { noticeId, kind, applicationId, at, readAt }: NoticeRow,
  acceptanceNumber: string,
  matterName: LocalText,
  sendings: readonly SendingRow[],
): Notice => ({
  noticeId,
  kind,
  applicationId,
  acceptanceNumber,
  matterName,
  title: noticeWords[kind].title,
  sentence: noticeWords[kind].sentence,
  nextActor: noticeWords[kind].nextActor,
  at: at.toISOString(),
  readAt: readAt?.toISOString() ?? null,
  sendings: sendings.map(({ channel, state, updatedAt }) => ({ channel, state, at: updatedAt.toISOString() })),
});
