// What every plain consumer does against a real server: reads, is refused, signs. Throws when anything is amiss.
const assert = require('node:assert/strict');
const { generateKeyPairSync } = require('node:crypto');
const { once } = require('node:events');
const { createServer } = require('node:http');

/** Answers reads with a matter, filings with a problem. */
async function startServer() {
  const server = createServer((request, response) => {
    const refused = request.url === '/v1/applications';
    const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    response.writeHead(refused ? 422 : 200, { 'content-type': 'application/json', ...open });
    const problem = { code: 'paper_required', status: 422, title: '需要材料', retryable: false, requestId: 'r1' };
    const { authorization } = request.headers;
    response.end(JSON.stringify(refused ? problem : { url: request.url, authorization }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Uses a copy of the client. */
async function useClient({ createClient, ProblemError, isOneTripError }, baseUrl) {
  const client = createClient({ baseUrl, token: 'session-token' });
  assert.deepEqual({ ...(await client.matters.get('HZ-GA-041')) }, { url: '/v1/matters/HZ-GA-041' });
  assert.equal((await client.identity.me()).authorization, 'Bearer session-token');
  const body = { matterId: 'x', situation: {}, form: {}, commitments: [], noticeAcknowledged: true };
  const error = await client.applications.create(body).catch((caught) => caught);
  assert(error instanceof ProblemError && isOneTripError(error));
  assert.equal(error.code, 'paper_required');
  assert.match(error.idempotencyKey, /^[0-9a-f-]{36}$/);
}

/** Uses a copy of the partner's client, without a network: signed there, signed back, and a webhook verified. */
async function usePartner({ createPartnerClient, verifyWebhook }, testing) {
  const { baseUrl, transport, serviceKeys, requests } = testing.createTestService();
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const partner = createPartnerClient({ baseUrl, transport, serviceKeys, keyId: 'k', privateKey });
  const operator = { id: 'o', name: 'n' };
  const session = await partner.embedSessions.create({ servicePointId: 's', operator, origin: 'https://bank.example' });
  assert.match(session.frameUrl, /^https:/);
  assert.match(requests[0].headers.signature, /^onetrip=:.+:$/);
  const secret = testing.newWebhookSecret();
  const event = testing.testWebhookEvent('application.delivered');
  const { body, headers } = testing.signWebhook(event, secret);
  assert.deepEqual(verifyWebhook(body, headers, secret).event, event);
}

/** The whole scenario with copies loaded by `load`. */
async function run(load) {
  const server = await startServer();
  try {
    const main = await load('@onetrip/sdk');
    await useClient(main, server.url);
    await usePartner(await load('@onetrip/sdk/partner'), await load('@onetrip/sdk/testing'));
    const wechat = await load('@onetrip/sdk/wechat');
    assert.equal(wechat.ProblemError, main.ProblemError, 'one class of error for all entries');
    assert.throws(() => wechat.createClient({ baseUrl: server.url }), /platform/);
    const { createOfficeClient } = await load('@onetrip/sdk/office');
    assert.equal(
      (await createOfficeClient({ baseUrl: server.url, token: 'officer' }).officers.me()).authorization,
      'Bearer officer',
    );
    assert.equal(typeof (await load('@onetrip/sdk/embed')).defineServicePoint, 'function');
    assert.equal(typeof (await load('@onetrip/sdk/embed/frame')).connectToHost, 'function');
  } finally {
    server.close();
  }
}

module.exports = { run, startServer, useClient };
