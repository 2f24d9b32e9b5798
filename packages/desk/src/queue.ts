// The queue on the left: one line a case, the most urgent first, and the filters above it.
import type { CaseQuery, CaseSummary } from '@onetrip/sdk/office';
import { el } from './dom.ts';
import { stateNames } from './terms.ts';
import { local, say, termLeft, type Word } from './words.ts';

/** The filters, by name. */
export const filters = {
  all: {},
  mine: { mine: true },
  soon: { due: 'soon' },
  overdue: { due: 'overdue' },
  contradicting: { contradicting: true },
  escalated: { escalated: true },
} as const satisfies Partial<Record<Word, CaseQuery>>;
export type Filter = keyof typeof filters;

/** What the queue shows, and what is done with it. */
export interface QueueParts {
  items: readonly CaseSummary[];
  filter: Filter;
  /** The line the keys are on. */
  at: number;
  openId: string | null;
  more: boolean;
  onFilter(filter: Filter): void;
  onOpen(index: number): void;
  onMore(): void;
}

/** How near the last day is, in colour and words. */
export const termChip = ({ due, workingDaysLeft }: Pick<CaseSummary, 'due' | 'workingDaysLeft'>): HTMLElement =>
  el('span', { className: 'chip', data: { due } }, termLeft(due, workingDaysLeft));

const marksOf = ({ contradictions, escalated, holder }: CaseSummary): (HTMLElement | null)[] => [
  contradictions > 0
    ? el('span', { className: 'chip', data: { due: 'soon' } }, `${say('contradicting')} ${contradictions}`)
    : null,
  escalated ? el('span', { className: 'chip', data: { due: 'overdue' } }, say('escalated')) : null,
  holder ? el('span', { className: 'chip' }, say(holder.mine ? 'heldByMe' : 'held')) : null,
];

function line(item: CaseSummary, index: number, { at, openId, onOpen }: QueueParts): HTMLElement {
  const button = el(
    'button',
    {
      type: 'button',
      className: 'line',
      tabIndex: index === at ? 0 : -1,
      onclick: () => onOpen(index),
      id: `case-${item.applicationId}`,
    },
    el('strong', {}, local(item.matterName)),
    el('span', { className: 'faint' }, `${item.acceptanceNumber} · ${local(stateNames[item.state])}`),
    el('span', { className: 'chips' }, termChip(item), ...marksOf(item)),
  );
  if (item.applicationId === openId) button.setAttribute('aria-current', 'true');
  return el('li', {}, button);
}

/** The queue. */
export function showQueue(parts: QueueParts): HTMLElement {
  const { items, filter, more, onFilter, onMore } = parts;
  const names = Object.keys(filters) as Filter[];
  return el(
    'nav',
    { className: 'queue', aria: { label: say('queue') } },
    el('h2', {}, say('queue')),
    el(
      'div',
      { className: 'filters', aria: { role: 'group', label: say('queue') } },
      ...names.map((name) =>
        el(
          'button',
          {
            type: 'button',
            id: `filter-${name}`,
            onclick: () => onFilter(name),
            aria: { pressed: String(name === filter) },
          },
          say(name),
        ),
      ),
    ),
    items.length === 0
      ? el('p', { className: 'faint', id: 'queue-empty' }, say('empty'))
      : el('ol', {}, ...items.map((item, index) => line(item, index, parts))),
    more ? el('button', { type: 'button', id: 'more', onclick: onMore }, say('more')) : null,
  );
}
