// Jobs: sent with the change that causes them or not at all, done at least once, and waited for at the end.
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { OpenDatabase } from '../src/database/connection.ts';
import { createMetrics } from '../src/http/metrics.ts';
import { createJobQueue, type JobHandlers, type JobQueue } from '../src/jobs/queue.ts';
import { databaseKinds, openTestDatabase, quiet } from './support/databases.ts';

const idle = async () => {};
const noHandlers: JobHandlers = {
  gatherPaper: idle,
  sendBatch: idle,
  followBatch: idle,
  review: idle,
  followCase: idle,
  withdrawCase: idle,
  issueLicences: idle,
  followPayment: idle,
  followRefund: idle,
  sendNotice: idle,
  sendWebhook: idle,
  receivePosted: idle,
  orderParcel: idle,
  followParcel: idle,
  clocks: idle,
  expungeData: idle,
  anchorHistories: idle,
  rewrapKeys: idle,
  sweep: idle,
};

async function until(reached: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!reached()) {
    if (Date.now() > end) throw new Error('did not happen within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe.each(databaseKinds)('jobs on %s', (kind) => {
  let open: OpenDatabase;
  let queue: JobQueue;
  const start = async (handlers: Partial<JobHandlers>) => {
    open ??= await openTestDatabase(kind);
    queue = createJobQueue(open, quiet, createMetrics());
    await queue.start({ ...noHandlers, ...handlers });
  };
  afterEach(() => queue.stop());
  afterAll(() => open.close());

  test('a job of a transaction that is rolled back is never done; one that is committed is', async () => {
    const done: string[] = [];
    await start({
      review: async ({ applicationId }) => {
        done.push(applicationId);
      },
    });
    await expect(
      open.database.transaction(async (tx) => {
        await queue.send(tx, 'review', { applicationId: 'rolled-back' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await open.database.transaction((tx) => queue.send(tx, 'review', { applicationId: 'committed' }));
    await until(() => done.length > 0);
    expect(done).toEqual(['committed']);
  });

  test('one that fails does not hold the others up', async () => {
    const done: string[] = [];
    await start({
      review: async ({ applicationId }) => {
        if (applicationId === 'bad') throw new Error('broken');
        done.push(applicationId);
      },
    });
    await open.database.transaction(async (tx) => {
      for (const applicationId of ['a', 'bad', 'b']) await queue.send(tx, 'review', { applicationId });
    });
    await until(() => done.length === 2);
    await queue.stop();
    expect(done.sort()).toEqual(['a', 'b']);
    const { rows } = await open.runner.executeSql(
      `SELECT state FROM pgboss.job WHERE name = 'review' AND data->>'applicationId' = 'bad'`,
    );
    expect(rows).toEqual([{ state: 'retry' }]);
  });

  test('a slow one keeps one place and no more', async () => {
    let finish: () => void = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const done: string[] = [];
    await start({
      followCase: async ({ applicationId }) => {
        if (applicationId === 'slow') await slow;
        done.push(applicationId);
      },
    });
    await open.database.transaction((tx) => queue.send(tx, 'followCase', { applicationId: 'slow' }));
    await open.database.transaction((tx) => queue.send(tx, 'followCase', { applicationId: 'quick' }));
    await until(() => done.length === 1);
    expect(done).toEqual(['quick']);
    finish();
    await until(() => done.length === 2);
  });

  test('of two waiting with the same key there is one', async () => {
    const done: string[] = [];
    await start({
      followPayment: async ({ paymentId }) => {
        done.push(paymentId);
      },
    });
    await open.database.transaction(async (tx) => {
      const once = { delaySeconds: 1, singletonKey: 'payment' };
      await queue.send(tx, 'followPayment', { paymentId: 'first' }, once);
      await queue.send(tx, 'followPayment', { paymentId: 'second' }, once);
      await queue.send(tx, 'followPayment', { paymentId: 'other' }, { delaySeconds: 1 });
    });
    await until(() => done.length === 2);
    expect(done.sort()).toEqual(['first', 'other']);
  });

  test('stopping waits for what is under way', async () => {
    let begun = false;
    let finished = false;
    await start({
      issueLicences: async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 200));
        finished = true;
      },
    });
    await open.database.transaction((tx) => queue.send(tx, 'issueLicences', { applicationId: 'a' }));
    await until(() => begun);
    await queue.stop();
    expect(finished).toBe(true);
  });

  /** Waits until the one job of the queue is in a state. */
  async function stateBecomes(state: string, which = 'true'): Promise<void> {
    for (let tries = 0; tries < 150; tries += 1) {
      const { rows } = await open.runner.executeSql(
        `SELECT state FROM pgboss.job WHERE name = 'gatherPaper' AND ${which}`,
      );
      if ((rows as { state: string }[]).every((row) => row.state === state)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the job never became ${state}`);
  }

  test('a job that takes long is still its process’s: it says so, and nobody takes it over', async () => {
    let finish = () => {};
    let begun = 0;
    await start({
      gatherPaper: () => {
        begun += 1;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    await open.database.transaction((tx) => queue.send(tx, 'gatherPaper', { applicationId: 'a', materialId: 'm' }));
    await until(() => begun === 1);
    await open.runner.executeSql(`UPDATE pgboss.job SET started_on = now() - interval '10 seconds'`);
    const isFresh = async () => {
      const { rows } = await open.runner.executeSql(
        `SELECT started_on > now() - interval '9 seconds' AS fresh FROM pgboss.job WHERE name = 'gatherPaper'`,
      );
      return (rows as { fresh: boolean }[])[0]?.fresh === true;
    };
    let fresh = false;
    for (let tries = 0; tries < 100 && !fresh; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      fresh = await isFresh();
    }
    expect(fresh).toBe(true);
    finish();
    await stateBecomes('completed');
    expect(begun).toBe(1);
  });

  test('a job whose process died is done by the next one', async () => {
    await start({});
    await queue.stop();
    await open.database.transaction((tx) => queue.send(tx, 'gatherPaper', { applicationId: 'a', materialId: 'm' }));
    // As a process leaves it that took the job and was killed, a minute and more ago.
    await open.runner.executeSql(
      `UPDATE pgboss.job SET state = 'active', started_on = now() - interval '2 minutes' WHERE state = 'created'`,
    );

    const done: string[] = [];
    await start({
      gatherPaper: async ({ materialId }) => {
        done.push(materialId);
      },
    });
    if (!open.exclusive) {
      // Among several processes the maintenance finds it, every few seconds; the repetition is not waited for here.
      await stateBecomes('retry', `state <> 'completed'`);
      return;
    }
    await until(() => done.length === 1);
    expect(done).toEqual(['m']);
  });
});
