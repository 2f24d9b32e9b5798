// Threat: the contract has an operation that the client cannot call, or calls by another method, path or body.
import { afterEach, expect, test } from '@jest/globals';
import { type Operation, operations } from '@onetrip/shared/contract';
import { operationIds, type Route, routes } from '@onetrip/shared/routes';
import { answerKey, type Method, methodOf } from './everyMethod.ts';
import { type ScriptedServer, startServer } from './scriptedServer.ts';
import { signedJson } from './signedJson.ts';

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

test.each(operationIds)('%s is called as the contract says', async (operation) => {
  server = await startServer((request, response) =>
    signedJson(answerKey, request, response, 200, { items: [], nextCursor: null }),
  );
  const { method, path, access, write }: Route = routes[operation];
  const { params, body }: Operation = operations[operation];
  const places = Object.keys((params as { properties?: object } | undefined)?.properties ?? {});
  const isBytes = (body as { format?: string } | undefined)?.format === 'binary';
  const call: Method = methodOf(operation, { baseUrl: server.url, token: 'token' });
  const content = isBytes ? new Uint8Array([1, 2]) : { a: 1 };
  await call(...places.map((_, index) => `id/${index + 1}`), ...(body ? [content] : []));

  const [arrived] = server.arrived;
  expect(arrived?.method).toBe(method);
  let place = 0;
  expect(arrived?.url).toBe(path.replace(/:\w+/g, () => `id%2F${++place}`));
  expect(place).toBe(places.length);
  expect(arrived?.body === '').toBe(body === undefined);
  if (body) expect(arrived?.headers['content-type']).toBe(`application/${isBytes ? 'octet-stream' : 'json'}`);
  expect(arrived?.headers['idempotency-key'] !== undefined).toBe(write);
  expect(arrived?.headers.authorization).toBe(
    ['citizen', 'embed', 'officer'].includes(access) ? 'Bearer token' : undefined,
  );
  expect(arrived?.headers.signature !== undefined).toBe(access === 'partner');
});

test('exactly what removes something answers without a body', () => {
  const silent = operationIds.filter((id) => (operations[id] as Operation).result === undefined);
  expect(silent).toEqual(operationIds.filter((id) => routes[id].method === 'DELETE'));
});
