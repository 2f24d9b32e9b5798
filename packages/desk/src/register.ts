// A register of the reform office: a list on the left with its filters, one entry on the right, and what may be done with it.
import type { OfficeClient } from '@onetrip/sdk/office';
import { type Child, el } from './dom.ts';
import { say, type Word } from './words.ts';
import type { Working } from './working.ts';

/** Does something with an entry; `null`: the officer changed his mind. What is done is shown anew. */
export type Act = (work: () => Promise<Word | null>) => void;

/** What a register is made of. */
export interface Register<Item, One> {
  title: Word;
  empty: Word;
  /** What the list can be narrowed to, the usual first. */
  filters: readonly Word[];
  list(office: OfficeClient, filter: Word, cursor?: string): PromiseLike<{ items: Item[]; nextCursor: string | null }>;
  idOf(item: Item): string;
  /** What a line of the list says. */
  line(item: Item): Child[];
  open(office: OfficeClient, item: Item): Promise<One>;
  show(one: One, office: OfficeClient, act: Act): HTMLElement;
  /** What can be done without an entry. */
  beyond?(office: OfficeClient, act: Act): HTMLElement;
}

/** Shows a register. @returns what reads it again */
export function openRegister<Item, One>(
  register: Register<Item, One>,
  { office, left, main, working }: { office: OfficeClient; left: HTMLElement; main: HTMLElement; working: Working },
): () => Promise<void> {
  const { title, empty, filters, list, idOf, line, open, show, beyond } = register;
  let items: Item[] = [];
  let cursor: string | null = null;
  let filter: Word = filters[0] ?? 'all';
  let openId: string | null = null;

  const act: Act = (work) =>
    void working.quietly(async () => {
      const done = await work();
      if (done === null) return;
      await refresh();
      working.tell(`✓ ${say(done)}`);
    });

  const drawList = () =>
    left.replaceChildren(
      el(
        'nav',
        { className: 'queue', aria: { label: say(title) } },
        el('h2', {}, say(title)),
        filters.length > 1 &&
          el(
            'div',
            { className: 'filters', aria: { role: 'group', label: say(title) } },
            ...filters.map((name) =>
              el(
                'button',
                {
                  type: 'button',
                  id: `filter-${name}`,
                  aria: { pressed: String(name === filter) },
                  onclick: () => void working.quietly(() => load(name)),
                },
                say(name),
              ),
            ),
          ),
        beyond?.(office, act),
        items.length === 0
          ? el('p', { className: 'faint', id: 'queue-empty' }, say(empty))
          : el('ol', {}, ...items.map(drawLine)),
        cursor !== null &&
          el('button', { type: 'button', id: 'more', onclick: () => void working.quietly(more) }, say('more')),
      ),
    );

  const drawLine = (item: Item): HTMLElement => {
    const id = idOf(item);
    const choose = () =>
      void working.quietly(async () => {
        working.tell('');
        await showOne(item);
        document.getElementById('entry-title')?.focus();
      });
    const button = el(
      'button',
      { type: 'button', className: 'line', id: `entry-${id}`, onclick: choose },
      ...line(item),
    );
    if (id === openId) button.setAttribute('aria-current', 'true');
    return el('li', {}, button);
  };

  async function showOne(item: Item): Promise<void> {
    const one = await open(office, item);
    openId = idOf(item);
    main.replaceChildren(show(one, office, act));
    drawList();
  }

  async function load(chosen: Word): Promise<void> {
    filter = chosen;
    const page = await list(office, chosen);
    items = page.items;
    cursor = page.nextCursor;
    drawList();
  }

  async function more(): Promise<void> {
    if (cursor === null) return;
    const page = await list(office, filter, cursor);
    items = [...items, ...page.items];
    cursor = page.nextCursor;
    drawList();
  }

  /** List and entry as they stand now; an entry that left the list is shown no more. */
  async function refresh(): Promise<void> {
    await load(filter);
    const same = items.find((item) => idOf(item) === openId);
    if (same) return showOne(same);
    openId = null;
    drawList();
    main.replaceChildren(el('p', { className: 'faint', id: 'choose' }, say('chooseEntry')));
  }

  return refresh;
}
