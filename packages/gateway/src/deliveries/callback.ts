// Where the post tells of a parcel: signed with our common key, taken however often and in whichever order it comes.
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { takeLines } from './parcels.ts';
import { callbackPath } from './postService.ts';
import { findDelivery } from './store.ts';

/** @returns the HTTP status; anything but 204 makes the post call again */
async function take(
  context: Context,
  headers: Record<string, string | string[] | undefined>,
  body: Buffer,
): Promise<204 | 401 | 404> {
  const call = context.post?.readCall(headers, body);
  if (!call) {
    context.log.warn('call of the post refused');
    return 401;
  }
  const row = await findDelivery(context.database, call.orderId);
  // It may call before its answer to our order has been kept: then it calls again.
  if (row?.waybill !== call.waybill) return 404;
  await context.database.transaction((tx) => takeLines(context, tx, row, call.lines));
  return 204;
}

/** Adds the route; the server keeps the raw body, which is what the signature covers. */
export function registerPostCallback(app: FastifyInstance, context: Context): void {
  app.post(callbackPath, async (request, reply) => {
    const status = await take(context, request.headers, request.rawBody ?? Buffer.alloc(0));
    return reply.code(status).send();
  });
}
