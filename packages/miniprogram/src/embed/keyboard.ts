// At a counter the Enter key leads on: from field to field, and from the last field to the one button of the page.

const steps = 'input, [role="checkbox"]';
const inSight = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.offsetParent !== null;
const visible = (selector: string): HTMLElement[] => [...document.querySelectorAll(selector)].filter(inSight);

/** The page's one button, pressed. */
const goOn = () => visible('.button-primary:not(:disabled)').at(-1)?.click();

/** What is still to be done on this page: an empty field, a box not ticked. */
const isOpen = (element: HTMLElement): boolean =>
  element instanceof HTMLInputElement ? element.value === '' : element.getAttribute('aria-checked') !== 'true';

/** A page may still be reading what it shows: looked for so often, and after so long each time, in milliseconds. */
const looks = { most: 50, everyMs: 100 };

/** Puts the clerk's hands on the first thing to do, as soon as it is there; unless he has begun already. */
export function focusFirst(look = 1): void {
  const busy = document.activeElement;
  if (busy && busy !== document.body && inSight(busy)) return;
  const first = visible(steps).find(isOpen) ?? visible('.button-primary')[0];
  if (first) first.focus({ preventScroll: true });
  else if (look < looks.most) setTimeout(() => focusFirst(look + 1), looks.everyMs);
}

function advance(from: HTMLElement): void {
  const all = visible(steps);
  const next = all.slice(all.indexOf(from) + 1).find(isOpen);
  if (next) next.focus();
  else goOn();
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event;
  if (target instanceof HTMLInputElement) {
    event.preventDefault();
    advance(target);
  } else if (target instanceof HTMLElement && target.matches('[role="checkbox"]')) {
    // The key ticks the box first, as on any page; then it leads on.
    setTimeout(() => advance(target));
  } else if (target === document.body) {
    goOn();
  }
}

/** Listens from now on. */
export function listenForEnter(): void {
  document.addEventListener('keydown', onKey);
}
