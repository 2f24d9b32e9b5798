// Long polls: an answer held back until there is something new to say.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationGetQuery } from '@onetrip/shared/contract';
import type { ApplicationRow } from './store.ts';

/** How often the database is asked for each who waits. Any gateway may have made the change. */
const askEveryMs = 500;
/** How many wait at once at one gateway; more are answered at once, and come again later. */
const mostWaiting = 500;

let waiting = 0;

/** The application as it is, or, while it is as the caller knows it, as it is after a change or when the time is over. */
export async function awaitChange(
  read: () => Promise<ApplicationRow>,
  { after, waitSeconds = 0 }: ApplicationGetQuery,
): Promise<ApplicationRow> {
  let row = await read();
  const known = after === undefined ? Number.NaN : Date.parse(after);
  if (waiting >= mostWaiting) return row;
  waiting += 1;
  try {
    for (let left = waitSeconds * 1000; left > 0 && row.updatedAt.getTime() === known; left -= askEveryMs) {
      await sleep(Math.min(askEveryMs, left));
      row = await read();
    }
  } finally {
    waiting -= 1;
  }
  return row;
}
