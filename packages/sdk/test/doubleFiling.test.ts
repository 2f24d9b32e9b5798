// Threat: a write is done twice because it was sent twice.
import { afterEach, describe, expect, test } from '@jest/globals';
import { createClient, NetworkError, ProblemError } from '../src/index.ts';
import { json, problem, type Script, type ScriptedServer, startServer } from './scriptedServer.ts';

const body = { matterId: 'HZ-GA-041', situation: {}, form: {}, commitments: [], noticeAcknowledged: true };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let server: ScriptedServer;
const start = async (script: Script) => {
  server = await startServer(script);
  return createClient({ baseUrl: server.url, token: 'session-token' });
};
const keys = () => server.arrived.map(({ headers }) => headers['idempotency-key']);
afterEach(() => server.close());

describe('a filing that is sent again', () => {
  test('carries the key of its first attempt, after a 503 and after a cut connection', async () => {
    const client = await start((_request, response, number) => {
      if (number === 1) json(response, 503, problem('service_unavailable', 503, true));
      else if (number === 2) response.destroy();
      else json(response, 201, { applicationId: 'a1' });
    });
    await expect(client.applications.create(body)).resolves.toEqual({ applicationId: 'a1' });
    expect(keys()).toHaveLength(3);
    expect(keys()[0]).toMatch(uuid);
    expect(new Set(keys()).size).toBe(1);
    expect(new Set(server.arrived.map((request) => request.body))).toEqual(new Set([JSON.stringify(body)]));
  });

  test('has another key when it is another filing', async () => {
    const client = await start((_request, response) => json(response, 201, {}));
    await client.applications.create(body);
    await client.applications.create(body);
    expect(new Set(keys()).size).toBe(2);
  });

  test('keeps the key that was stored before a crash', async () => {
    const filed = new Map<string, string>();
    const client = await start((request, response, number) => {
      const key = String(request.headers['idempotency-key']);
      if (!filed.has(key)) filed.set(key, `a${filed.size + 1}`);
      // The first answer never arrives: the process that asked is gone.
      if (number === 1) response.destroy();
      else json(response, 201, { applicationId: filed.get(key) });
    });
    const stored = await client.newIdempotencyKey();
    const lost = client.applications.create(body, { idempotencyKey: stored, maxAttempts: 1 });
    await expect(lost).rejects.toMatchObject({ name: 'NetworkError', idempotencyKey: stored, retryable: true });

    const restarted = createClient({ baseUrl: server.url, token: 'session-token' });
    await expect(restarted.applications.create(body, { idempotencyKey: stored })).resolves.toEqual({
      applicationId: 'a1',
    });
    expect(filed.size).toBe(1);
  });

  test('tells its key in the error, so that it can be repeated', async () => {
    const client = await start((_request, response) => response.destroy());
    const error = await client.applications.create(body, { maxAttempts: 2 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ attempts: 2, sentence: '网络不通，已填内容没有丢失。' });
    expect((error as NetworkError).status).toBeUndefined();
    expect((error as NetworkError).idempotencyKey).toBe(keys()[0]);
  });

  test('is not sent again when the service says it is of no use, whatever the status and Retry-After', async () => {
    const client = await start((_request, response) =>
      json(response, 503, problem('service_unavailable', 503, false), { 'retry-after': '1' }),
    );
    await expect(client.applications.create(body)).rejects.toBeInstanceOf(ProblemError);
    expect(server.arrived).toHaveLength(1);
  });

  test('waits while the first is still being processed', async () => {
    const client = await start((_request, response, number) => {
      if (number < 3) json(response, 409, problem('idempotency_in_progress', 409, true));
      else json(response, 201, { applicationId: 'a1' });
    });
    await client.applications.create(body);
    expect(new Set(keys()).size).toBe(1);
  });
});

test('a question carries no key', async () => {
  const client = await start((_request, response) => json(response, 200, {}));
  await client.matters.plan('HZ-GA-041', { situation: {} });
  expect(keys()).toEqual([undefined]);
});
