// The documentation as a static site in `dist/docs`: guides in two languages, texts, and the SDK's reference.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../run.mjs';
import { regionOf } from './code.mjs';
import { layout } from './layout.mjs';
import { linksFrom } from './links.mjs';
import { render } from './markdown.mjs';
import { writeReference } from './reference.mjs';
import { referenceAddresses, referencePages } from './referencePages.mjs';
import { documents } from './sources.mjs';
import { startPage } from './startPage.mjs';

/** Where the site is built. */
const siteFolder = join(root, 'dist/docs');

const otherLanguage = { zh: 'en', en: 'zh' };

/** The part of a program a link names; null where it names none. */
const codeFrom = (file) => (href) => {
  const [, path, name] = /^(\.\.\/code\/[\w-]+\.ts)#(\w+)$/.exec(href) ?? [];
  return path === undefined ? null : { text: regionOf(join(dirname(file), path), name), language: 'ts' };
};

/** The same page in the other language; undefined where there is none. */
const inOtherLanguage = ({ part, address }) =>
  otherLanguage[part] && address.replace(/^(zh|en)/, (language) => otherLanguage[language]);

/** A part's pages as navigation; those below another's folder stand under it. */
function navigationOver(pages) {
  const headOf = ({ address }) =>
    pages.find((one) => one.address === `${dirname(address)}/index.html` && dirname(address).includes('/'));
  return pages
    .filter((page) => [undefined, page].includes(headOf(page)))
    .map((page) => ({ ...page, items: pages.filter((one) => one !== page && headOf(one) === page) }));
}

function documentPages(addresses) {
  const pages = documents().map(({ part, language, file, address }) => {
    const read = { linkTo: linksFrom(file, address, addresses), codeOf: codeFrom(file) };
    return { part, language, address, ...render(readFileSync(file, 'utf8'), read) };
  });
  return pages.map((page) => {
    const siblings = pages.filter(({ part }) => part === page.part);
    const index = siblings.indexOf(page);
    const around = { before: siblings[index - 1], after: siblings[index + 1], other: inOtherLanguage(page) };
    return { page: { ...page, ...around }, navigation: navigationOver(siblings) };
  });
}

function write(site, address, html) {
  const file = join(site, address);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}

/** Builds the site anew; the old one stays in place until the new one is whole. @returns a note for the terminal */
export async function buildSite() {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  const work = mkdtempSync(join(dist, 'docs-building-'));
  try {
    const reference = join(work, 'reference');
    const site = join(work, 'site');
    await writeReference(reference);
    const addresses = new Map([
      ...documents().map(({ file, address }) => [file, address]),
      ...referenceAddresses(reference),
    ]);
    const pages = [...documentPages(addresses), ...referencePages(reference, addresses)];
    for (const { page, navigation } of pages) write(site, page.address, layout(page, navigation));
    write(site, 'index.html', startPage());
    copyFileSync(join(root, 'scripts/docs/look.css'), join(site, 'look.css'));
    copyFileSync(join(root, 'examples/seal.svg'), join(site, 'seal.svg'));
    rmSync(siteFolder, { recursive: true, force: true });
    renameSync(site, siteFolder);
    return `${pages.length + 1} pages in ${relative(root, siteFolder)}`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
