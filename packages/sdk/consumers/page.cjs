// A page with one plain <script> in a real browser: the client works, the tag is there, nothing was complained about.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { chromium } = require('playwright-core');
const { startServer } = require('./scenario.cjs');

async function run() {
  const server = await startServer();
  const browser = await chromium.launch({ executablePath: process.env.ONETRIP_CHROMIUM, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const script = readFileSync(require.resolve('@onetrip/sdk/dist/onetrip.umd.js'), 'utf8');
  const files = {
    '/': ['text/html', '<!doctype html><title>Counter</title><script src="/onetrip.umd.js"></script>'],
    '/onetrip.umd.js': ['text/javascript', script],
  };
  await page.route(/^http:\/\/counter\.example\//, (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? ['text/plain', ''];
    return route.fulfill({ contentType, body });
  });
  await page.goto('http://counter.example/');
  const seen = await page.evaluate(async (baseUrl) => {
    const client = OneTrip.createClient({ baseUrl });
    const { url } = await client.matters.get('HZ-GA-041');
    const refused = await client.embedSessions.current().catch(({ name }) => name);
    return { url, refused, tag: customElements.get('onetrip-service-point') !== undefined };
  }, server.url);
  assert.deepEqual(seen, { url: '/v1/matters/HZ-GA-041', refused: seen.refused, tag: true });
  assert.deepEqual(complaints, []);
  await browser.close();
  server.close();
  console.log('page: done');
}

run();
