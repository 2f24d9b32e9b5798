// Choosing a plate number over HTTP: for the citizen's own car, one at a time, and only from what was offered.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@onetrip/sdk';
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

test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
