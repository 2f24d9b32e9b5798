// Waiting: a change is told when it happens, and nobody who waits learns more than he may.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Application } from '@onetrip/sdk';
import { filingOf } from './support/filing.ts';
import { databases, type System, startSystem } from './support/system.ts';

describe.each(databases)('waiting on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ database });
  });
  afterAll(() => system.close());

  test('an answer is held back until something changes, and comes unchanged when the time is over', async () => {
    const { client } = await system.signedIn('王思远');
    const filed = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    const { applicationId } = filed;
    const settled = await client.applications.waitFor(applicationId);
    const { updatedAt: after } = settled;
    expect(await client.applications.get(applicationId, { after, waitSeconds: 1 })).toEqual(settled);
    // What is known is old: there is nothing to wait for.
    const known = { after: filed.filedAt, waitSeconds: 10 };
    expect(await client.applications.get(applicationId, known)).toEqual(settled);
    const { client: other } = await system.signedIn('陈雨桐');
    const refused = other.applications.get(applicationId, { after, waitSeconds: 10 });
    await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  }, 60_000);

  test('of one caller eight wait at a time; the ninth is answered at once', async () => {
    const { client, person } = await system.signedIn('周晓岚');
    const { mobile } = person;
    const before = await system.phone.lastCode(mobile);
    await client.identity.sendCode({ mobile });
    const code = await system.phone.loginCode(mobile, before);
    const { token } = await client.identity.signIn({ kind: 'mobile', mobile, code });
    // Each a client of its own: one client would make one request of the same question.
    const windows = Array.from({ length: 9 }, () => {
      const window = system.client();
      window.setToken(token);
      return window;
    });
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
    const unpaid = await client.applications.waitFor(applicationId, {
      until: ({ awaitingPayment }) => awaitingPayment,
      timeoutMs: 45_000,
    });
    const { updatedAt: after } = unpaid;
    const wait = { after, waitSeconds: 10, maxAttempts: 1 };
    const answered: Application[] = [];
    const waits = windows.map(async (window) => {
      answered.push(await window.applications.get(applicationId, wait));
    });
    await Promise.race(waits);
    expect(answered).toEqual([unpaid]);
    const { codeUrl } = await client.payments.create({ billId: unpaid.billId ?? '', channel: 'wechatNative' });
    expect(await system.phone.pay(codeUrl ?? '', person.idNumber)).toBe('paid');
    await Promise.all(waits);
    expect(answered.slice(1).map(({ updatedAt }) => updatedAt > after)).toEqual(Array(8).fill(true));
    // The places are free again.
    const { updatedAt } = await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 45_000 });
    const again = client.applications.get(applicationId, { after: updatedAt, waitSeconds: 1 });
    expect(await again).toMatchObject({ updatedAt });
  }, 120_000);

  test('whoever waits is told of every step', async () => {
    const { client } = await system.signedIn('李文博');
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    const steps: Application['state'][] = [];
    const waited = client.applications.waitFor(applicationId, {
      until: ['delivered', 'rejected', 'withdrawn'],
      onChange: ({ state }) => steps.push(state),
    });
    const { state } = await waited;
    expect(steps.at(-1)).toBe(state);
    expect(new Set(steps).size).toBeGreaterThan(1);
    const asked = system
      .traces()
      .split('\n')
      .filter((line) => line.includes(`GET`) && line.includes(`${applicationId}?after=`));
    expect(asked.length).toBeGreaterThan(0);
  }, 60_000);
});
