// The documentation as a static site in `dist/docs`: guides in two languages, texts, and the SDK's reference.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from '../run.mjs';
import { regionOf } from './code.mjs';
import { layout, relativeTo } from './layout.mjs';
import { render } from './markdown.mjs';
import { entries, writeReference } from './reference.mjs';
import { documents } from './sources.mjs';
import { startPage } from './startPage.mjs';

/** Where the site is built. */
export const siteFolder = join(root, 'dist/docs');

const otherLanguage = { zh: 'en', en: 'zh' };
const isOutside = (href) => /^(?:[a-z]+:|\/|#)/.test(href);

/** Turns links between files into links between pages; `addresses` by absolute file. */
const linksFrom = (file, address, addresses) => (href) => {
  if (isOutside(href)) return href;
  const [path, fragment] = href.split('#', 2);
  const target = addresses.get(resolve(dirname(file), path));
  if (target === undefined) return null;
  return relativeTo(address, target) + (fragment === undefined ? '' : `#${fragment}`);
};

/** The part of a program a link names; null where it names none. */
const codeFrom = (file) => (href) => {
  const [, path, name] = /^(\.\.\/code\/[\w-]+\.ts)#(\w+)$/.exec(href) ?? [];
  return path === undefined ? null : { text: regionOf(join(dirname(file), path), name), language: 'ts' };
};

function documentPages(addresses) {
  const pages = documents().map(({ part, language, file, address }) => {
    const read = { linkTo: linksFrom(file, address, addresses), codeOf: codeFrom(file) };
    return { part, language, address, ...render(readFileSync(file, 'utf8'), read) };
  });
  const inPart = (part) => pages.filter((page) => page.part === part);
  return pages.map((page) => {
    const siblings = inPart(page.part);
    const index = siblings.indexOf(page);
    const other =
      page.part === 'texts' ? undefined : page.address.replace(/^(zh|en)/, (language) => otherLanguage[language]);
    return { page: { ...page, other, before: siblings[index - 1], after: siblings[index + 1] }, navigation: siblings };
  });
}

function markdownFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
}

/** Kinds of things listed beside the text; types are many, and listed on their entry's page. */
const listed = { classes: 'Classes', functions: 'Functions', variables: 'Variables' };

function referencePages(folder, addresses) {
  const specifiers = new Map(entries().map(({ module, specifier }) => [module, specifier]));
  const files = markdownFiles(folder).sort();
  const modules = [...specifiers].map(([module, specifier]) => {
    const below = (kind) =>
      files
        .filter((file) => dirname(file) === join(module, kind))
        .map((file) => ({
          title: file.slice(join(module, kind).length + 1, -3),
          address: addresses.get(join(folder, file)),
        }));
    return {
      module,
      title: specifier,
      address: `reference/${module}/index.html`,
      items: Object.keys(listed).flatMap(below),
    };
  });
  return files.map((file) => {
    const source = join(folder, file);
    const address = addresses.get(source);
    const module = modules.find(
      (one) =>
        file.startsWith(`${one.module}/`) &&
        !modules.some((longer) => longer.module.startsWith(`${one.module}/`) && file.startsWith(`${longer.module}/`)),
    );
    const text = readFileSync(source, 'utf8');
    const isEntry = module && address === module.address;
    const said = isEntry
      ? text.replace(/^# .*$/m, `# ${module.title}`)
      : file === 'README.md'
        ? referenceStart(modules)
        : text;
    const rendered = render(said, { linkTo: linksFrom(source, address, addresses) });
    const navigation = modules.map((one) => ({ ...one, items: one === module ? one.items : [] }));
    return { page: { part: 'reference', language: 'en', address, ...rendered }, navigation };
  });
}

/** The first page of the reference: the entries, each usable alone. */
const referenceStart = (modules) =>
  [
    '# The SDK’s reference',
    'Each entry is usable alone. Resources have the names they have in the contract: `client.applications.create` is the operation `applications.create`.',
    modules.map(({ module, title }) => `- [${title}](${module}/README.md)`).join('\n'),
  ].join('\n\n');

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
      ...markdownFiles(reference).map((file) => [
        join(reference, file),
        `reference/${file.replace(/README\.md$/, 'index.md').replace(/md$/, 'html')}`,
      ]),
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
    if (existsSync(work)) rmSync(work, { recursive: true, force: true });
  }
}

function write(site, address, html) {
  const file = join(site, address);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}
