// WeChat Pay v3 over HTTP, for one merchant: place (JSAPI, Native), query, close, refund, certificates.
import { X509Certificate } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SandboxOptions } from '../options.ts';
import { obeySwitches, type SwitchBoard } from '../switches.ts';
import { rfc3339 } from '../time.ts';
import { makeMerchantCheck } from './authorization.ts';
import type { Notifier } from './notifications.ts';
import { type Orders, type TradeType, toTransaction } from './orders.ts';
import { checkOrder } from './parameters.ts';
import type { Platform } from './platform.ts';
import { PayProblem, parameterProblem } from './problems.ts';
import type { Refunds } from './refunds.ts';

const transactions = '/wechat-pay/v3/pay/transactions';

/** Mounts `/wechat-pay/v3/…`. `isOpenid`: whether an openid is somebody's in this app. */
export function playWechatPay(
  app: FastifyInstance,
  deps: {
    options: SandboxOptions;
    orders: Orders;
    refunds: Refunds;
    notifier: Notifier;
    platform: Platform;
    board: SwitchBoard;
    now: () => number;
    isOpenid: (openid: string) => boolean;
  },
): void {
  const { options, orders, refunds, notifier, platform, board, now, isOpenid } = deps;
  const { wechatPay, wechat } = options;
  const checkMerchant = makeMerchantCheck(wechatPay, now);

  obeySwitches(app, board, () => 'wechatPay', false);
  app.addHook('preValidation', async ({ method, url, bodyBytes, headers }) => {
    checkMerchant({ method, url, body: bodyBytes.toString('utf8'), authorization: headers.authorization });
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const problem =
      error instanceof PayProblem
        ? error
        : new PayProblem(
            error.statusCode && error.statusCode < 500 ? 'INVALID_REQUEST' : 'SYSTEM_ERROR',
            '系统异常，请稍后重试',
          );
    return reply.code(problem.status).send(problem.toBody());
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode === 503) return payload;
    const wanted = request.headers['wechatpay-serial'];
    const body = typeof payload === 'string' ? payload : '';
    const { wrongSignature } = board.of('wechatPay');
    reply.headers(platform.sign(body, { forged: wrongSignature, ...(typeof wanted === 'string' ? { wanted } : {}) }));
    return payload;
  });

  const place = (tradeType: TradeType, body: unknown) => {
    const request = checkOrder(tradeType, body, now());
    if (request.mchid !== wechatPay.merchantId) throw parameterProblem('mchid', '商户号与签名商户号不一致');
    if (request.appid !== wechat.appId) throw new PayProblem('APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配');
    if (request.payer && !isOpenid(request.payer.openid))
      throw new PayProblem('OPENID_MISMATCH', 'openid和appid不匹配');
    return orders.place(tradeType, request);
  };
  const belongsTo = (mchid: unknown): void => {
    if (mchid !== wechatPay.merchantId) throw parameterProblem('mchid', '商户号与签名商户号不一致');
  };

  app.post(`${transactions}/jsapi`, async ({ body }) => ({ prepay_id: place('JSAPI', body).prepayId }));
  app.post(`${transactions}/native`, async ({ body }) => ({ code_url: place('NATIVE', body).codeUrl }));

  app.get<{ Params: { outTradeNo: string }; Querystring: { mchid?: string } }>(
    `${transactions}/out-trade-no/:outTradeNo`,
    async ({ params, query }) => {
      belongsTo(query.mchid);
      return toTransaction(orders.byOutTradeNo(params.outTradeNo));
    },
  );
  app.get<{ Params: { transactionId: string }; Querystring: { mchid?: string } }>(
    `${transactions}/id/:transactionId`,
    async ({ params, query }) => {
      belongsTo(query.mchid);
      return toTransaction(orders.byTransactionId(params.transactionId));
    },
  );
  app.post<{ Params: { outTradeNo: string }; Body: { mchid?: unknown } | undefined }>(
    `${transactions}/out-trade-no/:outTradeNo/close`,
    async ({ params, body }, reply) => {
      belongsTo(body?.mchid);
      orders.close(orders.byOutTradeNo(params.outTradeNo));
      return reply.code(204).send();
    },
  );

  app.post('/wechat-pay/v3/refund/domestic/refunds', async ({ body }) => {
    const { refund, arrivesInMs } = refunds.request(body);
    const shown = () => refunds.show(refund);
    if (arrivesInMs !== null) notifier.announceRefund(refund, shown, arrivesInMs);
    return shown();
  });
  app.get<{ Params: { outRefundNo: string } }>(
    '/wechat-pay/v3/refund/domestic/refunds/:outRefundNo',
    async ({ params }) => refunds.show(refunds.byNumber(params.outRefundNo)),
  );

  const certificate = new X509Certificate(wechatPay.platformCertificate);
  app.get('/wechat-pay/v3/certificates', async () => ({
    data: [
      {
        serial_no: platform.certificateSerial,
        effective_time: rfc3339(Date.parse(certificate.validFrom)),
        expire_time: rfc3339(Date.parse(certificate.validTo)),
        encrypt_certificate: platform.seal(wechatPay.platformCertificate, 'certificate'),
      },
    ],
  }));
}
