// Finds matters from the command line. `npm run --silent matters -- search WORDS | search --stdin --json | index FILE`
import './node-version.mjs';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSearch } from './matters-build.mjs';
import { root } from './run.mjs';
import { bold, dim, main, Plain, say } from './terminal.mjs';

const usage = `npm run --silent matters -- COMMAND

  search WORDS            the ten best, for people
  search --stdin --json   one query a line in, one JSON array of matter names (best first, ten) a line out
  search --stdin          the same, names with tabs between
  index FILE              write the index a phone searches in: plain JSON, pinyin in it`;

const limit = 10;
async function load() {
  const built = await buildSearch();
  const index = JSON.parse(readFileSync(join(root, built.index), 'utf8'));
  const { search } = await import(pathToFileURL(join(root, built.engine)).href);
  const names = new Map(index.matters.map(([matterId, name]) => [matterId, name]));
  return (query) => {
    const answer = search(index, query, { limit });
    return { ...answer, hits: answer.hits.map((hit) => ({ ...hit, name: names.get(hit.matterId) })) };
  };
}

/** A name with what matched of it in bold. */
function marked(name, highlights) {
  let text = '';
  let at = 0;
  for (const [from, to] of highlights) {
    text += name.slice(at, from) + bold(name.slice(from, to));
    at = to;
  }
  return text + name.slice(at);
}

function show({ hits, didYouMean, nothingFound, said }) {
  if (didYouMean) say(`  ${dim('您是不是要找')} ${didYouMean}`);
  if (said.place) say(`  ${dim('地区')} ${said.place.key}`);
  for (const { matterId, name, highlights } of hits) say(`  ${dim(matterId)}  ${marked(name, highlights)}`);
  if (nothingFound)
    say(`  没有找到。相近主题：${nothingFound.themes.join('、')}；也可以拨打 ${nothingFound.hotline}。`);
}

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        stdin: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const [command, ...words] = positionals;
    const isSearch = command === 'search' && (values.stdin || words.length > 0);
    if (!values.help && !isSearch && !(command === 'index' && words.length === 1))
      throw new Error('What is to be done?');
    return { ...values, command, words };
  } catch (error) {
    throw new Plain(`${error.message}\n\n${usage}`);
  }
}

await main(async () => {
  const { command, words, stdin, json, help } = options();
  if (help) {
    say(usage);
    return;
  }
  if (command === 'index') {
    const built = await buildSearch();
    const file = resolve(words[0]);
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(join(root, built.index), file);
    return;
  }
  const find = await load();
  const line = (query) => {
    const names = find(query).hits.map(({ name }) => name);
    process.stdout.write(`${json ? JSON.stringify(names) : names.join('\t')}\n`);
  };
  if (stdin) for await (const query of createInterface({ input: process.stdin })) line(query);
  else if (json) line(words.join(' '));
  else show(find(words.join(' ')));
});
