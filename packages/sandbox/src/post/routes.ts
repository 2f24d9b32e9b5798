// Mounts the post: orders, tracks, and the table a test reads.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { obeySwitches, type SwitchBoard } from '../switches.ts';
import type { Order, Post } from './parcels.ts';

const party = {
  type: 'object',
  required: ['name', 'mobile', 'address'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 100 },
    mobile: { type: 'string', pattern: '^[0-9-]{5,20}$' },
    address: { type: 'string', minLength: 6, maxLength: 400 },
  },
} as const;
const orderBody = {
  type: 'object',
  required: ['orderId', 'sender', 'recipient', 'callback'],
  additionalProperties: false,
  properties: {
    orderId: { type: 'string', pattern: '^[\\w-]{1,64}$' },
    sender: party,
    recipient: party,
    callback: { type: 'string', maxLength: 300, pattern: '^https?://' },
  },
} as const;

/** Mounts `/post/orders` and `/post/orders/:orderId/track`. */
export function playPost(app: FastifyInstance, post: Post, key: string, board: SwitchBoard): void {
  obeySwitches(app, board, () => 'post', false);
  const expected = Buffer.from(`Bearer ${key}`);
  app.addHook('preValidation', async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return reply.code(401).send({ error: 'key' });
  });
  app.setErrorHandler((error: { validation?: unknown; statusCode?: number }, _request, reply) =>
    reply.code(error.validation ? 400 : (error.statusCode ?? 500)).send({ error: 'malformed' }),
  );
  app.post<{ Body: Order }>('/post/orders', { schema: { body: orderBody } }, async ({ body }, reply) => {
    const parcel = post.take(body);
    if (!parcel) return reply.code(409).send({ error: 'other_order' });
    return reply.code(201).send({ orderId: parcel.orderId, waybill: parcel.waybill });
  });
  app.get<{ Params: { orderId: string } }>('/post/orders/:orderId/track', async ({ params }, reply) => {
    const parcel = post.find(params.orderId);
    return parcel ? { lines: parcel.lines } : reply.code(404).send({ error: 'unknown_order' });
  });
}

/** Mounts `/phone/parcels`: what couriers were asked to carry. The product never calls this. */
export function playParcels(app: FastifyInstance, post: Post): void {
  app.get('/phone/parcels', async () => ({ items: post.all() }));
}
