// Elements made in one line, text always as text: nothing a citizen entered is ever read as markup.

export type Child = Node | string | null | false | undefined;
type Properties<T> = { [K in keyof T]?: T[K] } & { data?: Record<string, string>; aria?: Record<string, string> };

/** An element with properties, `data-` and `aria-` attributes, and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { data = {}, aria = {}, ...properties }: Properties<Omit<HTMLElementTagNameMap[K], 'children'>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(aria))
    element.setAttribute(name === 'role' ? name : `aria-${name}`, value);
  element.append(
    ...children.filter(
      (child): child is Node | string => child !== null && child !== undefined && child !== false && child !== '',
    ),
  );
  return element;
}

/** A heading with what stands under it. */
export const section = (className: string, title: string, ...children: Child[]): HTMLElement =>
  el('section', { className }, el('h3', {}, title), ...children);
