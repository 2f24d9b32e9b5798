// Follows what other gateways publish: a look at one number twice a second, which every database answers from its index.
import type { Catalogue } from '../matters/service.ts';

/** So soon after a publication every gateway begins to serve it. */
const lookEveryMs = 500;

/** Follows until stopped; `stop` resolves when nothing is asked of the database any more. */
export function followPublications(catalogue: Pick<Catalogue, 'refresh'>): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let looking: Promise<void> = Promise.resolve();
  const wait = () => {
    timer = setTimeout(() => {
      looking = catalogue.refresh().then(() => {
        if (!stopped) wait();
      });
    }, lookEveryMs);
    timer.unref();
  };
  wait();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
