// A list that comes page by page, from the first again whenever its page is shown.
import type { Client } from '@onetrip/sdk';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { gateway } from './client.ts';
import type { Fault } from './fault.ts';
import { useAnswer } from './useAnswer.ts';

interface ListPage<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A list as far as it has come. */
export interface Paged<Page, Item> {
  /** Everything so far; null before the first page. */
  items: Item[] | null;
  /** The page that came last. */
  last: Page | null;
  fault: Fault | null;
  asking: boolean;
  again: () => void;
  /** Fetches the next page; null where there is none. */
  more: (() => void) | null;
}

/**
 * @param ask fetches one page; `cursor` is absent for the first
 * @param through whose client asks
 */
export function usePaged<Item, Page extends ListPage<Item>>(
  ask: (client: Client, query: { cursor?: string }) => PromiseLike<Page & ListPage<Item>>,
  through: () => Promise<Client> = gateway,
): Paged<Page, Item> {
  const [visit, setVisit] = useState(0);
  const [cursor, setCursor] = useState<string | null>(null);
  const [seen, setSeen] = useState<Item[]>([]);
  useDidShow(() => {
    setSeen([]);
    setCursor(null);
    setVisit((before) => before + 1);
  });
  const { value, fault, asking, again } = useAnswer<Page & ListPage<Item>>(
    `${visit} ${cursor}`,
    (client) => ask(client, cursor ? { cursor } : {}),
    through,
  );
  const fresh = value?.items ?? [];
  const items = value ? (cursor ? [...seen, ...(asking ? [] : fresh)] : fresh) : null;
  const next = value?.nextCursor ?? null;
  const more =
    items === null || next === null
      ? null
      : () => {
          setSeen(items);
          setCursor(next);
        };
  return { items, last: value, fault, asking, again, more };
}
