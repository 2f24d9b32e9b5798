// The desk itself: what is shown, which case is open, and what keys and buttons do.
import type { Case, CaseStep, CaseSummary, OfficeClient, Officer } from '@onetrip/sdk/office';
import { showCase } from './caseView.ts';
import { el } from './dom.ts';
import { type Filter, filters, showQueue } from './queue.ts';
import { stepOfKey, stepParts } from './steps.ts';
import { showTop } from './top.ts';
import { openUpload } from './uploads.ts';
import { local, say } from './words.ts';
import { createWorking } from './working.ts';

/** Shows the desk in `place` for an officer. @returns what ends it: nothing of any case stays on the page */
export function openDesk(place: HTMLElement, office: OfficeClient, officer: Officer, leave: () => void): () => void {
  let items: CaseSummary[] = [];
  let cursor: string | null = null;
  let filter: Filter = 'all';
  let at = 0;
  let open: Case | null = null;
  const queue = el('div', { className: 'left' });
  const main = el('main', { tabIndex: -1 });
  const working = createWorking(main, leave, async () => {
    if (open) await refresh(open.applicationId);
  });
  const { quietly, tell } = working;

  const drawQueue = () =>
    queue.replaceChildren(
      showQueue({
        items,
        filter,
        at,
        openId: open?.applicationId ?? null,
        more: cursor !== null,
        onFilter: (chosen) => void quietly(() => load(chosen)),
        onOpen: (index) => void quietly(() => openAt(index)),
        onMore: () => void quietly(more),
      }),
    );
  const drawCase = () =>
    main.replaceChildren(
      open
        ? showCase(open, {
            onStep: (step) => void quietly(() => take(step)),
            onUpload: (upload) => void quietly(() => openUpload(office, open?.applicationId ?? '', upload)),
          })
        : el('p', { className: 'faint', id: 'choose' }, say('choose')),
    );
  async function load(chosen: Filter): Promise<void> {
    filter = chosen;
    const page = await office.cases.list(filters[chosen]);
    items = page.items;
    cursor = page.nextCursor;
    at = Math.min(at, Math.max(items.length - 1, 0));
    drawQueue();
  }

  /** Queue and case as they stand now. */
  async function refresh(applicationId: string): Promise<void> {
    await load(filter);
    await show(applicationId);
  }

  async function more(): Promise<void> {
    if (cursor === null) return;
    const page = await office.cases.list({ ...filters[filter], cursor });
    items = [...items, ...page.items];
    cursor = page.nextCursor;
    drawQueue();
  }

  async function show(applicationId: string): Promise<void> {
    open = await office.cases.get(applicationId);
    drawCase();
    drawQueue();
  }

  async function openAt(index: number): Promise<void> {
    const item = items[index];
    if (!item) return;
    at = index;
    tell('');
    await show(item.applicationId);
    document.getElementById('case-title')?.focus();
  }

  async function take(step: CaseStep): Promise<void> {
    if (!open) return;
    const { applicationId } = open;
    const done = await stepParts[step].take(office, open);
    if (done === null) return;
    await refresh(applicationId);
    tell(`✓ ${say('done')}：${local(stepParts[step].name)}`);
    document.getElementById('case-title')?.focus();
  }

  function move(by: number): void {
    at = Math.min(Math.max(at + by, 0), Math.max(items.length - 1, 0));
    drawQueue();
    queue.querySelectorAll<HTMLElement>('.line')[at]?.focus();
  }

  function help(): void {
    const rows: [string, string][] = [
      ['j / k', say('moveKeys')],
      ['Enter', say('openKey')],
      ['g', say('reload')],
      ['?', say('helpKey')],
      ...Object.values(stepParts).map(({ key, name }): [string, string] => [key, local(name)]),
    ];
    const dialog = el(
      'dialog',
      { aria: { label: say('shortcuts') }, onclose: () => dialog.remove() },
      el('h2', {}, say('shortcuts')),
      el('dl', {}, ...rows.flatMap(([key, name]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, name)])),
      el('form', { method: 'dialog' }, el('button', { type: 'submit' }, say('close'))),
    );
    document.body.append(dialog);
    dialog.showModal();
  }

  const keys: Readonly<Record<string, () => void>> = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    g: () => void quietly(() => load(filter)),
    '?': help,
  };
  const isTyping = (target: EventTarget | null): boolean =>
    target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
  const onKey = (event: KeyboardEvent): void => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      isTyping(event.target) ||
      document.querySelector('dialog[open]')
    )
      return;
    const step = open && stepOfKey(event.key, open.steps);
    const act = keys[event.key] ?? (step ? () => void quietly(() => take(step)) : undefined);
    if (!act) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', onKey);

  place.replaceChildren(
    showTop(
      'title',
      officer,
      working.status,
      leave,
      el(
        'button',
        { type: 'button', id: 'help', onclick: help },
        say('shortcuts'),
        el('kbd', { aria: { hidden: 'true' } }, '?'),
      ),
    ),
    el('div', { className: 'desk' }, queue, main),
  );
  drawQueue();
  drawCase();
  void quietly(() => load('all'));
  return () => {
    document.removeEventListener('keydown', onKey);
    for (const dialog of document.querySelectorAll('dialog')) dialog.remove();
    open = null;
    items = [];
    place.replaceChildren();
  };
}
