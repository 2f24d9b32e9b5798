// The evidence as a table: each paper with its source, time and outcome, and both values where they differ.
import type { Case } from '@onetrip/sdk/office';
import { el } from './dom.ts';
import { outcomeNames } from './terms.ts';
import { local, moment, say } from './words.ts';

type Paper = Case['papers'][number];

/** Outcomes in words: a register's yes and no, and values as they stand. */
const spoken = (value: string | undefined): string =>
  value === undefined
    ? '–'
    : value === 'yes'
      ? say('yes')
      : value === 'no'
        ? say('no')
        : value === 'notFound'
          ? say('notFound')
          : value;

/** Both values side by side, by item. */
function showDifference(
  { stated, found }: NonNullable<Paper['difference']>,
  name: (item: string) => string,
): HTMLElement {
  const items = [...new Set([...Object.keys(stated), ...Object.keys(found)])];
  const cell = (value: string | undefined) => el('td', {}, spoken(value));
  return el(
    'table',
    { className: 'difference' },
    el(
      'thead',
      {},
      el('tr', {}, ...(['item', 'stated', 'found'] as const).map((word) => el('th', { scope: 'col' }, say(word)))),
    ),
    el(
      'tbody',
      {},
      ...items.map((item) =>
        el('tr', {}, el('th', { scope: 'row' }, name(item)), cell(stated[item]), cell(found[item])),
      ),
    ),
  );
}

/** A value as it is read: a picture as a picture, and only one that came with the record. */
const showValue = (value: string, name: string): Node | string =>
  /^data:image\//.test(value) ? el('img', { src: value, alt: name, className: 'photo' }) : value;

const showRecord = (record: NonNullable<Paper['record']>, name: (item: string) => string): HTMLElement =>
  el(
    'dl',
    {},
    ...Object.entries(record).flatMap(([item, value]) => [
      el('dt', {}, name(item)),
      el('dd', {}, showValue(value, name(item))),
    ]),
  );

/** Whether somebody has to look at it. */
const isDoubtful = ({ status }: Paper): boolean => status === 'negative' || status === 'contradiction';
const signs: Partial<Record<Paper['status'], string>> = {
  received: '✓',
  committed: '✓',
  negative: '⚠',
  contradiction: '⚠',
  owed: '…',
  pending: '…',
};

function row(paper: Paper): HTMLElement {
  const { name, source, answeredAt, askedAt, status, difference, record, labels } = paper;
  const at = answeredAt ?? askedAt;
  const called = (item: string) => (labels[item] ? local(labels[item]) : item);
  return el(
    'tr',
    { data: { material: paper.materialId, doubt: String(isDoubtful(paper)) } },
    el('th', { scope: 'row' }, local(name)),
    el('td', {}, source ? local(source) : '–'),
    el('td', { className: 'number' }, at ? moment(at) : '–'),
    el('td', { className: 'outcome' }, `${signs[status] ?? ''} ${local(outcomeNames[status])}`),
    el('td', {}, difference ? showDifference(difference, called) : record ? showRecord(record, called) : '–'),
  );
}

/** The table; what needs a person's eye stands first. */
export function showEvidence({ papers }: Pick<Case, 'papers'>): HTMLElement {
  const ordered = [...papers.filter(isDoubtful), ...papers.filter((paper) => !isDoubtful(paper))];
  return el(
    'table',
    { className: 'evidence', id: 'evidence' },
    el('caption', {}, say('evidenceNote')),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        ...(['paper', 'source', 'time', 'outcome', 'said'] as const).map((word) =>
          el('th', { scope: 'col' }, say(word)),
        ),
      ),
    ),
    el('tbody', {}, ...ordered.map(row)),
  );
}
