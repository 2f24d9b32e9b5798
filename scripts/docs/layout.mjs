// A page of the site: the bar, the navigation beside the text, what comes before and after. No scripts.
import { posix } from 'node:path';
import { escaped } from './highlight.mjs';

const words = {
  zh: {
    guides: '指南',
    texts: '架构与决策',
    reference: 'SDK 参考',
    api: 'API 参考',
    contents: '目录',
    onPage: '本页',
    before: '上一篇',
    after: '下一篇',
    other: 'English',
    skip: '跳到正文',
  },
  en: {
    guides: 'Guides',
    texts: 'Texts',
    reference: 'SDK reference',
    api: 'API reference',
    contents: 'Contents',
    onPage: 'On this page',
    before: 'Before',
    after: 'Next',
    other: '中文',
    skip: 'Skip to the text',
  },
};

/** An address as it is written on a page at `from`. */
export const relativeTo = (from, to) => posix.relative(posix.dirname(from), to) || posix.basename(to);

const link = (from, { address, title }, attributes = '') =>
  `<a href="${escaped(relativeTo(from, address))}"${attributes}>${escaped(title)}</a>`;

/** A list of links, nested where an entry has `items`; the page itself is marked. */
function list(from, entries) {
  const item = (entry) => {
    const current = entry.address === from ? ' aria-current="page"' : '';
    const below = entry.items?.length ? list(from, entry.items) : '';
    return `<li>${entry.address === undefined ? `<b>${escaped(entry.title)}</b>` : link(from, entry, current)}${below}</li>`;
  };
  return `<ul>${entries.map(item).join('')}</ul>`;
}

const onThisPage = (headings, said) => {
  // Of a class, its methods; of a text, its chapters.
  const methods = headings.filter(({ level, text }) => level === 3 && text.endsWith('()'));
  const named = methods.length > 2 ? methods : headings.filter(({ level }) => level === 2);
  if (named.length < 3) return '';
  const items = named.map(({ id, text }) => `<li><a href="#${escaped(id)}">${escaped(text)}</a></li>`).join('');
  return `<nav class="here" aria-label="${said.onPage}"><b>${said.onPage}</b><ul>${items}</ul></nav>`;
};

/**
 * A page.
 * @param page `address`, `language`, `part`, `title`, `html`, `headings`; `other`: the same in the other language;
 *   `isList`: it is mostly lists of short names
 * @param navigation entries beside the text: `{ title, address, items }`
 */
export function layout(page, navigation) {
  const { address, language, part, title, html, headings = [], isList = false, other, before, after } = page;
  const said = words[language];
  const at = (to) => escaped(relativeTo(address, to));
  const tab = (to, text, isHere) => `<a href="${at(to)}"${isHere ? ' aria-current="true"' : ''}>${text}</a>`;
  const side = navigation.length > 0 ? list(address, navigation) : '';
  const step = (one, text, rel) =>
    one ? `<a rel="${rel}" href="${at(one.address)}"><i>${text}</i>${escaped(one.title)}</a>` : '<span></span>';
  const steps =
    before || after
      ? `<nav class="steps">${step(before, said.before, 'prev')}${step(after, said.after, 'next')}</nav>`
      : '';
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${escaped(title)} · 一证通办 OneTrip</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="${at('look.css')}"><link rel="icon" href="${at('seal.svg')}"></head>
<body><a class="skip" href="#text">${said.skip}</a>
<header><a class="brand" href="${at('index.html')}"><img src="${at('seal.svg')}" alt="" width="32" height="32"><b>一证通办</b> OneTrip</a>
<nav aria-label="${said.contents}">${tab(`${language}/index.html`, said.guides, part === 'zh' || part === 'en')}${tab('texts/architecture.html', said.texts, part === 'texts')}${tab('reference/index.html', said.reference, part === 'reference')}<a href="/docs/api">${said.api}</a>${other ? `<a href="${at(other)}" lang="${language === 'zh' ? 'en' : 'zh-CN'}">${said.other}</a>` : ''}</nav></header>
<div class="${side ? 'with-side' : 'alone'}">${side ? `<details class="fold"><summary>${said.contents}</summary>${side}</details><nav class="side" aria-label="${said.contents}">${side}</nav>` : ''}
<main id="text"${isList ? ' class="list"' : ''}>${html}${steps}</main>${onThisPage(headings, said)}</div></body></html>
`;
}
