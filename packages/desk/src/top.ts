// The bar on top of every page of the desk: what this is, who is signed in, how the last thing went, and the way out.
import type { Officer } from '@onetrip/sdk/office';
import { type Child, el } from './dom.ts';
import { say, type Word } from './words.ts';

/** @param between what a page adds: its tabs, its help */
export const showTop = (
  title: Word,
  { name, department }: Pick<Officer, 'name' | 'department'>,
  status: HTMLElement,
  leave: () => void,
  ...between: Child[]
): HTMLElement =>
  el(
    'header',
    { className: 'top' },
    el('h1', {}, say(title)),
    el('span', { className: 'faint', id: 'officer' }, [name, department].filter(Boolean).join(' · ')),
    status,
    ...between,
    el('button', { type: 'button', id: 'sign-out', onclick: leave }, say('signOut')),
  );
