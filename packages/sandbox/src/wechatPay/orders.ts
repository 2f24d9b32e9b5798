// The orders of WeChat Pay: placed, paid once, closed, expired.
import { randomInt } from 'node:crypto';
import { rfc3339 } from '../time.ts';
import { makeNonce } from './cryptography.ts';
import { PayProblem } from './problems.ts';

/** Where it is paid: inside WeChat, or by scanning a code. */
export type TradeType = 'JSAPI' | 'NATIVE';

/** What a merchant places an order with. */
export type OrderRequest = {
  appid: string;
  mchid: string;
  description: string;
  out_trade_no: string;
  notify_url: string;
  amount: { total: number; currency?: string };
  payer?: { openid: string };
  time_expire?: string;
  attach?: string;
};

/** An order. */
export type Order = {
  tradeType: TradeType;
  request: OrderRequest;
  prepayId: string;
  codeUrl: string;
  placedAt: number;
  expiresAt: number;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  paid: { transactionId: string; openid: string; at: number } | null;
};

/** A prepay_id and a code_url live for two hours, an order at most that long here. */
const orderLifeMs = 2 * 3_600_000;

const descriptions = { NOTPAY: '订单未支付', SUCCESS: '支付成功', REFUND: '转入退款', CLOSED: '订单已关闭' } as const;

const sameRequest = (one: OrderRequest, other: OrderRequest): boolean => JSON.stringify(one) === JSON.stringify(other);

/** All orders of the merchant. */
export class Orders {
  readonly #orders = new Map<string, Order>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Places an order; the same request again answers the same order. Throws ORDERPAID, ORDER_CLOSED, OUT_TRADE_NO_USED. */
  place(tradeType: TradeType, request: OrderRequest): Order {
    const known = this.#find((order) => order.request.out_trade_no === request.out_trade_no);
    if (known) {
      if (known.paid) throw new PayProblem('ORDERPAID', '订单已支付，请更换单号重新下单');
      if (known.state === 'CLOSED') throw new PayProblem('ORDER_CLOSED', '订单已关闭，请更换单号重新下单');
      if (known.tradeType !== tradeType || !sameRequest(known.request, request))
        throw new PayProblem('OUT_TRADE_NO_USED', '商户订单号重复，参数与首次请求时不一致');
      return known;
    }
    const placedAt = this.#now();
    const order: Order = {
      tradeType,
      request,
      prepayId: `wx${rfc3339(placedAt).replace(/\D/g, '').slice(0, 14)}${makeNonce(18).toLowerCase()}`,
      codeUrl: `weixin://wxpay/bizpayurl?pr=${makeNonce(9)}`,
      placedAt,
      expiresAt: Math.min(
        request.time_expire ? Date.parse(request.time_expire) : Number.POSITIVE_INFINITY,
        placedAt + orderLifeMs,
      ),
      state: 'NOTPAY',
      paid: null,
    };
    this.#orders.set(request.out_trade_no, order);
    return order;
  }

  /** Throws ORDER_NOT_EXIST. */
  byOutTradeNo(outTradeNo: string): Order {
    const order = this.#find((one) => one.request.out_trade_no === outTradeNo);
    if (!order) throw new PayProblem('ORDER_NOT_EXIST', '订单不存在');
    return order;
  }

  /** Throws ORDER_NOT_EXIST. */
  byTransactionId(transactionId: string): Order {
    const order = this.#find((one) => one.paid?.transactionId === transactionId);
    if (!order) throw new PayProblem('ORDER_NOT_EXIST', '订单不存在');
    return order;
  }

  byCodeUrl(codeUrl: string): Order | undefined {
    return this.#find((order) => order.tradeType === 'NATIVE' && order.codeUrl === codeUrl);
  }

  byPrepayId(prepayId: string): Order | undefined {
    return this.#find((order) => order.tradeType === 'JSAPI' && order.prepayId === prepayId);
  }

  /** Native orders that wait for somebody to scan them, newest first. */
  waiting(): Order[] {
    return [...this.#orders.values()]
      .map((order) => this.#settled(order))
      .filter((order) => order.tradeType === 'NATIVE' && order.state === 'NOTPAY')
      .reverse();
  }

  /** Closes an unpaid order. Throws ORDERPAID, ORDER_CLOSED. */
  close(order: Order): void {
    if (order.paid) throw new PayProblem('ORDERPAID', '订单已支付，不能关闭');
    if (order.state === 'CLOSED') throw new PayProblem('ORDER_CLOSED', '订单已关闭，无法重复关闭');
    order.state = 'CLOSED';
  }

  /** Takes the money. The order is known to be unpaid and open. */
  pay(order: Order, openid: string): void {
    const at = this.#now();
    const serial = Array.from({ length: 14 }, () => randomInt(10)).join('');
    order.state = 'SUCCESS';
    order.paid = { transactionId: `420000${rfc3339(at).replace(/\D/g, '').slice(0, 8)}${serial}`, openid, at };
  }

  /** An order past its time is closed by WeChat Pay. */
  #settled(order: Order): Order {
    if (order.state === 'NOTPAY' && this.#now() > order.expiresAt) order.state = 'CLOSED';
    return order;
  }

  #find(matches: (order: Order) => boolean): Order | undefined {
    for (const order of this.#orders.values()) if (matches(order)) return this.#settled(order);
    return undefined;
  }
}

/** An order as queries and notifications tell it. */
export function toTransaction({ request, tradeType, state, paid }: Order): Record<string, unknown> {
  const { appid, mchid, out_trade_no, attach, amount } = request;
  const base = {
    appid,
    mchid,
    out_trade_no,
    trade_state: state,
    trade_state_desc: descriptions[state],
    ...(attach ? { attach } : {}),
  };
  if (!paid) return { ...base, amount: { total: amount.total, currency: 'CNY' }, promotion_detail: [] };
  return {
    ...base,
    transaction_id: paid.transactionId,
    trade_type: tradeType,
    bank_type: 'OTHERS',
    success_time: rfc3339(paid.at),
    payer: { openid: paid.openid },
    amount: { total: amount.total, payer_total: amount.total, currency: 'CNY', payer_currency: 'CNY' },
  };
}
