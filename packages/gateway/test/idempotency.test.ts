// One key, one deed, one answer: whatever is repeated, raced or killed in between.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { OpenDatabase, Transaction } from '../src/database/connection.ts';
import { createProtection } from '../src/database/protection.ts';
import { idempotencyKeys, signInCodes } from '../src/database/schema/index.ts';
import { type Keep, once, releaseLeftLocks } from '../src/http/idempotency.ts';
import { ProblemError } from '../src/http/problem.ts';
import { fixedMasterKeys } from '../src/keys/masterKeys.ts';
import { databaseKinds, openTestDatabase } from './support/databases.ts';

const protection = createProtection(fixedMasterKeys(Buffer.alloc(32, 7)), Buffer.alloc(32, 8));

describe.each(databaseKinds)('idempotency on %s', (kind) => {
  let open: OpenDatabase;
  let clock = new Date('2026-03-02T08:00:00Z');
  const now = () => clock;
  beforeAll(async () => {
    open = await openTestDatabase(kind);
  });
  afterAll(() => open.close());
  afterEach(async () => {
    clock = new Date('2026-03-02T08:00:00Z');
    await open.database.delete(idempotencyKeys);
    await open.database.delete(signInCodes);
  });

  const write = (request: unknown = { amount: 1 }, key = 'key-1') => ({ scope: 'citizen:a things.do', key, request });
  const context = () => ({ database: open.database, protection, now });
  const deeds = async () => (await open.database.select().from(signInCodes)).length;
  /** The deed of these tests: a row. */
  const deed = (tx: Transaction) =>
    tx.insert(signInCodes).values({
      mobileHash: Math.random().toString(36),
      codeHash: 'x',
      expiresAt: now(),
      resendAt: now(),
      countedSince: now(),
    });
  const doIt = (keep: Keep) =>
    open.database.transaction(async (tx) => {
      await deed(tx);
      const result = { id: 'thing-1' };
      await keep(tx, result);
      return result;
    });

  test('repeated, it is done once and answers the same, in whatever order the body’s keys come', async () => {
    const first = await once(context(), write({ a: 1, b: { c: 2, d: 3 } }), doIt);
    const second = await once(context(), write({ b: { d: 3, c: 2 }, a: 1 }), doIt);
    expect(first).toEqual({ result: { id: 'thing-1' }, replayed: false });
    expect(second).toEqual({ result: { id: 'thing-1' }, replayed: true });
    expect(await deeds()).toBe(1);
  });

  test('with another body the key is refused, and the first deed stands', async () => {
    await once(context(), write({ amount: 1 }), doIt);
    await expect(once(context(), write({ amount: 2 }), doIt)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await deeds()).toBe(1);
  });

  test('another caller’s same key is another key', async () => {
    await once(context(), write(), doIt);
    const other = await once(context(), { ...write(), scope: 'citizen:b things.do' }, doIt);
    expect(other.replayed).toBe(false);
    expect(await deeds()).toBe(2);
  });

  test('while it is being done the repetition is told to wait', async () => {
    let begun: () => void = () => {};
    let goOn: () => void = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = once(context(), write(), async (keep) => {
      begun();
      await mayGoOn;
      return doIt(keep);
    });
    await hasBegun;
    await expect(once(context(), write(), doIt)).rejects.toMatchObject({
      code: 'idempotency_in_progress',
      retryAfterSeconds: 1,
    });
    goOn();
    await expect(first).resolves.toMatchObject({ replayed: false });
    expect(await deeds()).toBe(1);
  });

  test('twenty at once: done once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => once(context(), write(), doIt)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'idempotency_in_progress' });
    }
    expect(await deeds()).toBe(1);
  });

  test('killed before the commit: the lock lapses, the repetition does it', async () => {
    const never = new Promise<never>(() => {});
    void once(context(), write(), () => never);
    while ((await open.database.select().from(idempotencyKeys)).length === 0) await new Promise(setImmediate);
    await expect(once(context(), write(), doIt)).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    clock = new Date(clock.getTime() + 31_000);
    await expect(once(context(), write(), doIt)).resolves.toMatchObject({ replayed: false });
    expect(await deeds()).toBe(1);
  });

  test('whoever lost his lock cannot commit any more', async () => {
    const late = once(context(), write(), async (keep) => {
      clock = new Date(clock.getTime() + 31_000);
      await once(context(), write(), doIt);
      return doIt(keep);
    });
    await expect(late).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    expect(await deeds()).toBe(1);
    await expect(once(context(), write(), doIt)).resolves.toMatchObject({ replayed: true });
  });

  test('killed after the commit, before the answer went out: the repetition is answered', async () => {
    await expect(
      once(context(), write(), async (keep) => {
        await doIt(keep);
        throw new Error('the process ends here');
      }),
    ).rejects.toThrow('the process ends here');
    await expect(once(context(), write(), doIt)).resolves.toEqual({ result: { id: 'thing-1' }, replayed: true });
    expect(await deeds()).toBe(1);
  });

  test('a problem is not kept: corrected, the same key works', async () => {
    const refuse = async () => {
      throw new ProblemError('code_wrong');
    };
    await expect(once(context(), write(), refuse)).rejects.toMatchObject({ code: 'code_wrong' });
    await expect(once(context(), write({ amount: 2 }), doIt)).resolves.toMatchObject({ replayed: false });
  });

  test('an answer that was not kept with the deed is kept afterwards', async () => {
    await once(context(), write(), async () => ({ sent: true }));
    await expect(once(context(), write(), doIt)).resolves.toEqual({ result: { sent: true }, replayed: true });
  });

  test('locks a dead process left are let go at the start', async () => {
    void once(context(), write(), () => new Promise<never>(() => {}));
    while ((await open.database.select().from(idempotencyKeys)).length === 0) await new Promise(setImmediate);
    await releaseLeftLocks(open.database);
    clock = new Date(clock.getTime() + 1);
    await expect(once(context(), write(), doIt)).resolves.toMatchObject({ replayed: false });
  });

  test('neither request nor answer can be read in the table', async () => {
    await once(context(), write({ idNumber: '11010519491231002X' }), async () => ({ token: 'ses_secret' }));
    const [row] = await open.database.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'key-1'));
    expect(JSON.stringify(row)).not.toMatch(/11010519491231002X|ses_secret/);
  });

  describe('a deed that is one transaction, its key claimed with it', () => {
    const whole = (request?: unknown) => ({ ...write(request), claimed: 'with' as const });

    test('repeated, it is done once and answers the same; with another body the key is refused', async () => {
      await expect(once(context(), whole(), doIt)).resolves.toEqual({ result: { id: 'thing-1' }, replayed: false });
      await expect(once(context(), whole(), doIt)).resolves.toEqual({ result: { id: 'thing-1' }, replayed: true });
      await expect(once(context(), whole({ amount: 2 }), doIt)).rejects.toMatchObject({
        code: 'idempotency_key_reused',
      });
      expect(await deeds()).toBe(1);
    });

    test('twenty at once: done once, and every one of them is answered', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => once(context(), whole(), doIt)));
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(new Set(answers.map(({ result }) => JSON.stringify(result)))).toEqual(new Set(['{"id":"thing-1"}']));
      expect(await deeds()).toBe(1);
    });

    test('the repetition is answered even where the deed is refused by now', async () => {
      await once(context(), whole(), doIt);
      const refuse = () => Promise.reject(new ProblemError('application_open_already'));
      await expect(once(context(), whole(), refuse)).resolves.toMatchObject({ replayed: true });
    });

    test('a problem is not kept: corrected, the same key works', async () => {
      const refuse = () => Promise.reject(new ProblemError('code_wrong'));
      await expect(once(context(), whole(), refuse)).rejects.toMatchObject({ code: 'code_wrong' });
      await expect(once(context(), whole({ amount: 2 }), doIt)).resolves.toMatchObject({ replayed: false });
    });

    test('a claim somebody holds is respected until it lapses', async () => {
      void once(context(), write(), () => new Promise<never>(() => {}));
      while ((await open.database.select().from(idempotencyKeys)).length === 0) await new Promise(setImmediate);
      await expect(once(context(), whole(), doIt)).rejects.toMatchObject({ code: 'idempotency_in_progress' });
      expect(await deeds()).toBe(0);
      clock = new Date(clock.getTime() + 31_000);
      await expect(once(context(), whole(), doIt)).resolves.toMatchObject({ replayed: false });
    });

    test('a deed that keeps no answer is a fault, not a deed without a key', async () => {
      await expect(once(context(), whole(), async () => ({ id: 'thing-1' }))).rejects.toThrow('kept no answer');
    });
  });
});
