// The corpus of the search bench: the catalogue's matters, and a province of them made by varying real ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { root } from '../../scripts/run.mjs';

/** Queries with the names that answer them, in the columns `query,expected_matter_names,kind`. */
export function queriesOf(...files) {
  return files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([query, expected, kind]) => ({ query, expected: new Set(expected.split(';')), kind })),
  );
}

/** The matters of an index: id, name, everyday words, theme, department. */
export function mattersOf({ matters, themes, departments }) {
  return matters.map(([id, name, aliases, department, theme, , weight = 0]) => ({
    id,
    name,
    aliases: aliases === '' ? [] : aliases.split('|'),
    department: departments[department],
    theme: themes[theme],
    weight,
    base: name,
  }));
}

/** Streets and towns, to tell the same matter of many offices apart. */
function places() {
  const rows = readFileSync(join(root, 'packages/gateway/catalogue/divisions-hangzhou.csv'), 'utf8').trim().split('\n');
  return rows.map((row) => row.split(',')).flatMap(([, level, name]) => (level === 'street' ? [name] : []));
}

/**
 * So many matters: the real ones, then the same as the offices of one street after the other have them. A query is
 * answered by a matter of the expected name wherever it is; of the same name only the best hit counts.
 */
export function grown(matters, size) {
  const streets = places();
  return Array.from({ length: size }, (_, at) => {
    const matter = matters[at % matters.length];
    const round = Math.floor(at / matters.length);
    if (round === 0) return matter;
    const street = streets[(round - 1) % streets.length];
    return { ...matter, id: `${matter.id}-${round}`, name: `${matter.name}（${street}）`, weight: matter.weight / 2 };
  });
}

const letters = (text, pattern) =>
  pinyin(text, { pattern, toneType: 'none', type: 'array', nonZh: 'removed', v: true }).join('');

const spelt = new Map();

/** What the peers index of a text beside itself: full pinyin and initials. */
export function spellings(text) {
  const known = spelt.get(text) ?? { pinyin: letters(text, 'pinyin'), initials: letters(text, 'first') };
  spelt.set(text, known);
  return known;
}
