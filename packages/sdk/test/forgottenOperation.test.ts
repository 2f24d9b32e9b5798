// Threat: the contract has an operation that a client cannot call, or calls by another method, path, body or type.
import { afterEach, expect, test } from '@jest/globals';
import { type Operation, operations } from '@onetrip/shared/contract';
import { type OperationId, operationIds, type Route, routes } from '@onetrip/shared/routes';
import type { CitizenOperation, MethodOf, OfficeOperation, PartnerOperation } from '../src/core/operations.ts';
import type { Client } from '../src/index.ts';
import type { OfficeClient } from '../src/office/index.ts';
import type { PartnerClient } from '../src/partner/index.ts';
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

/** The operations that a client promises otherwise than the contract does; none, or this does not compile. */
type Different<Client, K extends OperationId> = {
  [Id in K]: Id extends `${infer R extends string & keyof Client}.${infer V}`
    ? V extends keyof Client[R]
      ? Same<Signature<Client[R][V]>, Signature<MethodOf<Id>>> extends true
        ? never
        : Id
      : Id
    : Id;
}[K];
type Signature<M> = M extends (...given: infer Given) => infer Answer ? { given: Given; answer: Answer } : never;
type Same<A, B> = [A, B] extends [B, A] ? true : false;
/** Its query stands among the options; its text stands alone. */
type ByHand = 'applications.get' | 'applications.commit';
const different: Record<
  | Different<Client, Exclude<CitizenOperation, ByHand>>
  | Different<OfficeClient, OfficeOperation>
  | Different<PartnerClient, PartnerOperation>,
  never
> = {};

test('every method takes and answers what the contract says, in its types too', () => {
  expect(different).toEqual({});
});

test('what an operation takes is what its kind says', () => {
  for (const id of operationIds) {
    const { kind }: Route = routes[id];
    const { query, body, result }: Operation = operations[id];
    const { properties = {} } = (result ?? {}) as { properties?: object };
    expect([id, query !== undefined]).toEqual([id, kind === 'find' || kind === 'list']);
    expect([id, body !== undefined]).toEqual([id, kind === 'ask' || kind === 'write']);
    if (query) expect([id, 'nextCursor' in properties]).toEqual([id, kind === 'list']);
  }
});

test('exactly what removes something answers without a body', () => {
  const silent = operationIds.filter((id) => (operations[id] as Operation).result === undefined);
  expect(silent).toEqual(operationIds.filter((id) => routes[id].method === 'DELETE'));
});
