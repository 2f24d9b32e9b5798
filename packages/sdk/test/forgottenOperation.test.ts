// Threat: the contract has an operation that the client cannot call, or calls by another method or path.

import { generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { operationIds, routes } from '@onetrip/shared/routes';
import { createClient } from '../src/index.ts';
import { createOfficeClient } from '../src/office/index.ts';
import { createPartnerClient } from '../src/partner/index.ts';
import { json, type ScriptedServer, startServer } from './scriptedServer.ts';

type Method = (...args: unknown[]) => PromiseLike<unknown>;

let server: ScriptedServer;
afterEach(() => server.close());

test.each(operationIds)('%s is called as the contract says', async (operation) => {
  server = await startServer((_request, response) => json(response, 200, { items: [], nextCursor: null }));
  const { method, path, access, write } = routes[operation];
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const [resource = '', verb = ''] = operation.split('.');
  const client = () => {
    if (access === 'partner') return createPartnerClient({ baseUrl: server.url, keyId: 'k', privateKey });
    const create = access === 'officer' || resource === 'officers' ? createOfficeClient : createClient;
    return create({ baseUrl: server.url, token: 'token' });
  };
  const target = (client() as unknown as Record<string, Record<string, Method>>)[resource];
  const hasParameter = path.includes(':');
  const hasBody = method === 'POST' && operation !== 'applications.withdraw';
  await target?.[verb]?.(...(hasParameter ? ['id/1'] : []), ...(hasBody ? [{ a: 1 }] : []));

  const [arrived] = server.arrived;
  expect(arrived?.method).toBe(method);
  expect(arrived?.url).toBe(path.replace(/:\w+/, 'id%2F1'));
  expect(arrived?.body).toBe(hasBody ? '{"a":1}' : '');
  expect(arrived?.headers['idempotency-key'] !== undefined).toBe(write);
  expect(arrived?.headers.authorization).toBe(
    ['citizen', 'embed', 'officer'].includes(access) ? 'Bearer token' : undefined,
  );
  expect(arrived?.headers.signature !== undefined).toBe(access === 'partner');
});
