// Long work in steps: a tool does it at once, the service in turns, so that others are answered in between.
import { setImmediate } from 'node:timers/promises';

/** Work that may be left for a moment wherever it yields. */
export type Steps<T> = Generator<undefined, T>;

/** How long the service works on before others have their turn. */
const turnMs = 10;

/** Does the work without a pause. */
export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does the work, and lets others have their turn whenever it has gone on for a while. */
export async function inTurns<T>(work: Steps<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < turnMs) continue;
    await setImmediate();
    since = performance.now();
  }
}
