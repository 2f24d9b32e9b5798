// How a result reaches a citizen: his old paper collected and the new one posted by EMS, or fetched at a bank with a code.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, Consignment, CreateApplicationBody, Matter } from '@onetrip/sdk';
import { createPartnerClient, type PrivateJwk } from '@onetrip/sdk/partner';
import { passFaceCheck } from './support/faceCheck.ts';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { databases, type System, startSystem } from './support/system.ts';

const permit = 'HZ-GA-041';
const replacement = 'HZ-JJ-026';
/** An original the applicant has to hand in. */
const original: Matter['materials'][number] = {
  id: 'oldLicence',
  name: { zh: '原机动车驾驶证', en: 'Present driving licence' },
  kind: 'paper',
  ending: 'provided',
  byLaw: '《机动车驾驶证申领和使用规定》（公安部令162号）第64条',
  reason: { zh: '领取新证时收回', en: 'Taken back when the new one is handed out' },
};
const address = {
  name: '王思远',
  mobile: '13900001234',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 1 号',
};

async function until<T>(read: () => Promise<T>, reached: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + 40_000; ; ) {
    const value = await read();
    if (reached(value)) return value;
    if (Date.now() > end) throw new Error(`did not happen within 40 s: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

describe.each(databases)('on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ database, sandbox: { postLegMs: 150 } });
  }, 120_000);
  afterAll(() => system.close());

  /** Publishes the replacement of a licence anew, with the original to be handed in. */
  const askForOriginal = async () => {
    const office = await system.officer('reformOffice');
    const { version: _version, ...guide } = await system.client().matters.get(replacement);
    const matter = { ...guide, materials: [...guide.materials, original] };
    const { items } = await office.publications.list({ limit: 1 });
    const base = items[0]?.publicationId ?? '';
    await office.publications.create({ base, reason: '收回旧证', changes: [{ matterId: replacement, matter }] });
    await until(
      () => system.client().deliveries.options(replacement),
      ({ collectPapers }) => collectPapers,
    );
  };
  const pay = async (client: Client, applicationId: string, idNumber: string) => {
    const { billId } = await client.applications.waitFor(applicationId, {
      until: ({ awaitingPayment }) => awaitingPayment,
      timeoutMs: 45_000,
    });
    const { codeUrl } = await client.payments.create({ billId: billId ?? '', channel: 'wechatNative' });
    expect(await system.phone.pay(codeUrl ?? '', idNumber)).toBe('paid');
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 45_000 });
  };
  const consignment = async (client: Client, applicationId: string, direction: Consignment['direction']) =>
    (await client.deliveries.get(applicationId)).consignments.find((one) => one.direction === direction);
  const reached = (client: Client, applicationId: string, direction: Consignment['direction'], state: string) =>
    until(
      () => consignment(client, applicationId, direction),
      (one) => one?.state === state,
    );
  const frame = async (partner: 'bank' | 'dealer', point = 0) => {
    const { keyId, privateKey, serviceKeys, servicePoints, origins } = system.partners[partner];
    const baseUrl = system.gatewayUrl;
    const backEnd = createPartnerClient({ baseUrl, keyId, privateKey: privateKey as PrivateJwk, serviceKeys });
    const { clientToken } = await backEnd.embedSessions.create({
      servicePointId: servicePoints[point]?.servicePointId ?? '',
      operator: { id: 'e1024', name: '柜员甲' },
      origin: origins[0] ?? '',
    });
    const client = system.client();
    client.setToken(clientToken);
    return client;
  };

  test('what a matter offers follows its channels; what is not offered is refused field by field', async () => {
    const { client } = await system.signedIn('陈雨桐');
    const { kinds, pickUpPoints, collectPapers } = await client.deliveries.options(replacement);
    expect([kinds, collectPapers]).toEqual([['electronic', 'post', 'pickUp'], false]);
    expect(pickUpPoints.map(({ servicePointId }) => servicePointId)).toContain('SP0050');
    const refused = async (matterId: string, delivery: CreateApplicationBody['delivery'], field: string) =>
      expect(client.applications.create({ ...(await filingOf(client, matterId)), delivery })).rejects.toMatchObject({
        code: 'invalid_request',
        fields: [{ field: `delivery.${field}` }],
      });
    await refused(permit, { kind: 'post', address }, 'kind');
    await refused(replacement, { kind: 'post' }, 'address');
    await refused(replacement, { kind: 'post', address, collectPapers: true }, 'collectPapers');
    await refused(replacement, { kind: 'pickUp' }, 'servicePointId');
    await refused(replacement, { kind: 'pickUp', servicePointId: 'SP0130' }, 'servicePointId');
    await refused(replacement, { kind: 'electronic', address }, 'address');
  });

  test('fetched at a bank: it comes there, he is told, and only the code opens the drawer', async () => {
    const { client, person } = await system.signedIn('王思远');
    const filing = await filingOf(client, replacement);
    const delivery = { kind: 'pickUp', servicePointId: 'SP0050' } as const;
    const { applicationId, acceptanceNumber } = await client.applications.create({ ...filing, delivery });
    const clerk = await frame('bank');
    await expect(clerk.deliveries.arrive({ acceptanceNumber })).rejects.toMatchObject({ code: 'not_found' });
    await pay(client, applicationId, person.idNumber);
    for (const stranger of [await frame('dealer'), await frame('bank', 1)]) {
      await expect(stranger.deliveries.arrive({ acceptanceNumber })).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await clerk.deliveries.arrive({ acceptanceNumber })).toEqual({ acceptanceNumber, state: 'ready' });
    expect(await clerk.deliveries.arrive({ acceptanceNumber })).toEqual({ acceptanceNumber, state: 'ready' });
    const ready = await consignment(client, applicationId, 'toCitizen');
    const code = ready?.pickUpCode ?? '';
    expect(code).toMatch(/^\d{6}$/);
    // Whoever has the code has the result: an agent who may only look sees where it is, and not the code.
    const { client: agent, person: neighbour } = await system.signedIn('李文博');
    await passFaceCheck(agent);
    const { name, idNumber } = neighbour;
    for (const [power, told] of [
      ['see', null],
      ['file', code],
    ] as const) {
      const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
      const offer = { side: 'principal', other: { name, idNumber }, scope: {}, power, until } as const;
      const { delegationId } = await client.delegations.propose(offer);
      await agent.delegations.accept(delegationId);
      const { consignments } = await agent.deliveries.get(applicationId, { onBehalfOf: delegationId });
      expect(consignments).toEqual([expect.objectContaining({ state: 'ready', pickUpCode: told })]);
    }
    expect((await client.notices.list()).items.filter(({ kind }) => kind === 'resultReady')).toHaveLength(1);
    const wrong = code === '000000' ? '000001' : '000000';
    await expect(clerk.deliveries.handOver({ acceptanceNumber, code: wrong })).rejects.toMatchObject({
      code: 'pick_up_code_wrong',
    });
    expect(await clerk.deliveries.handOver({ acceptanceNumber, code })).toEqual({
      acceptanceNumber,
      state: 'handedOver',
    });
    await expect(clerk.deliveries.handOver({ acceptanceNumber, code })).rejects.toMatchObject({ code: 'not_found' });
    expect((await consignment(client, applicationId, 'toCitizen'))?.pickUpCode).toBeNull();
  });

  test('after five wrong codes not even the right one opens it', async () => {
    const { client, person } = await system.signedIn('许志坚');
    const filing = await filingOf(client, replacement);
    const delivery = { kind: 'pickUp', servicePointId: 'SP0050' } as const;
    const { applicationId, acceptanceNumber } = await client.applications.create({ ...filing, delivery });
    await pay(client, applicationId, person.idNumber);
    const clerk = await frame('bank');
    await clerk.deliveries.arrive({ acceptanceNumber });
    const code = (await consignment(client, applicationId, 'toCitizen'))?.pickUpCode ?? '';
    const guesses = Array.from({ length: 5 }, (_, index) =>
      String((Number(code) + index + 1) % 1_000_000).padStart(6, '0'),
    );
    const answers = await Promise.allSettled(
      guesses.map((guess) => clerk.deliveries.handOver({ acceptanceNumber, code: guess })),
    );
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(clerk.deliveries.handOver({ acceptanceNumber, code })).rejects.toMatchObject({
      code: 'pick_up_locked',
    });
  });

  test('chosen anew until it is on its way; once it is issued, only where nothing was chosen', async () => {
    const { client, person } = await system.signedIn('王思远');
    const { applicationId } = await client.applications.create(await filingOf(client, replacement));
    expect(await client.deliveries.get(applicationId)).toEqual({ kind: 'electronic', consignments: [] });
    const fetched = await client.deliveries.choose(applicationId, { kind: 'pickUp', servicePointId: 'SP0050' });
    expect(fetched).toMatchObject({ kind: 'pickUp', consignments: [{ state: 'chosen', servicePointId: 'SP0050' }] });
    expect(await client.deliveries.choose(applicationId, { kind: 'electronic' })).toMatchObject({ consignments: [] });
    const refused = (choice: Parameters<typeof client.deliveries.choose>[1], field: string) =>
      expect(client.deliveries.choose(applicationId, choice)).rejects.toMatchObject({
        code: 'invalid_request',
        fields: [{ field: `delivery.${field}` }],
      });
    await refused({ kind: 'post' }, 'address');
    await refused({ kind: 'post', address, collectPapers: true }, 'collectPapers');
    const { client: stranger } = await system.signedIn('陈雨桐');
    const electronic = { kind: 'electronic' } as const;
    await expect(stranger.deliveries.choose(applicationId, electronic)).rejects.toMatchObject({ code: 'not_found' });

    await pay(client, applicationId, person.idNumber);
    const idempotencyKey = await client.newIdempotencyKey();
    const choice = { kind: 'post', address: { ...address, mobile: '13900009012' } } as const;
    const posted = await client.deliveries.choose(applicationId, choice, { idempotencyKey });
    expect(posted).toMatchObject({ kind: 'post', consignments: [{ state: 'ordered' }] });
    expect(await client.deliveries.choose(applicationId, choice, { idempotencyKey })).toEqual(posted);
    await expect(client.deliveries.choose(applicationId, electronic)).rejects.toMatchObject({
      code: 'delivery_under_way',
    });
    await reached(client, applicationId, 'toCitizen', 'handedOver');
  });

  test('both ways by post: EMS collects the old licence, the department renews it, EMS brings the new one', async () => {
    const { client, person } = await system.signedIn('王思远');
    await askForOriginal();
    const filing = await filingOf(client, replacement);
    await expect(client.applications.create(filing)).rejects.toMatchObject({ code: 'paper_required' });
    const delivery = { kind: 'post', address, collectPapers: true } as const;
    const filed = await client.applications.create({ ...filing, delivery });
    expect(filed.papers.find(({ materialId }) => materialId === 'oldLicence')?.status).toBe('posted');
    await reached(client, filed.applicationId, 'toDepartment', 'handedOver');
    await pay(client, filed.applicationId, person.idNumber);
    const brought = await reached(client, filed.applicationId, 'toCitizen', 'handedOver');
    expect(brought?.waybill).toMatch(/^EA\d{9}CN$/);
    expect(brought?.track.map(({ sentence }) => sentence.zh)).toEqual([
      '已约邮政上门取件。',
      '已寄出，请您留意收件电话。',
      '已签收。',
    ]);
    const { papers } = await client.applications.get(filed.applicationId);
    expect(papers.find(({ materialId }) => materialId === 'oldLicence')?.status).toBe('received');
    const parcels = (await system.phone.parcels()).filter(({ recipient, sender }) =>
      [recipient.mobile, sender.mobile].includes(address.mobile),
    );
    expect(parcels).toHaveLength(2);
    const { items } = await client.notices.list();
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['paymentAsked', 'delivered', 'resultSent']));
  });

  test('withdrawn while his original is under way: it is brought back to him; the post may lose every call-back', async () => {
    await system.phone.switch('post', { dropNotifications: true });
    const { client } = await system.signedIn('王思远');
    const filing = await filingOf(client, replacement);
    const delivery = { kind: 'post', address: { ...address, mobile: '13900005678' }, collectPapers: true } as const;
    const { applicationId } = await client.applications.create({ ...filing, delivery });
    await client.applications.withdraw(applicationId);
    await reached(client, applicationId, 'toCitizen', 'handedOver');
    await system.phone.allWell();
  });

  test('a call-back that is not the post’s changes nothing', async () => {
    const forged = await fetch(`${system.gatewayUrl}/callbacks/post`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'post-timestamp': String(Math.floor(Date.now() / 1000)),
        'post-signature': '0'.repeat(64),
      },
      body: '{"orderId":"dlv_1","waybill":"EA000000000CN","lines":[]}',
    });
    expect(forged.status).toBe(401);
  });

  test('the address stands nowhere in clear, and no identity number in any log', async () => {
    if (database === 'postgres') expect(await system.stored()).not.toContain(address.street);
    expect(system.traces()).not.toContain(address.street);
    await expectNoIdentityNumbers(system);
  });
});
