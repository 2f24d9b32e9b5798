// Parts every entry of a register is shown with: its heading, names beside values, what may be done, sentences as a list.
import { type Child, el, section } from './dom.ts';
import { say } from './words.ts';

/** An entry: its heading with chips beside it, and what stands under it. */
export const showEntry = (title: string, chips: Child[], ...parts: Child[]): HTMLElement =>
  el(
    'article',
    { className: 'case', id: 'entry', aria: { labelledby: 'entry-title' } },
    el('header', {}, el('h2', { id: 'entry-title', tabIndex: -1 }, title), el('p', { className: 'chips' }, ...chips)),
    ...parts,
  );

/** Names beside values. */
export const pairs = (entries: readonly (readonly [string, Child])[]): HTMLElement =>
  el('dl', {}, ...entries.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));

/** Sentences, one below the other; where there is none, a word for that. */
export const sentences = (lines: readonly string[], none: string): HTMLElement =>
  lines.length === 0
    ? el('p', { className: 'faint' }, none)
    : el('ul', { className: 'sentences' }, ...lines.map((text) => el('li', {}, text)));

/** A table with a heading for each column. */
export const table = (className: string, columns: readonly string[], rows: readonly Child[][]): HTMLElement =>
  el(
    'table',
    { className },
    el('thead', {}, el('tr', {}, ...columns.map((name) => el('th', { scope: 'col' }, name)))),
    el('tbody', {}, ...rows.map((cells) => el('tr', {}, ...cells.map((cell) => el('td', {}, cell))))),
  );

/** What may be done, as buttons. */
export const showActions = (...buttons: Child[]): HTMLElement =>
  section('actions', say('actions'), el('div', { className: 'buttons' }, ...buttons));

/** A button that does something. */
export const actButton = (id: string, tone: 'good' | 'plain' | 'bad', name: string, onclick: () => void): HTMLElement =>
  el('button', { type: 'button', id, data: { tone }, onclick }, name);
