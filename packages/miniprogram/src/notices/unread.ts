// How many notices are unread: one number, wherever it is shown, asked for now and then.
import { useEffect } from 'react';
import { useVisit } from '../navigation/useVisit.ts';
import { ownGateway } from '../service/client.ts';
import { useSession } from '../session/session.ts';
import { createStore, useStore } from '../state/store.ts';

/** Not asked for again within this time, in milliseconds. */
const freshMs = 15_000;

/** What is known, of whose session, since when. */
const known = createStore<{ count: number; token: string | null; at: number }>({ count: 0, token: null, at: 0 });

/** What somebody has just read of it. */
export const noteUnread = (count: number): void => known.set({ ...known.get(), count });

/** Notices not read yet; 0 while nobody is signed in, or nothing is known. */
export function useUnread(): number {
  const visit = useVisit();
  const token = useSession()?.token ?? null;
  const { count, token: whose } = useStore(known);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for when the page is shown again
  useEffect(() => {
    const before = known.get();
    if (token === null || (before.token === token && Date.now() - before.at < freshMs)) return;
    known.set({ count: before.token === token ? before.count : 0, token, at: Date.now() });
    ownGateway()
      .then((client) => client.notices.list({ limit: 1 }))
      .then(({ unread }) => known.get().token === token && noteUnread(unread))
      .catch(() => undefined);
  }, [visit, token]);
  return whose === token ? count : 0;
}
