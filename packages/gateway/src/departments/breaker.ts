// Holds calls back from a department that does not answer, so that nobody waits for it in vain.

/** When it opens and for how long. */
export interface BreakerSettings {
  /** Failures in a row that open it; 3 unless said. */
  failures?: number;
  /** Held back this long at first, 5 s unless said; doubled each time the trial after it fails. */
  pauseMs?: number;
  /** Held back this long at most, 60 s unless said. */
  longestPauseMs?: number;
}

/** One department's breaker. */
export interface Breaker {
  /** Whether calls are held back now. */
  isOpen(): boolean;
  /** Counts a call's outcome. */
  record(answered: boolean): void;
}

/** @param now milliseconds; the clock of the process */
export function createBreaker(
  now: () => number = Date.now,
  { failures: failuresToOpen = 3, pauseMs: firstPauseMs = 5_000, longestPauseMs = 60_000 }: BreakerSettings = {},
): Breaker {
  let failures = 0;
  let pauseMs = firstPauseMs;
  let openUntil = 0;
  return {
    isOpen: () => now() < openUntil,
    record(answered) {
      if (answered) {
        failures = 0;
        pauseMs = firstPauseMs;
        openUntil = 0;
        return;
      }
      failures += 1;
      if (failures < failuresToOpen || now() < openUntil) return;
      openUntil = now() + pauseMs;
      // After the pause one failure is enough to open it again.
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    },
  };
}
