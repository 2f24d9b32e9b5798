// The pages of the SDK's reference, from the Markdown that TypeDoc wrote.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { linksFrom } from './links.mjs';
import { render } from './markdown.mjs';
import { entries } from './reference.mjs';

/** Kinds of things listed beside the text; types are many, and stand on their entry's page. */
const listed = ['classes', 'functions', 'variables'];

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort();

const addressOf = (file) => `reference/${file.replace(/README\.md$/, 'index.md').replace(/md$/, 'html')}`;

/** The address of every page, by the file it is made from. */
export const referenceAddresses = (folder) => filesIn(folder).map((file) => [join(folder, file), addressOf(file)]);

/** The entries as the navigation has them, with what each exports. */
const navigationOver = (files) =>
  entries().map(({ module, specifier, purpose }) => ({
    module,
    purpose,
    title: specifier,
    address: `reference/${module}/index.html`,
    items: listed.flatMap((kind) =>
      files
        .filter((file) => dirname(file) === join(module, kind))
        .map((file) => ({ title: file.slice(join(module, kind).length + 1, -'.md'.length), address: addressOf(file) })),
    ),
  }));

/** The first page: the entries, each usable alone. */
const start = (modules) =>
  [
    '# The SDK’s reference',
    'Each entry is usable alone. Resources have the names they have in the contract: `client.applications.create` is the operation `applications.create`.',
    modules.map(({ module, title, purpose }) => `- [${title}](${module}/README.md)  \n  ${purpose}`).join('\n'),
  ].join('\n\n');

/** What a page says: TypeDoc's words, but for the first page and the names of the entries. */
function wordsOf(file, text, modules, entry) {
  if (file === 'README.md') return start(modules);
  return entry?.address === addressOf(file) ? text.replace(/^# .*$/m, `# ${entry.title}\n\n${entry.purpose}`) : text;
}

/** Of two entries whose folders lie in one another, the inner one. */
const entryOf = (file, modules) =>
  modules
    .filter(({ module }) => file.startsWith(`${module}/`))
    .sort((a, b) => b.module.length - a.module.length)
    .at(0);

/** The pages, each with its navigation. */
export function referencePages(folder, addresses) {
  const files = filesIn(folder);
  const modules = navigationOver(files);
  return files.map((file) => {
    const source = join(folder, file);
    const address = addressOf(file);
    const entry = entryOf(file, modules);
    const said = wordsOf(file, readFileSync(source, 'utf8'), modules, entry);
    const page = { part: 'reference', language: 'en', address, isList: entry?.address === address };
    return {
      page: { ...page, ...render(said, { linkTo: linksFrom(source, address, addresses) }) },
      navigation: modules.map((one) => ({ ...one, items: one === entry ? one.items : [] })),
    };
  });
}
