// Links between files become links between pages.
import { dirname, resolve } from 'node:path';
import { relativeTo } from './layout.mjs';

const isOutside = (href) => /^(?:[a-z]+:|\/|#)/.test(href);

/**
 * How the links of one document are followed.
 * @param addresses of all pages, by the absolute file each is made from
 * @returns a function: the link on the site, or null where it leads to no page of it
 */
export const linksFrom = (file, address, addresses) => (href) => {
  if (isOutside(href)) return href;
  const [path, fragment] = href.split('#', 2);
  const target = addresses.get(resolve(dirname(file), path));
  if (target === undefined) return null;
  return relativeTo(address, target) + (fragment === undefined ? '' : `#${fragment}`);
};
