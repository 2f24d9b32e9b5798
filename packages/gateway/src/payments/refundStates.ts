// The life of a refund as one table, and what a channel's word means for it. Pure: data in, decision out.
import type { RefundState } from '@onetrip/shared/contract';
import type { RefundStatus } from './channels/refund.ts';

/** What each status of the channel makes of a refund. */
const stateOf: Readonly<Record<RefundStatus, RefundState>> = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
};

/** Every permitted step. An abnormal refund is mended with the channel by hand, and may then arrive all the same. */
export const refundTransitions: Readonly<Record<RefundState, readonly RefundState[]>> = {
  requested: ['processing', 'succeeded', 'closed', 'abnormal'],
  processing: ['succeeded', 'closed', 'abnormal'],
  abnormal: ['succeeded', 'closed'],
  succeeded: [],
  closed: [],
};

/** The state a refund comes to by a status of the channel; null when nothing changes. */
export function nextRefundState(state: RefundState, status: RefundStatus): RefundState | null {
  const to = stateOf[status];
  return refundTransitions[state].includes(to) ? to : null;
}

/** Whether the channel is still to be asked: it has not given its last word. */
export const isUnderWay = (state: RefundState): boolean => state === 'requested' || state === 'processing';
