// Webhooks through the doors: a partner registers an address with its signed client, a case at its counter is told there.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WebhookEvent } from '@onetrip/sdk';
import { createPartnerClient, type PartnerClient, type PrivateJwk } from '@onetrip/sdk/partner';
import { Webhook } from 'standardwebhooks';
import { followCases } from '../examples/cases.mjs';
import { atCounter } from './support/atCounter.ts';
import { filingOf } from './support/filing.ts';
import { databases, type System, startSystem } from './support/system.ts';

function clientOf({ partners, gatewayUrl }: System, partner: 'bank' | 'dealer'): PartnerClient {
  const { keyId, privateKey, serviceKeys } = partners[partner];
  return createPartnerClient({ baseUrl: gatewayUrl, keyId, privateKey: privateKey as PrivateJwk, serviceKeys });
}

describe.each(databases)('on %s', (database) => {
  let system: System;
  let server: Server;
  let url: string;
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  const client = (partner: 'bank' | 'dealer') => clientOf(system, partner);
  beforeAll(async () => {
    system = await startSystem({ database });
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/onetrip`;
  }, 120_000);
  afterAll(async () => {
    server.close();
    await system.close();
  });

  test('the bank is told of its case to the end, the dealer of nothing, and nobody of the citizen', async () => {
    got.length = 0;
    const bank = client('bank');
    const { secret, endpointId } = await bank.webhookEndpoints.create({ url });
    expect((await client('dealer').webhookEndpoints.list()).items).toEqual([]);
    const counter = await atCounter(system, 'bank', '陈雨桐', ['HZ-GA-041']);
    const filed = await counter.applications.create({
      ...(await filingOf(counter, 'HZ-GA-041')),
      consents: ['handOverProgress'],
    });
    await counter.applications.waitFor(filed.applicationId, { until: 'delivered', timeoutMs: 45_000 });
    const end = Date.now() + 20_000;
    while (!got.some(({ body }) => body.includes('application.delivered'))) {
      if (Date.now() > end) throw new Error('the bank was not told within 20 s');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const events = got
      .map(({ headers, body }) => new Webhook(secret).verify(body, headers as Record<string, string>) as WebhookEvent)
      .sort((a, b) => a.data.seq - b.data.seq);
    expect(events.map(({ type }) => type)).toEqual([
      'application.submitted',
      'application.accepted',
      'application.approved',
      'application.licenceIssued',
      'application.delivered',
    ]);
    expect(events.every(({ data }) => data.applicationId === filed.applicationId)).toBe(true);
    const { name, idNumber, mobile } = await system.phone.person('陈雨桐');
    for (const secretOfHis of [name, idNumber, mobile]) expect(JSON.stringify(got)).not.toContain(secretOfHis);

    const delivered = await bank.webhookDeliveries
      .list({ state: 'delivered', endpointId, limit: 2 })
      .toArray({ limit: 9 });
    expect(delivered).toHaveLength(5);
    expect(await client('dealer').webhookDeliveries.list()).toEqual({ items: [], nextCursor: null });
    const again = await bank.webhookDeliveries.replay(delivered[0]?.deliveryId ?? '');
    expect(again).toMatchObject({ state: 'pending' });
    await bank.webhookEndpoints.delete(endpointId);
    expect((await bank.webhookEndpoints.list()).items).toEqual([]);
  });

  test('what the examples do: verify, take each message once, show the latest state of each case', async () => {
    let follow: Awaited<ReturnType<typeof followCases>> | undefined;
    const page = createServer((request, response) => void follow?.receive(request, response)).listen(0, '127.0.0.1');
    await once(page, 'listening');
    try {
      const address = `http://127.0.0.1:${(page.address() as AddressInfo).port}/webhooks`;
      await followCases(client('bank'), address);
      // Started again: the former registration is replaced, not doubled.
      follow = await followCases(client('bank'), address);
      expect((await client('bank').webhookEndpoints.list()).items).toHaveLength(1);
      const counter = await atCounter(system, 'bank', '陈雨桐', ['HZ-GA-041']);
      const filed = await counter.applications.create({
        ...(await filingOf(counter, 'HZ-GA-041')),
        consents: ['handOverProgress'],
      });
      const mine = async () => {
        const { acceptanceNumber } = filed;
        return (await follow?.latest())?.find(
          (one: { acceptanceNumber: string }) => one.acceptanceNumber === acceptanceNumber,
        );
      };
      const end = Date.now() + 40_000;
      while ((await mine())?.state !== 'delivered') {
        if (Date.now() > end) throw new Error(`not told within 40 s: ${JSON.stringify(await mine())}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(await mine()).toMatchObject({ state: 'delivered', licences: null });
      const forged = await fetch(address, { method: 'POST', body: '{}', headers: { 'webhook-id': 'msg_1' } });
      expect(forged.status).toBe(400);
    } finally {
      page.close();
    }
  }, 90_000);

  test('outside development an address on the own machine is refused', async () => {
    const strict = await startSystem({ database, env: { ONETRIP_WEBHOOK_ADDRESSES: 'public' } });
    try {
      const bank = clientOf(strict, 'bank');
      for (const refused of [url, 'https://169.254.169.254/latest/meta-data', 'https://localhost/hook']) {
        await expect(bank.webhookEndpoints.create({ url: refused })).rejects.toMatchObject({
          code: 'invalid_request',
          fields: [{ field: 'url' }],
        });
      }
    } finally {
      await strict.close();
    }
  });
});
