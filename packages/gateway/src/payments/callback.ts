// Where WeChat Pay tells of payments and refunds. Answered with the published bodies, within its five seconds, however often it asks.
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { payments, refunds } from '../database/schema/index.ts';
import { ChannelError } from './channels/channelError.ts';
import { sameRefund } from './channels/refund.ts';
import { notificationPath, refundNotificationPath } from './channels/wechatPay.ts';
import { takeRefund } from './refunds.ts';
import { settle } from './settle.ts';

const success = { code: 'SUCCESS', message: '成功' };
const failure = { code: 'FAIL', message: '失败' };

/** What a notification came to: taken, not believed, or of something unknown. */
type Taken = 200 | 401 | 404;
interface Notification {
  headers: Record<string, string | string[] | undefined>;
  rawBody: Buffer;
}

/** Takes in a payment. */
async function takePayment(context: Context, { headers, rawBody }: Notification): Promise<Taken> {
  const trade = context.wechatPay.readNotification(headers, rawBody);
  const [payment] = await context.database
    .select({ paymentId: payments.paymentId })
    .from(payments)
    .where(eq(payments.outTradeNo, trade.outTradeNo));
  if (!payment) {
    context.log.error({ outTradeNo: trade.outTradeNo }, 'paid, but no such payment is known');
    return 404;
  }
  await context.database.transaction((tx) => settle(context, tx, payment.paymentId, trade));
  return 200;
}

/** Takes in how far a refund has come. */
async function takeRefundNotice(context: Context, { headers, rawBody }: Notification): Promise<Taken> {
  const standing = context.wechatPay.readRefundNotification(headers, rawBody);
  const [refund] = await context.database
    .select({ refundId: refunds.refundId, amountFen: refunds.amountFen, outTradeNo: payments.outTradeNo })
    .from(refunds)
    .innerJoin(payments, eq(payments.paymentId, refunds.paymentId))
    .where(eq(refunds.outRefundNo, standing.outRefundNo));
  if (!refund) {
    context.log.error({ outRefundNo: standing.outRefundNo }, 'no such refund is known');
    return 404;
  }
  const { outRefundNo } = standing;
  const told = sameRefund(standing, { outRefundNo, outTradeNo: refund.outTradeNo, amountFen: refund.amountFen });
  await context.database.transaction((tx) => takeRefund(context, tx, refund.refundId, told));
  return 200;
}

const takers = { [notificationPath]: takePayment, [refundNotificationPath]: takeRefundNotice };

/** Adds the routes; the server keeps the raw body, which is what the signature covers. */
export function registerWechatPayCallbacks(app: FastifyInstance, context: Context): void {
  for (const [path, take] of Object.entries(takers)) {
    app.post(path, async ({ headers, rawBody = Buffer.alloc(0) }, reply) => {
      const status = await take(context, { headers, rawBody }).catch((error: unknown): Taken => {
        if (!(error instanceof ChannelError)) throw error;
        context.log.warn({ reason: error.message }, 'notification of the payment channel refused');
        return 401;
      });
      // Anything but 200 makes the channel send it again.
      return reply.code(status).send(status === 200 ? success : failure);
    });
  }
}
