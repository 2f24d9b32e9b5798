// Deliveries: one parcel however often it is ordered, the post's word taken in any order, originals never left behind.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DeliveryChoice } from '@onetrip/shared/contract';
import { keptDays } from '@onetrip/shared/delivery';
import { eq } from 'drizzle-orm';
import { receivePosted } from '../src/applications/postedPapers.ts';
import type { Context } from '../src/context.ts';
import { applicationPapers, applications, citizens, deliveries, notices } from '../src/database/schema/index.ts';
import { keepChoice } from '../src/deliveries/choosing.ts';
import { followParcel, orderParcel } from '../src/deliveries/parcels.ts';
import { returnUnfetched } from '../src/deliveries/pickUp.ts';
import { createPostService, type PostOrder, type PostService, type TrackLine } from '../src/deliveries/postService.ts';
import { settleDeliveries, takeStep } from '../src/deliveries/steps.ts';
import { deliveriesOf, trackOf } from '../src/deliveries/store.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const address = {
  name: '王小明',
  mobile: '13900001234',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 1 号',
};
const bothWays: DeliveryChoice = { kind: 'post', address, collectPapers: true };

describe.each(databaseKinds)('on %s', (kind) => {
  let ground: Ground;
  let context: Context;
  let applicationId: string;
  let orders: PostOrder[];
  let lines: TrackLine[];
  beforeAll(async () => {
    ground = await layGround(kind);
  });
  afterAll(() => ground.close());
  beforeEach(async () => {
    ground.jobs.length = 0;
    orders = [];
    lines = [];
    const post: PostService = {
      async order(order) {
        orders.push(order);
        return `EA${String(10_000_000 + new Set(orders.map(({ orderId }) => orderId)).size)}0CN`;
      },
      track: async () => lines,
      readCall: () => null,
    };
    context = Object.assign(Object.create(ground.context), { post }) as Context;
    applicationId = await ground.application(await ground.citizen(), { state: 'accepted' });
  });

  const inTransaction = <T>(work: Parameters<typeof ground.context.database.transaction<T>>[0]) =>
    ground.context.database.transaction(work);
  const choose = async (choice: DeliveryChoice) => {
    const [citizen] = await ground.context.database
      .select({ wrappedKey: citizens.wrappedKey })
      .from(citizens)
      .innerJoin(applications, eq(applications.citizenId, citizens.citizenId))
      .where(eq(applications.applicationId, applicationId));
    const wrappedKey = citizen?.wrappedKey ?? '';
    await inTransaction((tx) => keepChoice(context, tx, { applicationId, wrappedKey }, choice));
  };
  const row = async (direction: 'toCitizen' | 'toDepartment') => {
    const found = (await deliveriesOf(ground.context.database, applicationId)).find(
      (one) => one.direction === direction,
    );
    if (!found) throw new Error(`nothing goes ${direction}`);
    return found;
  };
  const states = async () =>
    Object.fromEntries(
      (await deliveriesOf(ground.context.database, applicationId)).map(({ direction, state }) => [direction, state]),
    );
  const become = async (state: 'delivered' | 'withdrawn') => {
    await ground.context.database
      .update(applications)
      .set({ state, open: false })
      .where(eq(applications.applicationId, applicationId));
    await inTransaction((tx) => settleDeliveries(context, tx, { applicationId, state }));
  };
  const says = async (direction: 'toCitizen' | 'toDepartment', ...events: TrackLine['event'][]) => {
    lines = events.map((event, index) => ({ seq: index + 1, event, at: '2026-03-02T10:00:00+08:00' }));
    await followParcel(context, { deliveryId: (await row(direction)).deliveryId });
  };
  const sent = (queue: string) => ground.jobs.filter((job) => job.queue === queue).length;

  test('killed after the post took the order: ordered again under the same id, which is the same parcel', async () => {
    await choose(bothWays);
    const { deliveryId } = await row('toDepartment');
    const database = Object.create(ground.context.database) as Context['database'];
    database.transaction = () => Promise.reject(new Error('killed'));
    const dying = Object.assign(Object.create(context), { database }) as Context;
    await expect(orderParcel(dying, { deliveryId })).rejects.toThrow('killed');
    await orderParcel(context, { deliveryId });
    await orderParcel(context, { deliveryId });
    expect(orders.map(({ orderId }) => orderId)).toEqual([deliveryId, deliveryId]);
    expect((await row('toDepartment')).waybill).toBe('EA100000010CN');
    expect(orders[0]?.sender).toMatchObject({ address: '浙江省杭州市西湖区文三路 1 号' });
  });

  test('the originals arrive: the paper is received, and the review begins', async () => {
    await choose(bothWays);
    await ground.context.database.insert(applicationPapers).values({
      applicationId,
      materialId: 'oldLicence',
      position: 0,
      name: { zh: '原驾驶证' },
      kind: 'paper',
      ending: 'provided',
      status: 'posted',
      queryId: `query-${applicationId}`,
    });
    await says('toDepartment', 'collected');
    expect([await states(), sent('receivePosted')]).toEqual([{ toCitizen: 'chosen', toDepartment: 'sent' }, 0]);
    await says('toDepartment', 'collected', 'inTransit', 'signed');
    await says('toDepartment', 'collected', 'inTransit', 'signed');
    expect([await states(), sent('receivePosted')]).toEqual([{ toCitizen: 'chosen', toDepartment: 'handedOver' }, 1]);
    await receivePosted(context, { applicationId });
    await receivePosted(context, { applicationId });
    expect(await ground.events(applicationId)).toEqual(['paperReceived']);
    expect(sent('review')).toBeGreaterThanOrEqual(1);
  });

  test('what was signed for has been taken, even if we were never told; nothing that comes later changes it', async () => {
    await choose({ kind: 'post', address });
    await become('delivered');
    await says('toCitizen', 'signed');
    await says('toCitizen', 'signed', 'collected', 'returned');
    expect(await states()).toEqual({ toCitizen: 'handedOver' });
    const track = await trackOf(ground.context.database, (await row('toCitizen')).deliveryId);
    expect(track.map(({ state }) => state)).toEqual(['ordered', 'handedOver']);
  });

  test('withdrawn: nothing is posted, unless the post has his originals: those are brought back', async () => {
    await choose({ kind: 'post', address });
    await become('withdrawn');
    expect(await states()).toEqual({ toCitizen: 'cancelled' });

    applicationId = await ground.application(await ground.citizen(), { state: 'accepted' });
    await choose(bothWays);
    await become('withdrawn');
    expect(await states()).toEqual({ toCitizen: 'chosen', toDepartment: 'ordered' });
    await says('toDepartment', 'collected', 'signed');
    expect(await states()).toEqual({ toCitizen: 'ordered', toDepartment: 'handedOver' });

    applicationId = await ground.application(await ground.citizen(), { state: 'accepted' });
    await choose(bothWays);
    await become('withdrawn');
    await says('toDepartment', 'returned');
    expect(await states()).toEqual({ toCitizen: 'cancelled', toDepartment: 'returned' });
  });

  test('a result nobody fetches goes back after thirty days, and he is told', async () => {
    await choose({ kind: 'pickUp', servicePointId: 'SP1' });
    await become('delivered');
    const ready = await row('toCitizen');
    await inTransaction((tx) => takeStep(context, tx, ready, 'arrive', 'servicePoint'));
    await returnUnfetched(context);
    expect(await states()).toEqual({ toCitizen: 'ready' });
    ground.pass((keptDays * 24 + 1) * 3_600_000);
    await returnUnfetched(context);
    await returnUnfetched(context);
    expect(await states()).toEqual({ toCitizen: 'returned' });
    const told = await ground.context.database.select().from(notices).where(eq(notices.applicationId, applicationId));
    expect(told.map(({ kind: about }) => about)).toEqual(['resultReady', 'resultReturned']);
  });

  test('the track is append-only, and neither address nor code stands in clear', async () => {
    await choose(bothWays);
    const { deliveryId, addressSealed } = await row('toDepartment');
    expect(addressSealed).not.toContain('文三路');
    await expect(
      ground.context.database.delete(deliveries).where(eq(deliveries.deliveryId, deliveryId)),
    ).rejects.toThrow();
  });
});

test('a call-back counts only when it is signed with our key, and fresh', () => {
  const now = new Date('2026-03-02T09:00:00+08:00');
  const service = createPostService({ url: 'http://127.0.0.1:1', key: 'common' }, () => now);
  const body = Buffer.from('{"orderId":"dlv_1","waybill":"EA100000010CN","lines":[]}');
  const call = (key: string, secondsAgo: number, content = body) => {
    const timestamp = String(Math.floor(now.getTime() / 1000) - secondsAgo);
    const signature = createHmac('sha256', key).update(`${timestamp}\n`).update(body).digest('hex');
    return service.readCall({ 'post-timestamp': timestamp, 'post-signature': signature }, content);
  };
  expect(call('common', 0)).toMatchObject({ orderId: 'dlv_1' });
  expect(call('other', 0)).toBeNull();
  expect(call('common', 301)).toBeNull();
  expect(call('common', -301)).toBeNull();
  expect(call('common', 0, Buffer.from('{}'))).toBeNull();
  expect(service.readCall({}, body)).toBeNull();
});
