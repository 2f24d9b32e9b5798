// A car dealer’s back end: keeps the partner’s key, asks for an embed session for one of its cars, serves the sales desk.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { createPartnerClient } from '@onetrip/sdk/partner';
import { followCases } from '../cases.mjs';

const { PORT, ONETRIP_GATEWAY_URL, ONETRIP_CITIZEN_APP_URL, ONETRIP_PAGE_ORIGIN } = process.env;
const { ONETRIP_PRIVATE_KEY_FILE, ONETRIP_SERVICE_KEYS_FILE, ONETRIP_SERVICE_POINT } = process.env;

// In a real shop: whoever signed in to the sales system, and the cars it sold.
const operator = { id: 'S07', name: '周远' };
const cars = JSON.parse(readFileSync(new URL('cars.json', import.meta.url), 'utf8'));

const partner = createPartnerClient({
  baseUrl: ONETRIP_GATEWAY_URL,
  privateKey: JSON.parse(readFileSync(ONETRIP_PRIVATE_KEY_FILE, 'utf8')),
  serviceKeys: JSON.parse(readFileSync(ONETRIP_SERVICE_KEYS_FILE, 'utf8')),
});

const sdk = createRequire(import.meta.url)
  .resolve('@onetrip/sdk/package.json')
  .replace('package.json', 'dist/');
const file = (path, type) => ({ body: readFileSync(path), type: `${type}; charset=utf-8` });
const here = (name) => new URL(name, import.meta.url);
const files = {
  '/': file(here('public/index.html'), 'text/html'),
  '/page.js': file(here('public/page.js'), 'text/javascript'),
  '/page.css': file(here('public/page.css'), 'text/css'),
  '/cases-page.js': file(here('../cases-page.js'), 'text/javascript'),
  '/look.css': file(here('../look.css'), 'text/css'),
  '/seal.svg': file(here('../seal.svg'), 'image/svg+xml'),
  '/onetrip.umd.js': file(`${sdk}onetrip.umd.js`, 'text/javascript'),
};
const headers = {
  'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src ${ONETRIP_CITIZEN_APP_URL}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

async function answer(request) {
  const [path, query] = request.url.split('?', 2);
  if (request.method === 'GET' && files[path]) return { status: 200, ...files[path] };
  const json = (status, value) => ({ status, type: 'application/json', body: JSON.stringify(value) });
  if (request.method === 'GET' && path === '/cases') return json(200, { items: (await followed?.latest()) ?? [] });
  if (request.method === 'GET' && path === '/desk') return json(200, { operator, cars });
  // Only our own page may open a session with our key, and only for a car of ours.
  if (request.method === 'POST' && path === '/onetrip-session' && request.headers.origin === ONETRIP_PAGE_ORIGIN) {
    const vin = new URLSearchParams(query).get('vin');
    if (!cars.some((car) => car.vin === vin && car.invoiced)) return json(422, {});
    const session = await partner.embedSessions.create({
      servicePointId: ONETRIP_SERVICE_POINT,
      operator,
      origin: ONETRIP_PAGE_ORIGIN,
      matters: ['HZ-JJ-001'],
      context: { vin },
    });
    return json(201, session);
  }
  return json(404, {});
}

let followed;

createServer(async (request, response) => {
  if (request.method === 'POST' && request.url === '/webhooks' && followed) return followed.receive(request, response);
  const { status, type, body } = await answer(request).catch((error) => {
    console.error(`${request.method} ${request.url}: ${error.code ?? error.message}`);
    return { status: 502, type: 'application/json', body: '{}' };
  });
  response.writeHead(status, { ...headers, 'content-type': type }).end(body);
}).listen(Number(PORT), '127.0.0.1');

try {
  followed = await followCases(partner, `${ONETRIP_PAGE_ORIGIN}/webhooks`);
} catch (error) {
  console.error(`the service does not tell of our cases: ${error.code ?? error.message}`);
}
