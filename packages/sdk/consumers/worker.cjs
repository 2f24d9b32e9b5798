// An engine at the edge of a network: fetch, URL and crypto; no Node, no XMLHttpRequest, no window.
const assert = require('node:assert/strict');
const { join } = require('node:path');
const { createContext, SourceTextModule } = require('node:vm');
const { readFileSync } = require('node:fs');
const { startServer } = require('./scenario.cjs');

const names = [
  'URL',
  'URLSearchParams',
  'Headers',
  'Request',
  'Response',
  'AbortController',
  'TextEncoder',
  'crypto',
  'fetch',
];
const context = createContext({
  ...Object.fromEntries(names.map((name) => [name, globalThis[name]])),
  setTimeout,
  clearTimeout,
});
const dist = join(require.resolve('@onetrip/sdk/package.json'), '../dist');
const modules = new Map();

/** A module of the package, by its file; anything that is not the package's own is not there. */
function load(file) {
  if (!modules.has(file)) {
    modules.set(file, new SourceTextModule(readFileSync(file, 'utf8'), { context, identifier: file }));
  }
  return modules.get(file);
}
const link = (specifier, from) => {
  if (!specifier.startsWith('.')) throw new Error(`${from.identifier} needs ${specifier}, which is not here`);
  return load(join(from.identifier, '..', specifier));
};

async function run() {
  const server = await startServer();
  const entry = new SourceTextModule(
    `import { Applications, createClient, Matters, ProblemError } from '${dist}/core.js';
     import { fetchTransport } from '${dist}/fetch.js';
     export { ProblemError };
     export const make = (baseUrl) => createClient({
       baseUrl, token: 'session-token', transport: fetchTransport(), resources: { matters: Matters, applications: Applications },
     });`,
    { context, identifier: join(dist, 'worker.js') },
  );
  await entry.link((specifier, from) => (specifier.startsWith('/') ? load(specifier) : link(specifier, from)));
  await entry.evaluate();
  const { make, ProblemError } = entry.namespace;
  const client = make(server.url);
  assert.equal((await client.matters.get('HZ-GA-041')).url, '/v1/matters/HZ-GA-041');
  const body = { matterId: 'x', situation: {}, form: {}, commitments: [], noticeAcknowledged: true };
  const error = await client.applications.create(body).catch((caught) => caught);
  assert(error instanceof ProblemError && error.code === 'paper_required');
  server.close();
  console.log('worker: done');
}

run();
