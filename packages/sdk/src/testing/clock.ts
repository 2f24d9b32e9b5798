// A clock that goes only when a test tells it to.

/** A clock in a test's hands. */
export interface TestClock {
  /** The time it shows. */
  now(): Date;
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void;
}

/**
 * Makes a clock.
 * @param start what it shows first; default 2026-03-02 09:00 in Hangzhou, a Monday
 * @example
 * const clock = createTestClock(new Date('2026-03-02T09:00:00+08:00'));
 * clock.pass(60_000);
 */
export function createTestClock(start: Date = new Date('2026-03-02T09:00:00+08:00')): TestClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    pass(ms) {
      at += ms;
    },
  };
}
