// Choosing a plate number over HTTP: for the citizen's own car, one at a time, and only from what was offered.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@onetrip/sdk';
import { atCounter } from './support/atCounter.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { type System, startSystem } from './support/system.ts';

let system: System;
let client: Client;
let vin: string;
beforeAll(async () => {
  system = await startSystem();
  const buyer = await system.signedIn('周晓岚');
  client = buyer.client;
  vin = buyer.person.vehicles.find(({ plateNumber }) => plateNumber === null)?.vin ?? '';
});
afterAll(() => system.close());

const code = (expected: string) => expect.objectContaining({ code: expected });

test('an offer stands while it lasts: asking again gives no other numbers', async () => {
  const first = await client.plates.offer({ kind: 'newEnergySmall', vin });
  const again = await client.plates.offer({ kind: 'newEnergySmall', vin });
  expect(new Set(first.numbers).size).toBe(50);
  expect(again).toEqual(first);
});

test('one of them is taken; the same again changes nothing; any other number is refused', async () => {
  const { offerId, numbers } = await client.plates.offer({ kind: 'newEnergySmall', vin });
  const number = numbers[0] ?? '';
  const taken = await client.plates.reserve({ offerId, number });
  expect(taken).toMatchObject({ number, vin, kind: 'newEnergySmall' });
  expect(await client.plates.reserve({ offerId, number })).toEqual(taken);
  await expect(client.plates.reserve({ offerId, number: '浙A88888' })).rejects.toEqual(code('plate_not_offered'));
  const { client: other } = await system.signedIn('王思远');
  await expect(other.plates.reserve({ offerId, number })).rejects.toEqual(code('not_found'));
});

test('nobody is offered numbers before he was checked, nor for a car that cannot be', async () => {
  const { mobile } = await system.phone.person('许志坚');
  const unchecked = system.client();
  await unchecked.identity.sendCode({ mobile });
  const { token } = await unchecked.identity.signIn({
    kind: 'mobile',
    mobile,
    code: await system.phone.loginCode(mobile),
  });
  unchecked.setToken(token);
  await expect(unchecked.plates.offer({ kind: 'small', vin })).rejects.toEqual(code('identity_level_too_low'));
  await expect(client.plates.offer({ kind: 'small', vin: 'LATPAB071W1005302' })).rejects.toEqual(
    expect.objectContaining({ code: 'invalid_request', fields: [expect.objectContaining({ field: 'vin' })] }),
  );
});

test('filing without a number taken, or with one taken for nobody, is refused', async () => {
  const situation = { energy: 'newEnergy' };
  const plan = await client.matters.plan('HZ-JJ-001', { situation });
  const filing = {
    matterId: 'HZ-JJ-001',
    situation,
    commitments: plan.commitments.map(({ materialId }) => materialId),
    noticeAcknowledged: true,
  };
  const field = plan.forms.find(({ type }) => type === 'plateReservation')?.id ?? '';
  const form = Object.fromEntries(
    plan.forms.map(({ id, type, options }) => [id, type === 'vin' ? vin : (options?.[0]?.value ?? '13900001234')]),
  );
  await expect(client.applications.create({ ...filing, form: { ...form, [field]: 'plate_none' } })).rejects.toEqual(
    code('plate_reservation_missing'),
  );
  expect((await client.applications.list()).items).toEqual([]);
});

test('a petrol car gets no green plate: not by another answer, and not without the certificate saying so', async () => {
  const { client: buyer, person } = await system.signedIn('李文博');
  const petrol = person.vehicles.find(({ plateNumber }) => plateNumber === null)?.vin ?? '';
  const file = async (energy: string, kind: 'small' | 'newEnergySmall') => {
    const { offerId, numbers } = await buyer.plates.offer({ kind, vin: petrol });
    const { reservationId } = await buyer.plates.reserve({ offerId, number: numbers[0] ?? '' });
    const form = { vin: petrol, plateReservation: reservationId, mobile: person.mobile };
    const situation = { energy };
    return buyer.applications.create({
      matterId: 'HZ-JJ-001',
      situation,
      form,
      commitments: [],
      noticeAcknowledged: true,
    });
  };
  await expect(file('ordinary', 'newEnergySmall')).rejects.toEqual(code('plate_reservation_missing'));
  const { applicationId } = await file('newEnergy', 'newEnergySmall');
  const settled = await buyer.applications.waitFor(applicationId, {
    until: ({ papers }) => papers.every(({ status }) => status !== 'pending'),
  });
  expect(settled.papers).toContainEqual(expect.objectContaining({ materialId: 'newEnergy', status: 'negative' }));
  // The contradiction goes to the traffic police's own case system, and a person there refuses it.
  const decided = await buyer.applications.waitFor(applicationId, { until: ({ decidedAt }) => decidedAt !== null });
  expect(decided).toMatchObject({ state: 'rejected', billId: null, licenceIds: [] });
});

test('a counter that registers no cars hands out no numbers', async () => {
  const teller = await atCounter(system, 'bank', '陈雨桐');
  await expect(teller.plates.offer({ kind: 'newEnergySmall', vin })).rejects.toEqual(code('matter_not_offered_here'));
});

test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
