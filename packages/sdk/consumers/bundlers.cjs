// The same app through webpack, rollup and esbuild: each bundle runs, and holds neither axios nor what was not chosen.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { promisify } = require('node:util');
const { createContext, runInContext } = require('node:vm');
const { startServer } = require('./scenario.cjs');

const entry = join(__dirname, 'bundled.js');
const out = (name) => join(__dirname, 'bundles', `${name}.js`);

const bundlers = {
  async webpack(file) {
    const stats = await promisify(require('webpack'))({
      mode: 'production',
      entry,
      target: 'webworker',
      output: { path: join(file, '..'), filename: 'webpack.js' },
    });
    assert(!stats.hasErrors() && !stats.hasWarnings(), stats.toString('errors-warnings'));
  },
  async rollup(file) {
    const { rollup } = require('rollup');
    const { nodeResolve } = require('@rollup/plugin-node-resolve');
    const onwarn = ({ message }) => assert.fail(message);
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })], onwarn });
    await bundle.write({ file, format: 'iife' });
    await bundle.close();
  },
  async esbuild(file) {
    const made = await require('esbuild').build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      outfile: file,
      logLevel: 'silent',
    });
    assert.deepEqual(made.warnings, []);
  },
};

async function run() {
  const server = await startServer();
  for (const [name, bundle] of Object.entries(bundlers)) {
    await bundle(out(name));
    const text = readFileSync(out(name), 'utf8');
    for (const foreign of ['axios', 'wechatNative', '/v1/licences'])
      assert(!text.includes(foreign), `${name}: ${foreign}`);
    const names = ['URL', 'Headers', 'AbortController', 'crypto', 'fetch', 'setTimeout', 'clearTimeout'];
    const realm = createContext({
      ...Object.fromEntries(names.map((one) => [one, globalThis[one]])),
      serviceUrl: server.url,
    });
    runInContext(text, realm);
    assert.equal((await realm.found).url, '/v1/matters/HZ-GA-041', name);
    console.log(`${name}: ${text.length} bytes`);
  }
  server.close();
}

run();
