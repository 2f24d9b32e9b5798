// The outbox against the service itself: kept without a network, filed once, proved by what is read back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, createClient, type Transport, TransportFailure } from '@onetrip/sdk';
import { fileStorage, nodeTransport } from '@onetrip/sdk/node';
import { createOutbox, memoryStorage } from '@onetrip/sdk/outbox';
import { filingOf } from './support/filing.ts';
import { databases, type System, startSystem } from './support/system.ts';

const matterId = 'HZ-GA-041';

describe.each(databases)('the outbox on %s', (database) => {
  let system: System;
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-outbox-'));
  beforeAll(async () => {
    system = await startSystem({ database });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await system.close();
  });

  /** A device of somebody's, whose network can be cut: before a request leaves, or before a write’s answer arrives. */
  async function device(name: string) {
    const way = nodeTransport();
    const network = { cut: undefined as 'before' | 'after' | undefined };
    const transport: Transport = {
      ...way,
      async send(request) {
        if (network.cut === 'before') throw new TransportFailure('network', 'cut');
        const answer = await way.send(request);
        if (network.cut === 'after' && request.method === 'POST') throw new TransportFailure('network', 'cut');
        return answer;
      },
    };
    const client = createClient({ baseUrl: system.gatewayUrl, transport, maxAttempts: 1 });
    const { mobile } = await system.phone.person(name);
    const before = await system.phone.lastCode(mobile);
    await client.identity.sendCode({ mobile });
    const code = await system.phone.loginCode(mobile, before);
    const { token, citizen } = await client.identity.signIn({ kind: 'mobile', mobile, code });
    client.setToken(token);
    return { client, network, owner: citizen.citizenId };
  }
  const filed = async (client: Client) => (await client.applications.list()).items;

  test('kept by one process without a network, filed by the next, and proved', async () => {
    await system.signedIn('王思远');
    const { client, network, owner } = await device('王思远');
    const body = await filingOf(client, matterId);
    const kept = createOutbox({ client, storage: fileStorage(folder), owner });
    network.cut = 'before';
    expect(await kept.file(body)).toMatchObject({ pending: { applicationId: null, obstacle: null } });
    network.cut = undefined;
    const next = createOutbox({ client, storage: fileStorage(folder), owner });
    expect(await next.pending()).toHaveLength(1);
    await next.flush();
    expect(await next.pending()).toEqual([]);
    expect(await filed(client)).toMatchObject([{ matterId }]);
  }, 60_000);

  test('an answer that was lost, and a second device, make no second application', async () => {
    await system.signedIn('陈雨桐');
    const phone = await device('陈雨桐');
    const tablet = await device('陈雨桐');
    const body = await filingOf(phone.client, matterId);
    const onPhone = createOutbox({ ...phone, storage: memoryStorage() });
    const onTablet = createOutbox({ ...tablet, storage: memoryStorage() });
    phone.network.cut = 'after';
    expect(await onPhone.file(body)).toMatchObject({ pending: { attempted: true, applicationId: null } });
    expect(await onTablet.file(body)).toMatchObject({ application: { matterId } });
    phone.network.cut = undefined;
    await onPhone.flush();
    expect(await onPhone.pending()).toEqual([]);
    expect(await filed(phone.client)).toHaveLength(1);
  }, 60_000);

  test('kept by one citizen, it is not filed by the next who signs in on the device', async () => {
    await system.signedIn('钱梦瑶');
    await system.signedIn('何大海');
    const first = await device('钱梦瑶');
    const second = await device('何大海');
    const storage = memoryStorage();
    const body = await filingOf(first.client, matterId);
    first.network.cut = 'before';
    await createOutbox({ ...first, storage }).file(body);
    // The app has not noticed yet that somebody else signed in.
    const outbox = createOutbox({ client: second.client, owner: first.owner, storage });
    await outbox.flush();
    expect(await filed(second.client)).toEqual([]);
    expect(await outbox.pending()).toMatchObject([{ applicationId: null, obstacle: null }]);
    first.network.cut = undefined;
    await createOutbox({ ...first, storage }).flush();
    expect(await filed(first.client)).toMatchObject([{ matterId }]);
  }, 60_000);

  test('what the service refuses waits for a person', async () => {
    await system.signedIn('李文博');
    const { client, owner } = await device('李文博');
    const body = await filingOf(client, matterId);
    const outbox = createOutbox({ client, storage: memoryStorage(), owner });
    const refused = await outbox.file({ ...body, noticeAcknowledged: false });
    expect(refused).toMatchObject({ pending: { obstacle: { code: 'notice_not_acknowledged' } } });
    const { pending } = refused as { pending: { id: string } };
    expect(await outbox.mend(pending.id, body)).toMatchObject({ application: { matterId } });
  }, 60_000);
});
