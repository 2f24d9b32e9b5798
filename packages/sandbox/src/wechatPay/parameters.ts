// Checks an order's parameters as WeChat Pay publishes them; anything amiss is a PARAM_ERROR naming the field.
import type { OrderRequest, TradeType } from './orders.ts';
import { parameterProblem } from './problems.ts';

const outTradeNo = /^[0-9A-Za-z_\-|*]{6,32}$/;
const rfc3339Time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/;
const known = [
  'appid',
  'mchid',
  'description',
  'out_trade_no',
  'time_expire',
  'attach',
  'notify_url',
  'goods_tag',
  'support_fapiao',
  'amount',
  'payer',
  'detail',
  'scene_info',
  'settle_info',
];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** HTTPS, or HTTP on this machine; no query string ("不能携带参数"). */
export const isNotifyUrl = (value: string): boolean => {
  if (value.length > 255 || !URL.canParse(value)) return false;
  const url = new URL(value);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return (url.protocol === 'https:' || (url.protocol === 'http:' && loopback)) && url.search === '';
};

/** The request, checked. Throws PARAM_ERROR. */
export function checkOrder(tradeType: TradeType, body: unknown, now: number): OrderRequest {
  if (!isObject(body)) throw parameterProblem('', '请求体不是JSON对象');
  const text = (field: string, longest: number): string => {
    const value = body[field];
    if (typeof value !== 'string' || value.length === 0) throw parameterProblem(field, `缺少参数${field}`);
    if ([...value].length > longest) throw parameterProblem(field, `${field}超过${longest}个字符`);
    return value;
  };
  const unknown = Object.keys(body).find((field) => !known.includes(field));
  if (unknown) throw parameterProblem(unknown, `不存在的参数${unknown}`);
  text('appid', 32);
  text('mchid', 32);
  text('description', 127);
  if (!outTradeNo.test(text('out_trade_no', 32)))
    throw parameterProblem('out_trade_no', '商户订单号为6至32位数字、大小写字母_-|*');
  if (!isNotifyUrl(text('notify_url', 255))) throw parameterProblem('notify_url', '通知地址须为不带参数的HTTPS地址');
  if (body.attach !== undefined) text('attach', 128);

  const { amount, payer, time_expire: timeExpire } = body;
  if (!isObject(amount)) throw parameterProblem('amount', '缺少参数amount');
  if (!Number.isInteger(amount.total) || Number(amount.total) < 1)
    throw parameterProblem('amount.total', '订单总金额为正整数，单位为分');
  if (amount.currency !== undefined && amount.currency !== 'CNY')
    throw parameterProblem('amount.currency', '货币类型只支持CNY');
  if (
    tradeType === 'JSAPI' &&
    !(isObject(payer) && typeof payer.openid === 'string' && payer.openid.length > 0 && payer.openid.length <= 128)
  )
    throw parameterProblem('payer.openid', '缺少参数payer.openid');
  if (tradeType === 'NATIVE' && payer !== undefined) throw parameterProblem('payer', 'Native下单没有参数payer');
  if (timeExpire !== undefined) {
    if (typeof timeExpire !== 'string' || !rfc3339Time.test(timeExpire) || Number.isNaN(Date.parse(timeExpire)))
      throw parameterProblem('time_expire', '交易结束时间须遵循rfc3339格式');
    if (Date.parse(timeExpire) <= now) throw parameterProblem('time_expire', '交易结束时间已过');
  }
  return body as OrderRequest;
}
