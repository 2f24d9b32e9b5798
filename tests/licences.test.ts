// A licence over HTTP: its holder has it, nobody else does, and anybody can verify it, even without asking the service.
import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client, Licence } from '@onetrip/sdk';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { type System, startSystem } from './support/system.ts';

let system: System;
let holder: Client;
let licence: Licence;
beforeAll(async () => {
  system = await startSystem();
  const { client } = await system.signedIn('陈雨桐');
  holder = client;
  const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
  const { licenceIds } = await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 45_000 });
  licence = await client.licences.get(licenceIds[0] ?? '');
});
afterAll(() => system.close());

test('it names holder, issuer and dates, shows no identity number, and is in the list', async () => {
  expect(licence).toMatchObject({ holder: '陈*桐', state: 'valid', kind: 'residencePermit' });
  const { idNumber } = await system.phone.person('陈雨桐');
  expect(JSON.stringify(licence)).not.toContain(idNumber);
  const { items } = await holder.licences.list();
  expect(items.map(({ licenceId }) => licenceId)).toEqual([licence.licenceId]);
});

test('anybody verifies it through the service, signed in or not', async () => {
  expect(await system.client().licences.verify({ jws: licence.jws })).toMatchObject({
    valid: true,
    reason: null,
    licenceNumber: licence.licenceNumber,
    holder: '陈*桐',
  });
});

test('anybody verifies it offline with the published keys; the payload holds no more than what is shown', async () => {
  const { keys } = await system.client().licences.keys();
  const [head = '', payload = '', signature = ''] = licence.jws.split('.');
  const decoded = (part: string) => Buffer.from(part, 'base64url').toString('utf8');
  const { alg, kid } = JSON.parse(decoded(head)) as { alg: string; kid: string };
  const published = keys.find((key) => key.kid === kid);
  expect([alg, published?.alg]).toEqual(['EdDSA', 'EdDSA']);
  const { kty, crv, x } = published ?? {};
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  const signed = Buffer.from(`${head}.${payload}`);
  expect(verify(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
  const { idNumber, name } = await system.phone.person('陈雨桐');
  for (const secret of [idNumber, name]) expect(decoded(payload)).not.toContain(secret);
  expect(JSON.stringify(keys)).not.toContain('"d"');
});

test('a forged one is told apart from one that cannot be read', async () => {
  const [head, payload = '', signature] = licence.jws.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const other = Buffer.from(JSON.stringify({ ...claims, h: '王*' })).toString('base64url');
  const client = system.client();
  expect(await client.licences.verify({ jws: `${head}.${other}.${signature}` })).toMatchObject({
    valid: false,
    reason: 'signature',
    holder: null,
  });
  expect(await client.licences.verify({ jws: 'https://example.org' })).toMatchObject({
    valid: false,
    reason: 'malformed',
  });
});

test('another citizen does not find it', async () => {
  const { client } = await system.signedIn('王思远');
  await expect(client.licences.get(licence.licenceId)).rejects.toEqual(expect.objectContaining({ code: 'not_found' }));
  expect((await client.licences.list()).items).toEqual([]);
});

test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
