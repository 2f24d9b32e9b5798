// Does the jobs of one queue, several at once: a slow one holds a place, and never the others up.

/** How many jobs of a queue are done at once. */
const places = 16;
/** How often a queue without news is looked at. */
const pollMilliseconds = 500;

/** Works until it is stopped. */
export interface Worker {
  /** Looks for jobs now. */
  wake(): void;
  /** Takes no more jobs; resolves when those under way are done. */
  stop(): Promise<void>;
}

/**
 * Starts working.
 * @param fetch takes up to so many jobs; an empty list when there are none
 * @param work does one job; must not throw
 */
export function createWorker<T>(fetch: (places: number) => Promise<T[]>, work: (job: T) => Promise<void>): Worker {
  const running = new Set<Promise<void>>();
  let stopping = false;
  let woken = false;
  let interrupt = () => {};

  const nap = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMilliseconds);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function loop(): Promise<void> {
    while (!stopping) {
      woken = false;
      const free = places - running.size;
      const jobs = free > 0 ? await fetch(free) : [];
      for (const job of jobs) {
        const done = work(job).finally(() => {
          running.delete(done);
          // A place is free again.
          if (running.size === places - 1) wake();
        });
        running.add(done);
      }
      if (jobs.length === 0 && !stopping && !woken) await nap();
    }
  }

  function wake(): void {
    woken = true;
    interrupt();
  }

  const looping = loop();
  return {
    wake,
    async stop() {
      stopping = true;
      wake();
      await looping;
      await Promise.all(running);
    },
  };
}
