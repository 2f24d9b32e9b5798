// The peers, each set up as well as it can be: the same names and everyday words, theme, pinyin and initials; by characters, in twos.
import { create, insertMultiple, save, search as searchOrama } from '@orama/orama';
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import PinyinMatch from 'pinyin-match';
import { spellings } from './corpus.mjs';

/** Single characters and neighbouring ones of Chinese, whole words of anything else. */
function tokens(text) {
  const found = [];
  for (const run of text.toLowerCase().match(/[\u3400-\u9fff]+|[a-z0-9]+/g) ?? []) {
    if (!/[\u3400-\u9fff]/.test(run)) found.push(run);
    else
      for (let at = 0; at < run.length; at += 1)
        found.push(run[at], ...(at + 1 < run.length ? [run.slice(at, at + 2)] : []));
  }
  return found;
}

/** A matter as the peers get it: every text in one field of its kind. */
function documentOf({ id, name, aliases, theme }) {
  const texts = [name, ...aliases].map((text) => spellings(text.replace(/（[^（]*[街镇乡]道?）$/, '')));
  return {
    id,
    name,
    aliases: aliases.join(' '),
    theme,
    pinyin: texts.map((text) => text.pinyin).join(' '),
    initials: texts.map((text) => text.initials).join(' '),
  };
}

const fields = ['name', 'aliases', 'theme', 'pinyin', 'initials'];
const boost = { name: 2, aliases: 2, theme: 0.5, pinyin: 1.5, initials: 1 };
const limit = 200;

export const peers = {
  MiniSearch(matters) {
    const engine = new MiniSearch({
      fields,
      tokenize: tokens,
      searchOptions: {
        boost,
        prefix: (term) => /^[a-z]/.test(term),
        fuzzy: (term) => (/^[a-z]{5,}/.test(term) ? 0.15 : false),
      },
    });
    engine.addAll(matters.map(documentOf));
    return {
      search: (query) =>
        engine
          .search(query)
          .slice(0, limit)
          .map(({ id }) => id),
      size: () => JSON.stringify(engine).length,
    };
  },

  FlexSearch(matters) {
    const engine = new FlexSearch.Document({
      document: {
        id: 'id',
        index: fields.map((field) => ({ field, tokenize: 'forward', encode: tokens, resolution: 9 })),
      },
    });
    for (const matter of matters) engine.add(documentOf(matter));
    // It answers field by field; ranks are added up by the fields' weights.
    const search = (query) => {
      const ranks = new Map();
      for (const { field, result } of engine.search(query, { limit, suggest: true })) {
        result.forEach((id, at) => {
          ranks.set(id, (ranks.get(id) ?? 0) + boost[field] / (at + 1));
        });
      }
      return [...ranks].sort((a, b) => b[1] - a[1]).map(([id]) => id);
    };
    const size = () => {
      let length = 0;
      engine.export((_, data) => {
        length += data?.length ?? 0;
      });
      return length;
    };
    return { search, size };
  },

  async Orama(matters) {
    const schema = Object.fromEntries([['id', 'string'], ...fields.map((field) => [field, 'string'])]);
    const tokenizer = { language: 'chinese', normalizationCache: new Map(), tokenize: tokens };
    const engine = create({ schema, components: { tokenizer } });
    await insertMultiple(engine, matters.map(documentOf), 1000);
    return {
      search: (query) => {
        const term = tokens(query).join(' ');
        const { hits } = searchOrama(engine, { term, properties: fields, boost, limit, threshold: 1 });
        return hits.map(({ document }) => document.id);
      },
      size: () => JSON.stringify(save(engine)).length,
    };
  },

  'Fuse.js'(matters) {
    const documents = matters.map((matter) => ({ ...documentOf(matter), aliases: matter.aliases }));
    const keys = fields.map((name) => ({ name, weight: boost[name] }));
    const index = Fuse.createIndex(keys, documents);
    const engine = new Fuse(documents, { keys, ignoreLocation: true, threshold: 0.5, includeScore: false }, index);
    return {
      search: (query) => engine.search(query, { limit }).map(({ item }) => item.id),
      size: () => JSON.stringify(index).length,
    };
  },

  'pinyin-match'(matters) {
    // It matches one text at a time, and has no index and no ranking: the shortest text that matches is the best.
    const texts = matters.flatMap(({ id, name, aliases }) => [name, ...aliases].map((text) => ({ id, text })));
    return {
      search: (query) => {
        const wanted = query.replaceAll(' ', '');
        return texts
          .filter(({ text }) => PinyinMatch.match(text, wanted))
          .sort((a, b) => a.text.length - b.text.length)
          .slice(0, limit)
          .map(({ id }) => id);
      },
      size: () => JSON.stringify(texts).length,
    };
  },
};
