// A page with one plain <script> in a real browser: the client works, the tag is there, nothing was complained about.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { chromium } = require('playwright-core');
const { startServer } = require('./scenario.cjs');

async function run() {
  const server = await startServer();
  const browser = await chromium.launch({ executablePath: process.argv[2], args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const script = readFileSync(require.resolve('@onetrip/sdk/dist/onetrip.umd.js'), 'utf8');
  const files = {
    '/counter/': ['text/html', '<!doctype html><title>Counter</title><script src="/counter/onetrip.umd.js"></script>'],
    '/counter/onetrip.umd.js': ['text/javascript', script],
  };
  await page.route(`${server.url}/counter/**`, (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? ['text/plain', ''];
    return route.fulfill({ contentType, body });
  });
  await page.goto(`${server.url}/counter/`);
  const seen = await page.evaluate(async (baseUrl) => {
    const client = OneTrip.createClient({ baseUrl });
    const { url } = await client.matters.get('HZ-GA-041');
    return { url, tag: customElements.get('onetrip-service-point') !== undefined };
  }, server.url);
  assert.deepEqual(seen, { url: '/v1/matters/HZ-GA-041', tag: true });
  assert.deepEqual(complaints, []);
  await browser.close();
  server.close();
  console.log('page: done');
}

run();
