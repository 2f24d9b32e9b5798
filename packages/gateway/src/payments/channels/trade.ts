// A trade as WeChat Pay reports it (query and notification alike), checked to be one of ours.
import { ChannelError } from './channelError.ts';

/** What each `trade_state` means to us. */
export const tradeStates = {
  SUCCESS: 'paid',
  REFUND: 'refunded',
  NOTPAY: 'open',
  USERPAYING: 'open',
  CLOSED: 'closed',
  REVOKED: 'closed',
  PAYERROR: 'failed',
} as const;

interface TradeBase {
  outTradeNo: string;
}

/** A trade: with `took`, money was received (and, when `refunded`, went back). Amounts in fen. */
export type Trade =
  | (TradeBase & {
      took: true;
      outcome: 'paid' | 'refunded';
      transactionId: string;
      amountFen: number;
      currency: string;
      paidAt: Date;
    })
  | (TradeBase & { took: false; outcome: 'open' | 'closed' | 'failed' });

/**
 * Reads a trade.
 * @param content decoded JSON whose signature was verified
 * @param expected whose trade it must be, and which
 * @throws ChannelError `untrusted` when it is another merchant's, another app's, another order's, or not a trade
 */
export function readTrade(
  content: unknown,
  expected: { merchantId: string; appId: string; outTradeNo?: string },
): Trade {
  const fields: Record<string, unknown> = isRecord(content) ? content : {};
  const outTradeNo = fields.out_trade_no;
  if (fields.mchid !== expected.merchantId) throw new ChannelError('untrusted', 'a trade of another merchant');
  if (fields.appid !== expected.appId) throw new ChannelError('untrusted', 'a trade of another app');
  if (typeof outTradeNo !== 'string' || (expected.outTradeNo !== undefined && outTradeNo !== expected.outTradeNo)) {
    throw new ChannelError('untrusted', 'a trade of another order');
  }
  const state = fields.trade_state;
  if (typeof state !== 'string' || !isTradeState(state)) throw new ChannelError('untrusted', 'an unknown trade state');
  const outcome = tradeStates[state];
  if (outcome !== 'paid' && outcome !== 'refunded') return { outTradeNo, took: false, outcome };
  const amount: Record<string, unknown> = isRecord(fields.amount) ? fields.amount : {};
  const { total, currency = 'CNY' } = amount;
  const paidAt = new Date(typeof fields.success_time === 'string' ? fields.success_time : Number.NaN);
  const transactionId = fields.transaction_id;
  if (
    typeof total !== 'number' ||
    !Number.isSafeInteger(total) ||
    typeof currency !== 'string' ||
    typeof transactionId !== 'string' ||
    Number.isNaN(paidAt.getTime())
  ) {
    throw new ChannelError('untrusted', 'a paid trade without amount, number or time');
  }
  return { outTradeNo, took: true, outcome, transactionId, amountFen: total, currency, paidAt };
}

const isTradeState = (state: string): state is keyof typeof tradeStates => Object.hasOwn(tradeStates, state);

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';
