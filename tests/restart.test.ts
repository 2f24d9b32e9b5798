// The gateway killed with -9 and started again; two processes on one data folder. What was answered stands, once.
import { describe, expect, test } from '@jest/globals';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { databases, startSystemProcess } from './support/system.ts';

describe.each(databases)('the gateway killed, on %s', (database) => {
  test('between payment and notification: found by asking after the restart, one licence', async () => {
    const system = await startSystemProcess({ database });
    try {
      const { client, person } = await system.signedIn('王思远');
      const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
      const { billId } = await client.applications.waitFor(applicationId, {
        until: ({ billId }) => billId !== null,
        timeoutMs: 30_000,
      });
      const payment = await client.payments.create({ billId: billId ?? '', channel: 'wechatNative' });
      await system.phone.switch('wechatPay', { dropNotifications: true });
      await system.kill();
      expect(await system.phone.pay(payment.codeUrl ?? '', person.idNumber)).toBe('paid');
      await system.restart();
      // Nobody asks for the payment: the gateway must come to it by itself.
      const delivered = await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 60_000 });
      expect(delivered.licenceIds).toHaveLength(1);
      expect((await client.bills.get(billId ?? '')).state).toBe('paid');
      await expect(client.payments.create({ billId: billId ?? '', channel: 'wechatNative' })).rejects.toEqual(
        expect.objectContaining({ code: 'bill_settled' }),
      );
      await expectNoIdentityNumbers(system);
    } finally {
      await system.close();
    }
  }, 180_000);

  test('in the middle of a filing: what was answered is there, and goes on', async () => {
    const system = await startSystemProcess({ database });
    try {
      const { client } = await system.signedIn('陈雨桐');
      await system.phone.switch('RS', { slowMs: 1000 });
      const filing = await filingOf(client, 'HZ-GA-041');
      const idempotencyKey = await client.newIdempotencyKey();
      const { applicationId } = await client.applications.create(filing, { idempotencyKey });
      await system.kill();
      await system.phone.allWell();
      await system.restart();
      expect((await client.applications.create(filing, { idempotencyKey })).applicationId).toBe(applicationId);
      const delivered = await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 150_000 });
      expect(delivered.licenceIds).toHaveLength(1);
      const { items } = await client.applications.list();
      expect(items).toHaveLength(1);
    } finally {
      await system.close();
    }
    // On a shared server a job of a dead process is taken up by another only when its minute is over.
  }, 240_000);
});

test('two processes on one data folder: the second names the holder; a dead holder’s lock is taken over', async () => {
  const system = await startSystemProcess({ database: 'pglite' });
  try {
    const said = await system.startSecond();
    expect(said).toMatch(/exit code [1-9]/);
    expect(said).toContain(`process ${system.pid()}`);
    expect(said).not.toMatch(/\n\s+at /);
    expect((await system.client().matters.get('HZ-GA-041')).matterId).toBe('HZ-GA-041');
    await system.kill();
    await system.restart();
    expect((await system.client().matters.get('HZ-GA-041')).matterId).toBe('HZ-GA-041');
  } finally {
    await system.close();
  }
}, 120_000);
