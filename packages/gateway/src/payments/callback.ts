// Where WeChat Pay tells of a payment. Answered with the published bodies, within its five seconds, however often it asks.
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { payments } from '../database/schema/index.ts';
import { ChannelError } from './channels/channelError.ts';
import { notificationPath } from './channels/wechatPay.ts';
import { settle } from './settle.ts';

const success = { code: 'SUCCESS', message: '成功' };
const failure = { code: 'FAIL', message: '失败' };

/** Takes in one notification. @returns the HTTP status; anything but 200 makes the channel send it again */
async function takeNotification(
  context: Context,
  headers: Record<string, string | string[] | undefined>,
  rawBody: Buffer,
): Promise<200 | 401 | 404> {
  try {
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
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    context.log.warn({ reason: error.message }, 'payment notification refused');
    return 401;
  }
}

/** Adds the route; the server keeps the raw body, which is what the signature covers. */
export function registerWechatPayCallback(app: FastifyInstance, context: Context): void {
  app.post(notificationPath, async (request, reply) => {
    const status = await takeNotification(context, request.headers, request.rawBody ?? Buffer.alloc(0));
    return reply.code(status).send(status === 200 ? success : failure);
  });
}
