// Markdown to HTML, one way for guides, texts and reference: headings with names, tables that scroll, code from files.
import MarkdownIt from 'markdown-it';
import { highlighted } from './highlight.mjs';

/** The name of a heading in an address, as GitHub makes it. */
const slugOf = (text) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const textOf = (token) => (token.children ?? []).map(({ content }) => content).join('');

/** The `<a id="…"></a>` that TypeDoc writes into tables; no other HTML is let through. */
function anchor(state, silent) {
  const found = /^<a id="([\w-]+)"><\/a>/.exec(state.src.slice(state.pos));
  if (!found) return false;
  if (!silent) state.push('anchor', 'a', 0).attrSet('id', found[1]);
  state.pos += found[0].length;
  return true;
}

function nameHeadings(state) {
  const taken = new Map();
  state.env.headings = [];
  for (const [index, token] of state.tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const text = textOf(state.tokens[index + 1]);
    const slug = slugOf(text);
    const times = taken.get(slug) ?? 0;
    taken.set(slug, times + 1);
    const id = times === 0 ? slug : `${slug}-${times}`;
    token.attrSet('id', id);
    state.env.headings.push({ level: Number(token.tag.slice(1)), id, text });
  }
}

/** A paragraph that is nothing but a link to a part of a program becomes that part. */
function showCode(state) {
  const { tokens, env } = state;
  for (let at = 0; at + 2 < tokens.length; at += 1) {
    const [open, inline] = [tokens[at], tokens[at + 1]];
    if (open.type !== 'paragraph_open' || inline.children?.length !== 3) continue;
    const href = inline.children[0].attrGet?.('href') ?? null;
    const code = href !== null && inline.children[0].type === 'link_open' ? env.codeOf(href) : null;
    if (code === null) continue;
    const fence = new state.Token('fence', 'code', 0);
    fence.info = code.language;
    fence.content = code.text;
    tokens.splice(at, 3, fence);
  }
}

function followLinks(state) {
  for (const { children } of state.tokens) {
    if (!children) continue;
    for (const [index, token] of children.entries()) {
      if (token.type !== 'link_open') continue;
      const href = state.env.linkTo(token.attrGet('href'));
      if (href !== null) token.attrSet('href', href);
      else {
        // It leads out of the site, into the repository: its words stay.
        const end = children.findIndex(({ type }, later) => later > index && type === 'link_close');
        for (const one of [token, children[end]])
          Object.assign(one, { type: 'text', tag: '', nesting: 0, content: '' });
      }
    }
  }
}

const markdown = new MarkdownIt({ html: false, highlight: highlighted });
markdown.inline.ruler.before('html_inline', 'anchor', anchor);
markdown.core.ruler.push('name_headings', nameHeadings);
markdown.core.ruler.push('show_code', showCode);
markdown.core.ruler.push('follow_links', followLinks);
markdown.renderer.rules.anchor = (tokens, index) => `<a id="${tokens[index].attrGet('id')}"></a>`;
markdown.renderer.rules.table_open = () => '<div class="table"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';
for (const cell of ['th_open', 'td_open']) {
  // Alignment would be an inline style, which the pages' policy forbids.
  markdown.renderer.rules[cell] = (tokens, index) => `<${tokens[index].tag}>`;
}

/**
 * Renders one document.
 * @param linkTo the address a link leads to on the site; null where it leads to no page of it
 * @param codeOf the code a link shows, `{ text, language }`; null where it is a link like any other
 * @returns {{ html: string, title: string, headings: { level: number, id: string, text: string }[] }}
 */
export function render(source, { linkTo, codeOf = () => null }) {
  const env = { linkTo, codeOf };
  const html = markdown.render(source, env);
  return { html, title: env.headings.find(({ level }) => level === 1)?.text ?? '', headings: env.headings };
}
