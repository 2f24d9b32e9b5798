// Lets only so many calls to one department be under way; the rest wait their turn.

/** Runs work when a place is free, in the order it came. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** @param places how many at once */
export function createLimit(places: number): Limit {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const nextInLine = waiting.shift();
      if (nextInLine) nextInLine();
      else free += 1;
    }
  };
}
