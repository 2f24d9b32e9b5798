// The guide for banks as one program: a session for a counter, and being told how the cases filed there stand.
// #region client
import { readFileSync } from 'node:fs';
import { createPartnerClient, nodeWebhooks } from '@onetrip/sdk/partner';

const fileOf = (variable: string) => JSON.parse(readFileSync(process.env[variable] ?? '', 'utf8'));

const partner = createPartnerClient({
  baseUrl: process.env.ONETRIP_URL ?? 'http://127.0.0.1:7400',
  privateKey: fileOf('ONETRIP_PRIVATE_KEY_FILE'), // Ed25519, as JWK or PEM: stays in this process
  serviceKeys: fileOf('ONETRIP_SERVICE_KEYS_FILE'), // answers signed by others are refused
});

// #endregion
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileAtCounter } from './counter.ts';

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/onetrip`;

// #region session
const session = await partner.embedSessions.create({
  servicePointId: 'SP0050',
  operator: { id: 'T0312', name: '李静' }, // whoever signed in to your counter system
  origin: process.env.ONETRIP_PAGE_ORIGIN ?? 'http://127.0.0.1:7402', // where your page stands
});
const forThePage = {
  clientToken: session.clientToken,
  frameUrl: session.frameUrl,
  expiresAt: session.expiresAt,
};
console.log('for the page:', Object.keys(forThePage).join(', '));
// #endregion

// #region register
const { endpointId, secret } = await partner.webhookEndpoints.create({
  url, // yours is https, on the public Internet
  events: ['application.submitted', 'application.approved'],
});
// #endregion

// #region receive
const seen = new Set<string>(); // in your database: the same message may come twice
const approved = new Promise<string>((resolve) => {
  const receive = nodeWebhooks({
    secrets: [secret],
    onMessage({ id, event }) {
      if (seen.has(id)) return;
      seen.add(id);
      if (event.type === 'application.approved') resolve(event.data.applicationId);
    },
  });
  server.on('request', receive);
});
// #endregion

const applicationId = await fileAtCounter(session.clientToken, '王思远', 'HZ-JJ-026', ['handOverProgress']);
const told = await Promise.race([approved, wait(60_000, 'nothing', { ref: false })]);
console.log('told of the case filed:', told === applicationId);

// #region dead
const dead = await partner.webhookDeliveries.list({ state: 'dead', endpointId }).toArray({ limit: 100 });
for (const { deliveryId } of dead) await partner.webhookDeliveries.replay(deliveryId);
console.log('dead letters:', dead.length);
// #endregion

await partner.webhookEndpoints.delete(endpointId);
server.close();
server.closeAllConnections();
