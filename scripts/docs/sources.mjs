// What the site is made of: every document, where it stands on the site, and in which part.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.mjs';
import { guides } from './running.mjs';

/** A document: its file, its address below `/docs/`, its language, and the part of the site it belongs to. */
const document = (part, language, file, address) => ({ part, language, file: join(root, 'docs', file), address });

const languages = ['zh', 'en'];
const texts = ['architecture', 'protocols', 'operate', 'reform'];

const decisions = () =>
  readdirSync(join(root, 'docs/decisions'))
    .filter((file) => /^\d{4}-.*\.md$/.test(file))
    .sort()
    .map((file) => document('texts', 'en', `decisions/${file}`, `texts/decisions/${file.replace(/md$/, 'html')}`));

/** Guides, texts and decisions, in the order of the navigation. */
export const documents = () => [
  ...languages.flatMap((language) => [
    document(language, language, `guides/${language}/README.md`, `${language}/index.html`),
    ...guides.map((name) => document(language, language, `guides/${language}/${name}.md`, `${language}/${name}.html`)),
  ]),
  ...texts.map((name) => document('texts', 'en', `${name}.md`, `texts/${name}.html`)),
  document('texts', 'en', 'decisions/README.md', 'texts/decisions/index.html'),
  ...decisions(),
];
