// When a message that was not taken is tried again: the schedule of Standard Webhooks, with jitter.

const minute = 60;
const hour = 60 * minute;

/** Seconds after each failed attempt; when they are used up, the message is a dead letter. */
export const waitsSeconds: readonly number[] = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** At most this part of a wait is added, so that what failed together does not come back together. */
const jitter = 0.1;

/**
 * Seconds until the next attempt; null when there is none.
 * @param failed attempts that failed so far, at least one
 * @param random from 0 up to 1
 */
export function waitAfter(failed: number, random: number): number | null {
  const wait = waitsSeconds[failed - 1];
  return wait === undefined ? null : wait * (1 + jitter * random);
}
