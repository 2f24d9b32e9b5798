// A payment channel in memory, with a payer who pays when told and a line that can be cut at any point.
import { ChannelError } from '../../src/payments/channels/channelError.ts';
import type { RefundStanding, RefundStatus } from '../../src/payments/channels/refund.ts';
import type { Trade } from '../../src/payments/channels/trade.ts';
import type { Order, WechatPay } from '../../src/payments/channels/wechatPay.ts';

type OrderState = 'open' | 'paid' | 'closed';

/** The channel and the hands that move it. */
export interface TestChannel {
  wechatPay: WechatPay;
  /** Every order placed, in order. */
  orders: (Order & { state: OrderState; openid: string | null })[];
  /** The payer pays; with `amountFen`, something else than was ordered. @returns what the channel tells of it */
  pay(outTradeNo: string, amountFen?: number): Trade;
  /** From now on: `place` / `query` / `close` fail this way; `lost`: done, but the answer never comes. */
  cut: { place?: 'down' | 'refused' | 'lost'; query?: 'down'; close?: 'down'; refund?: 'down' | 'refused' | 'lost' };
  /** Every refund taken, by its number: what went back, and how it stands. */
  refunds: Map<string, RefundStanding>;
  /** How a refund stands that is asked for now. */
  refundStatus: RefundStatus;
  /** Called while an order is being placed. */
  whilePlacing: (() => Promise<void>) | null;
}

/** @param now when payments are made */
export function createChannel(now: () => Date): TestChannel {
  const trades = new Map<string, Trade>();
  const down = () => new ChannelError('unavailable', 'no answer');
  const find = (outTradeNo: string) => channel.orders.find((order) => order.outTradeNo === outTradeNo);
  const place = async (order: Order, openid: string | null): Promise<string> => {
    const { cut } = channel;
    if (cut.place === 'down') throw down();
    if (cut.place === 'refused') throw new ChannelError('refused', 'status 400', 'PARAM_ERROR');
    await channel.whilePlacing?.();
    channel.orders.push({ ...order, state: 'open', openid });
    if (cut.place === 'lost') throw down();
    return order.outTradeNo;
  };
  const query = async (outTradeNo: string): Promise<Trade | null> => {
    if (channel.cut.query) throw down();
    const order = find(outTradeNo);
    if (!order) return null;
    return trades.get(outTradeNo) ?? { outTradeNo, took: false, outcome: order.state === 'open' ? 'open' : 'closed' };
  };
  const channel: TestChannel = {
    orders: [],
    cut: {},
    refunds: new Map(),
    refundStatus: 'SUCCESS',
    whilePlacing: null,
    pay(outTradeNo, amountFen) {
      const order = find(outTradeNo);
      if (!order) throw new Error(`no order ${outTradeNo}`);
      order.state = 'paid';
      const trade: Trade = {
        outTradeNo,
        took: true,
        outcome: 'paid',
        transactionId: `42${outTradeNo}`,
        amountFen: amountFen ?? order.amountFen,
        currency: 'CNY',
        paidAt: now(),
      };
      trades.set(outTradeNo, trade);
      return trade;
    },
    wechatPay: {
      placeNative: async (order) => ({ codeUrl: `weixin://${await place(order, null)}` }),
      placeJsapi: async (order, openid) => ({ prepayId: `wx-${await place(order, openid)}` }),
      paymentRequest: (prepayId) => ({
        timeStamp: '1',
        nonceStr: 'n',
        package: `prepay_id=${prepayId}`,
        signType: 'RSA',
        paySign: 's',
      }),
      query,
      async close(outTradeNo) {
        const trade = await query(outTradeNo);
        if (trade?.took) return { outcome: 'paid', trade };
        if (channel.cut.close) throw down();
        const order = find(outTradeNo);
        if (order) order.state = 'closed';
        return { outcome: 'closed' };
      },
      readNotification: () => {
        throw new ChannelError('untrusted', 'not in this test');
      },
      async refund({ outRefundNo, outTradeNo, amountFen, totalFen }) {
        const { cut, refunds, refundStatus } = channel;
        if (cut.refund === 'down') throw down();
        if (cut.refund === 'refused') throw new ChannelError('refused', 'status 403', 'NOT_ENOUGH');
        const trade = trades.get(outTradeNo);
        if (!trade?.took || trade.amountFen !== totalFen)
          throw new ChannelError('refused', 'status 400', 'INVALID_REQUEST');
        const known = refunds.get(outRefundNo);
        const others = [...refunds.values()].filter((one) => one.outTradeNo === outTradeNo && one !== known);
        const returned = others.reduce((sum, one) => sum + one.amountFen, 0);
        if (returned + amountFen > totalFen) throw new ChannelError('refused', 'status 400', 'INVALID_REQUEST');
        const standing: RefundStanding = {
          outRefundNo,
          outTradeNo,
          channelRefundId: `50${outRefundNo}`,
          status: refundStatus,
          amountFen,
          arrivedAt: refundStatus === 'SUCCESS' ? now() : null,
        };
        refunds.set(outRefundNo, standing);
        if (cut.refund === 'lost') throw down();
        return standing;
      },
      readRefundNotification: () => {
        throw new ChannelError('untrusted', 'not in this test');
      },
    },
  };
  return channel;
}
