// The refunds of WeChat Pay: asked for under a number that makes them the same again, never more than was paid.
import { randomInt } from 'node:crypto';
import { rfc3339 } from '../time.ts';
import type { Order, Orders } from './orders.ts';
import { isNotifyUrl, isObject } from './parameters.ts';
import { PayProblem, parameterProblem } from './problems.ts';

/** What a merchant asks for a refund with. */
export type RefundRequest = {
  out_trade_no: string;
  out_refund_no: string;
  reason?: string;
  notify_url?: string;
  amount: { refund: number; total: number; currency: string };
};

/** A refund. */
export type Refund = {
  request: RefundRequest;
  order: Order;
  refundId: string;
  requestedAt: number;
  arrivesAt: number;
};

/** How long money is on its way here; with a bank it takes from seconds to days. */
const onItsWayMs = 300;
const longestMs = 365 * 24 * 3_600_000;
const mostOfOne = 50;
const known = ['out_trade_no', 'out_refund_no', 'reason', 'notify_url', 'amount'];
const knownAmount = ['refund', 'total', 'currency'];

/** The request, checked. Throws PARAM_ERROR. */
function checkRefund(body: unknown): RefundRequest {
  if (!isObject(body)) throw parameterProblem('', '请求体不是JSON对象');
  const { amount, out_trade_no: outTradeNo, out_refund_no: outRefundNo, reason, notify_url: notifyUrl } = body;
  const unknown = Object.keys(body).find((field) => !known.includes(field));
  if (unknown) throw parameterProblem(unknown, `不存在的参数${unknown}`);
  if (typeof outTradeNo !== 'string') throw parameterProblem('out_trade_no', '缺少参数out_trade_no');
  if (typeof outRefundNo !== 'string' || !/^[0-9A-Za-z_\-|*@]{1,64}$/.test(outRefundNo))
    throw parameterProblem('out_refund_no', '商户退款单号为1至64位数字、大小写字母_-|*@');
  if (reason !== undefined && (typeof reason !== 'string' || [...reason].length > 80))
    throw parameterProblem('reason', 'reason超过80个字符');
  if (notifyUrl !== undefined && (typeof notifyUrl !== 'string' || !isNotifyUrl(notifyUrl)))
    throw parameterProblem('notify_url', '通知地址须为不带参数的HTTPS地址');
  if (!isObject(amount) || Object.keys(amount).some((field) => !knownAmount.includes(field)))
    throw parameterProblem('amount', '缺少参数amount');
  for (const field of ['refund', 'total'] as const)
    if (!Number.isInteger(amount[field]) || Number(amount[field]) < 1)
      throw parameterProblem(`amount.${field}`, '金额为正整数，单位为分');
  if (amount.currency !== 'CNY') throw parameterProblem('amount.currency', '货币类型只支持CNY');
  return body as RefundRequest;
}

const sameRequest = (one: RefundRequest, other: RefundRequest): boolean =>
  one.out_trade_no === other.out_trade_no &&
  one.amount.refund === other.amount.refund &&
  one.amount.total === other.amount.total;

/** All refunds of the merchant. */
export class Refunds {
  readonly #refunds = new Map<string, Refund>();
  readonly #orders: Orders;
  readonly #now: () => number;

  constructor(orders: Orders, now: () => number) {
    this.#orders = orders;
    this.#now = now;
  }

  /**
   * Takes a refund; the same again is the same. Throws PARAM_ERROR, RESOURCE_NOT_EXISTS, INVALID_REQUEST.
   * @returns the refund, and how long until it arrives where it is new
   */
  request(body: unknown): { refund: Refund; arrivesInMs: number | null } {
    const request = checkRefund(body);
    const again = this.#refunds.get(request.out_refund_no);
    if (again) {
      if (!sameRequest(again.request, request))
        throw new PayProblem('INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试');
      return { refund: again, arrivesInMs: null };
    }
    const order = this.#paidOrder(request.out_trade_no);
    if (order.request.amount.total !== request.amount.total)
      throw new PayProblem('INVALID_REQUEST', '订单金额与原订单不一致');
    const before = [...this.#refunds.values()].filter((one) => one.order === order);
    const returned = before.reduce((sum, one) => sum + one.request.amount.refund, 0);
    if (returned + request.amount.refund > request.amount.total)
      throw new PayProblem('INVALID_REQUEST', '申请退款金额大于订单可退金额');
    if (before.length >= mostOfOne) throw new PayProblem('INVALID_REQUEST', '一笔订单最多支持50次部分退款');
    const now = this.#now();
    const serial = Array.from({ length: 14 }, () => randomInt(10)).join('');
    const refundId = `503000${rfc3339(now).replace(/\D/g, '').slice(0, 8)}${serial}`;
    const refund = { request, order, refundId, requestedAt: now, arrivesAt: now + onItsWayMs };
    this.#refunds.set(request.out_refund_no, refund);
    order.state = 'REFUND';
    return { refund, arrivesInMs: onItsWayMs };
  }

  /** Throws RESOURCE_NOT_EXISTS. */
  byNumber(outRefundNo: string): Refund {
    const refund = this.#refunds.get(outRefundNo);
    if (!refund) throw new PayProblem('RESOURCE_NOT_EXISTS', '退款单不存在');
    return refund;
  }

  /** Every refund, in the order they were asked for. */
  all(): Refund[] {
    return [...this.#refunds.values()];
  }

  /** A refund as answers and queries tell it. */
  show({ request, order, refundId, requestedAt, arrivesAt }: Refund): Record<string, unknown> {
    const arrived = this.#now() >= arrivesAt;
    const { refund, total } = request.amount;
    return {
      refund_id: refundId,
      out_refund_no: request.out_refund_no,
      transaction_id: order.paid?.transactionId,
      out_trade_no: request.out_trade_no,
      channel: 'ORIGINAL',
      user_received_account: '支付用户零钱',
      ...(arrived ? { success_time: rfc3339(arrivesAt) } : {}),
      create_time: rfc3339(requestedAt),
      status: arrived ? 'SUCCESS' : 'PROCESSING',
      amount: {
        total,
        refund,
        payer_total: total,
        payer_refund: refund,
        settlement_refund: refund,
        settlement_total: total,
        discount_refund: 0,
        currency: 'CNY',
      },
    };
  }

  #paidOrder(outTradeNo: string): Order {
    const order = this.#orders.byOutTradeNo(outTradeNo);
    if (!order.paid) throw new PayProblem('INVALID_REQUEST', '订单未支付，不能退款');
    if (this.#now() - order.paid.at > longestMs) throw new PayProblem('INVALID_REQUEST', '订单已超过可退款期限');
    return order;
  }
}
