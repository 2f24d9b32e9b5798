// A refund as WeChat Pay reports it (answer, query and notification alike), checked to be the one that was asked for.
import { ChannelError } from './channelError.ts';

/** The channel's words for how far a refund has come. */
export const refundStatuses = ['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** A refund as it is asked for; amounts in fen. */
export interface RefundOrder {
  /** Our number of the refund: the same at every attempt, at most 64 letters and digits. */
  outRefundNo: string;
  /** Our number of the order it goes back from. */
  outTradeNo: string;
  /** What goes back. */
  amountFen: number;
  /** What the order took. */
  totalFen: number;
  /** Shown to the payer; at most 80 characters. */
  reason: string;
}

/** How a refund stands at the channel. */
export interface RefundStanding {
  outRefundNo: string;
  outTradeNo: string;
  channelRefundId: string;
  status: RefundStatus;
  /** What goes back, in fen. */
  amountFen: number;
  /** When it arrived; null before. */
  arrivedAt: Date | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';
const isStatus = (value: unknown): value is RefundStatus => (refundStatuses as readonly unknown[]).includes(value);

/**
 * Reads a refund.
 * @param content decoded JSON whose signature was verified; a notification names the status `refund_status`, and the
 *   merchant
 * @param merchantId whose it must be, where the content names the merchant
 * @throws ChannelError `untrusted` when it is another merchant's, or not a refund
 */
export function readRefund(content: unknown, merchantId: string): RefundStanding {
  const fields = isRecord(content) ? content : {};
  if (fields.mchid !== undefined && fields.mchid !== merchantId)
    throw new ChannelError('untrusted', 'a refund of another merchant');
  const status = fields.refund_status ?? fields.status;
  const { out_refund_no: outRefundNo, out_trade_no: outTradeNo, refund_id: channelRefundId } = fields;
  const amountFen = isRecord(fields.amount) ? fields.amount.refund : undefined;
  if (
    !isStatus(status) ||
    typeof outRefundNo !== 'string' ||
    typeof outTradeNo !== 'string' ||
    typeof channelRefundId !== 'string' ||
    typeof amountFen !== 'number' ||
    !Number.isSafeInteger(amountFen)
  ) {
    throw new ChannelError('untrusted', 'a refund without number, status or amount');
  }
  const arrived = typeof fields.success_time === 'string' ? new Date(fields.success_time) : null;
  if (arrived !== null && Number.isNaN(arrived.getTime()))
    throw new ChannelError('untrusted', 'a refund that arrived at no time');
  return { outRefundNo, outTradeNo, channelRefundId, status, amountFen, arrivedAt: arrived };
}

/** @throws ChannelError `untrusted` when it is another refund than the one asked for */
export function sameRefund(standing: RefundStanding, asked: Omit<RefundOrder, 'totalFen' | 'reason'>): RefundStanding {
  const { outRefundNo, outTradeNo, amountFen } = asked;
  if (standing.outRefundNo !== outRefundNo || standing.outTradeNo !== outTradeNo || standing.amountFen !== amountFen)
    throw new ChannelError('untrusted', 'another refund than the one asked for');
  return standing;
}
