// Code in three colours – comments, strings, keywords –, without a library.
const keywords =
  'abstract as async await break case catch class const continue declare default delete do else enum export extends false finally for from function get if implements import in instanceof interface keyof let new null of private protected public readonly return satisfies set static super switch this throw true try type typeof undefined var void while yield';
const isKeyword = new Set(keywords.split(' '));

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML. */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => entities[sign]);

const script =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|(?<word>[A-Za-z_$][\w$]*)/g;
const shell = /(?<comment>(?<=^|\s)#[^\n]*)|(?<string>'[^'\n]*'|"[^"\n]*")/gm;
const data = /(?<string>"(?:[^"\\\n]|\\.)*")/g;

const grammars = { ts: script, typescript: script, js: script, javascript: script, sh: shell, json: data };

/** Code as HTML; of a language that is not known, as it is. */
export function highlighted(code, language) {
  const grammar = grammars[language];
  if (!grammar) return escaped(code);
  let html = '';
  let at = 0;
  for (const found of code.matchAll(grammar)) {
    const { comment, string, word } = found.groups;
    const kind = comment ? 'comment' : string ? 'string' : isKeyword.has(word) ? 'keyword' : null;
    if (kind === null) continue;
    html += `${escaped(code.slice(at, found.index))}<i class="${kind}">${escaped(found[0])}</i>`;
    at = found.index + found[0].length;
  }
  return html + escaped(code.slice(at));
}
