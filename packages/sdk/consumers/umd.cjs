// A page's single script, in a realm that has what a browser has, and no module loader.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { createContext, runInContext } = require('node:vm');
const { startServer, useClient } = require('./scenario.cjs');

const names = [
  'URL',
  'URLSearchParams',
  'Headers',
  'Request',
  'Response',
  'FormData',
  'Blob',
  'ReadableStream',
  'TextEncoder',
];
const web = Object.fromEntries(
  [...names, 'AbortController', 'AbortSignal', 'crypto', 'fetch'].map((name) => [name, globalThis[name]]),
);
const registered = new Map();
class HTMLElement {}
const customElements = {
  get: (name) => registered.get(name),
  define: (name, element) => registered.set(name, element),
};

/** A page's realm; without its own collections, as if it had another `Array` than ours. */
const context = createContext({ ...web, setTimeout, clearTimeout, HTMLElement, customElements });
runInContext(readFileSync(require.resolve('@onetrip/sdk/dist/onetrip.umd.js'), 'utf8'), context);
const { OneTrip } = context;
assert.equal(registered.get('onetrip-service-point'), OneTrip.OneTripServicePoint);

startServer().then(async (server) => {
  await useClient(OneTrip, server.url);
  server.close();
  console.log('UMD: done');
});
