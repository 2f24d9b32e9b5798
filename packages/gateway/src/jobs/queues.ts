// The table of background work: each queue, what a job carries (ids only, never anything personal), and how it is retried.

/** What each job carries. */
export interface Jobs {
  /** Ask a department for one paper of an application. */
  gatherPaper: { applicationId: string; materialId: string };
  /** Every paper is there: decide by rule, or hand the case to the department's system. */
  review: { applicationId: string };
  /** Ask the department's system how the case stands. */
  followCase: { applicationId: string };
  /** Approved and nothing left to pay: issue the licences. */
  issueLicences: { applicationId: string };
  /** Ask the payment channel how a pending payment stands. */
  followPayment: { paymentId: string };
  /** Let go of what has lapsed: plate reservations, sessions, codes, nonces, idempotency keys, expired bills. */
  sweep: Record<string, never>;
}

/** The name of a queue. */
export type QueueName = keyof Jobs;

/** Every queue. */
export const queueNames = Object.keys({
  gatherPaper: true,
  review: true,
  followCase: true,
  issueLicences: true,
  followPayment: true,
  sweep: true,
} satisfies Record<QueueName, true>) as QueueName[];
