// Background work over the same database: a job is sent in the transaction that causes it, and done at least once.
import { randomUUID } from 'node:crypto';
import PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import { type OpenDatabase, runnerIn, type Transaction } from '../database/connection.ts';
import type { Metrics } from '../http/metrics.ts';
import { type AnyJob, type Jobs, type QueueName, queueNames } from './queues.ts';
import { createWorker, type Worker } from './worker.ts';

/** How a job is sent. */
export interface SendOptions {
  /** Not before this many seconds from now. */
  delaySeconds?: number;
  /** While a job of this queue with the same key waits, another one is not added. */
  singletonKey?: string;
}

/** What does the jobs. At least once: doing one again must change nothing. */
export type JobHandlers = { [Q in QueueName]: (data: Jobs[Q]) => Promise<void> };

/** Sends and does jobs. */
export interface JobQueue {
  send<Q extends QueueName>(tx: Transaction, queue: Q, data: Jobs[Q], options?: SendOptions): Promise<void>;
  /** Sends several at once. */
  sendAll(tx: Transaction, jobs: readonly AnyJob[]): Promise<void>;
  /** @param handlers null where another process on the same server does the jobs */
  start(handlers: JobHandlers | null): Promise<void>;
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>;
}

/** A job whose process has given no sign of life for this long is taken to have died with it, and is done by another. */
const expireSeconds = 15;
/** How often a process says which jobs it still works on. */
const aliveSeconds = 4;
/** A job that threw is done again after this, for ever. */
const retrySeconds = 15;
const retryForEver = 1_000_000_000;
/** How often dead jobs are looked for. */
const maintenanceSeconds = 5;
/** A job is looked for this soon after it is due: the transaction that sent a fresh one has mostly committed by then. */
const wakeMilliseconds = 30;
/** One that is due later than this is left to the polling. */
const wakeWithinSeconds = 10;

/** @param open the database the jobs are kept in */
export function createJobQueue(open: OpenDatabase, log: Logger, metrics: Metrics): JobQueue {
  const underWay = new Set<Promise<unknown>>();
  const boss = new PgBoss({
    schedule: false,
    maintenanceIntervalSeconds: maintenanceSeconds,
    db: {
      executeSql(text, values) {
        const query = open.runner.executeSql(text, values);
        const settled: Promise<unknown> = query.catch(() => undefined).finally(() => underWay.delete(settled));
        underWay.add(settled);
        return query;
      },
    },
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  const workers = new Map<QueueName, Worker>();
  const held = new Set<string>();
  let alive: NodeJS.Timeout | undefined;

  /** A job may take longer than its expiry: while this process lives, its jobs begin anew as far as that goes. */
  async function showLife(): Promise<void> {
    if (held.size === 0) return;
    const ids = [...held];
    const said = open.runner.executeSql(
      `UPDATE pgboss.job SET started_on = now() WHERE state = 'active' AND id = ANY($1::uuid[])`,
      [ids],
    );
    const settled: Promise<unknown> = said.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    await said;
  }

  function startWorker<Q extends QueueName>(queue: Q, handler: JobHandlers[Q]): void {
    const work = async (job: PgBoss.Job<Jobs[Q]>) => {
      const end = metrics.jobSeconds.startTimer({ queue });
      held.add(job.id);
      try {
        await handler(job.data);
        end({ outcome: 'done' });
        await boss.complete(queue, job.id);
      } catch (error) {
        end({ outcome: 'failed' });
        log.error({ err: error, queue, jobId: job.id }, 'job failed; it will be done again');
        // Where not even this can be written, the job expires and is done again all the same.
        await boss.fail(queue, job.id).catch((cause) => log.error({ err: cause, queue }, 'job queue'));
      } finally {
        held.delete(job.id);
      }
    };
    const fetch = (places: number) => boss.fetch<Jobs[Q]>(queue, { batchSize: places });
    workers.set(queue, createWorker(fetch, work));
  }

  /** The transaction that sent it has mostly committed after the delay. */
  function wakeSoon(queue: QueueName, delaySeconds: number): void {
    setTimeout(() => workers.get(queue)?.wake(), delaySeconds * 1000 + wakeMilliseconds).unref();
  }

  return {
    async send(tx, queue, data, { delaySeconds = 0, singletonKey = randomUUID() } = {}) {
      const startAfter = delaySeconds > 0 ? { startAfter: `${delaySeconds}` } : {};
      await boss.insert([{ name: queue, data, singletonKey, ...startAfter }], { db: runnerIn(tx) });
      if (delaySeconds <= wakeWithinSeconds) wakeSoon(queue, delaySeconds);
    },

    async sendAll(tx, jobs) {
      if (jobs.length === 0) return;
      const rows = jobs.map(({ queue, data }) => ({ name: queue, data, singletonKey: randomUUID() }));
      await boss.insert(rows, { db: runnerIn(tx) });
      for (const queue of new Set(jobs.map((job) => job.queue))) wakeSoon(queue, 0);
    },

    async start(handlers) {
      await boss.start();
      for (const queue of queueNames) {
        await boss.createQueue(queue, {
          name: queue,
          // One waiting job for each singleton key.
          policy: 'short',
          retryLimit: retryForEver,
          retryDelay: retrySeconds,
          expireInSeconds: expireSeconds,
        });
      }
      // Nobody else works on an embedded database: a job still marked active died with the process before, and one that
      // waits to be done again waits for nothing that this start has not mended.
      if (open.exclusive) {
        await open.runner.executeSql(
          `UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state IN ('active', 'retry')`,
        );
      }
      if (handlers === null) return;
      const start = <Q extends QueueName>(queue: Q) => startWorker(queue, handlers[queue]);
      for (const queue of queueNames) start(queue);
      const sayAgain = () => void showLife().catch((error) => log.error({ err: error }, 'job queue'));
      alive = setInterval(sayAgain, aliveSeconds * 1000).unref();
    },

    async stop() {
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
      clearInterval(alive);
      await boss.stop({ graceful: false });
      // pg-boss does not wait for its own last queries; the database must not close under them.
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
