// A queue in front of a transport that carries only so many requests at once.
import type { Signal } from './signal.ts';

/** Lets so many through at once, in order of arrival. */
export interface Queue {
  /** Resolves with `true` when there is a place, `false` when the signal was aborted first. Give the place back. */
  enter(signal?: Signal): Promise<boolean>;
  /** Gives a place back. */
  leave(): void;
}

/** @param places how many at once; Infinity where the platform sets no bound */
export function createQueue(places: number): Queue {
  const waiting: (() => void)[] = [];
  let free = places;
  return {
    enter(signal) {
      if (signal?.aborted) return Promise.resolve(false);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const enter = () => {
          signal?.removeEventListener('abort', leave);
          resolve(true);
        };
        const leave = () => {
          signal?.removeEventListener('abort', leave);
          waiting.splice(waiting.indexOf(enter), 1);
          resolve(false);
        };
        signal?.addEventListener('abort', leave);
        waiting.push(enter);
      });
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
