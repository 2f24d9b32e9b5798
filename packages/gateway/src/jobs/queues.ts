// The table of background work: each queue, what a job carries (ids only, never anything personal), and how it is retried.
import type { NoticeChannel } from '@onetrip/shared/contract';

/** What each job carries. */
export interface Jobs {
  /** Ask a department for one paper of an application. */
  gatherPaper: { applicationId: string; materialId: string };
  /** Send the questions collected for a register as one file. */
  sendBatch: { department: string; register: string };
  /** See a file of questions through: sent, taken, answered. */
  followBatch: { batchId: string };
  /** Every paper is there: decide by rule, or hand the case to the department's system. */
  review: { applicationId: string };
  /** Ask the department's system how the case stands. */
  followCase: { applicationId: string };
  /** Tell the department's system that a case of its is over. */
  withdrawCase: { applicationId: string };
  /** Approved and nothing left to pay: issue the licences. */
  issueLicences: { applicationId: string };
  /** Ask the payment channel how a pending payment stands. */
  followPayment: { paymentId: string };
  /** Ask the payment channel for a refund, and how far it has come. */
  followRefund: { refundId: string };
  /** Send a notice on one channel. */
  sendNotice: { noticeId: string; channel: NoticeChannel };
  /** The citizen's originals have come to the department by post. */
  receivePosted: { applicationId: string };
  /** Order a parcel at the post. */
  orderParcel: { deliveryId: string };
  /** Ask the post how a parcel stands. */
  followParcel: { deliveryId: string };
  /** Try a message to a partner's address. */
  sendWebhook: { deliveryId: string };
  /** Anchor the histories that grew, where today's anchor is still missing. */
  anchorHistories: Record<string, never>;
  /** Rewrap what former master keys wrap: some pages of one column, in pass after pass until one finds nothing. */
  rewrapKeys: { column: number; page: number; found: boolean };
  /** Act on every day of an application's clock that has come. */
  clocks: Record<string, never>;
  /** Expunge personal data whose term is over. */
  expungeData: Record<string, never>;
  /** Let go of what has lapsed: plate reservations, sessions, codes, nonces, idempotency keys, expired bills. */
  sweep: Record<string, never>;
}

/** The name of a queue. */
export type QueueName = keyof Jobs;

/** A job of some queue. */
export type AnyJob = { [Q in QueueName]: { queue: Q; data: Jobs[Q] } }[QueueName];

/** Every queue. */
export const queueNames = Object.keys({
  gatherPaper: true,
  sendBatch: true,
  followBatch: true,
  review: true,
  followCase: true,
  withdrawCase: true,
  issueLicences: true,
  followPayment: true,
  followRefund: true,
  sendNotice: true,
  sendWebhook: true,
  receivePosted: true,
  orderParcel: true,
  followParcel: true,
  anchorHistories: true,
  rewrapKeys: true,
  clocks: true,
  expungeData: true,
  sweep: true,
} satisfies Record<QueueName, true>) as QueueName[];
