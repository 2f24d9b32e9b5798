// The reform office's pages: what departments are late with, what is published, and the reform register.
import type { OfficeClient, Officer } from '@onetrip/sdk/office';
import { el } from './dom.ts';
import { escalationRegister } from './escalations.ts';
import { publicationRegister } from './publications.ts';
import { reformRegister } from './reformFiles.ts';
import { openRegister, type Register } from './register.ts';
import { showTop } from './top.ts';
import { say } from './words.ts';
import { createWorking } from './working.ts';

/** What a tab opens, whatever its entries are. */
type Tab = Pick<Register<never, never>, 'title'> & {
  open(parts: Parameters<typeof openRegister>[1]): () => Promise<void>;
};
const tabOf = <Item, One>(register: Register<Item, One>): Tab => ({
  title: register.title,
  open: (parts) => openRegister(register, parts),
});
const tabs: readonly Tab[] = [tabOf(escalationRegister), tabOf(publicationRegister), tabOf(reformRegister)];

/** Shows the pages in `place`. @returns what ends them: nothing of any file stays on the page */
export function openReformOffice(
  place: HTMLElement,
  office: OfficeClient,
  officer: Officer,
  leave: () => void,
): () => void {
  const left = el('div', { className: 'left' });
  const main = el('main', { tabIndex: -1 });
  let refresh = async (): Promise<void> => undefined;
  const working = createWorking(main, leave, () => refresh());
  const bar = el('nav', { className: 'filters tabs', aria: { label: say('pages') } });

  const choose = (tab: Tab) => {
    bar.replaceChildren(
      ...tabs.map((one) =>
        el(
          'button',
          {
            type: 'button',
            id: `tab-${one.title}`,
            aria: { pressed: String(one === tab) },
            onclick: () => choose(one),
          },
          say(one.title),
        ),
      ),
    );
    working.tell('');
    left.replaceChildren();
    main.replaceChildren();
    refresh = tab.open({ office, left, main, working });
    void working.quietly(refresh);
  };

  place.replaceChildren(
    showTop('reformOffice', officer, working.status, leave, bar),
    el('div', { className: 'desk' }, left, main),
  );
  const [first] = tabs;
  if (first) choose(first);
  return () => {
    for (const dialog of document.querySelectorAll('dialog')) dialog.remove();
    place.replaceChildren();
  };
}
