// A queue in front of a transport that carries only so many requests at once.
import { type Signal, unlessAborted } from './signal.ts';

/** Lets so many through at once, in order of arrival. */
export interface Queue {
  /** Resolves with `true` when there is a place, `false` when the signal was aborted first. Give the place back. */
  enter(signal?: Signal): Promise<boolean>;
  /** Gives a place back. */
  leave(): void;
}

/** @param places how many at once */
export function createQueue(places: number): Queue {
  const waiting: (() => void)[] = [];
  let free = places;
  return {
    async enter(signal) {
      if (signal?.aborted) return false;
      if (free > 0) {
        free -= 1;
        return true;
      }
      let go = () => {};
      const place = new Promise<true>((resolve) => {
        go = () => resolve(true);
      });
      waiting.push(go);
      if (await unlessAborted(place, signal)) return true;
      const index = waiting.indexOf(go);
      // Let in at the very moment he left: the place is passed on.
      if (index < 0) this.leave();
      else waiting.splice(index, 1);
      return false;
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
