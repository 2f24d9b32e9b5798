// Long polls: an answer held back until there is something new to say.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationGetQuery } from '@onetrip/shared/contract';
import type { ApplicationRow } from './store.ts';

/** How often the database is asked for each who waits. Any gateway may have made the change. */
const askEveryMs = 500;
/** How many wait at once at one gateway; more are answered at once, and come again later. */
const mostWaiting = 500;

/** How many of them one caller is. */
const mostOfOne = 8;

let waiting = 0;
const waitingOf = new Map<string, number>();

/**
 * The application as it is, or, while it is as the caller knows it, as it is after a change or when the time is over.
 * @param who asks
 * @param read throws when he may not ask any more
 */
export async function awaitChange(
  who: string,
  read: () => Promise<ApplicationRow>,
  { after, waitSeconds = 0 }: ApplicationGetQuery,
): Promise<ApplicationRow> {
  let row = await read();
  const known = after === undefined ? Number.NaN : Date.parse(after);
  const others = waitingOf.get(who) ?? 0;
  if (waiting >= mostWaiting || others >= mostOfOne) return row;
  waiting += 1;
  waitingOf.set(who, others + 1);
  try {
    for (let left = waitSeconds * 1000; left > 0 && row.updatedAt.getTime() === known; left -= askEveryMs) {
      await sleep(Math.min(askEveryMs, left));
      row = await read();
    }
  } finally {
    waiting -= 1;
    const left = (waitingOf.get(who) ?? 1) - 1;
    if (left > 0) waitingOf.set(who, left);
    else waitingOf.delete(who);
  }
  return row;
}
