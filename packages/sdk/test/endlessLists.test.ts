// Threat: a list loses items, reads for ever, or a wait never ends.
import { afterEach, describe, expect, test } from '@jest/globals';
import { createClient } from '../src/index.ts';
import { json, problem, type Script, type ScriptedServer, startServer } from './scriptedServer.ts';

let server: ScriptedServer;
const start = async (script: Script) => {
  server = await startServer(script);
  return createClient({ baseUrl: server.url, token: 'session-token' });
};
afterEach(() => server.close());

const pageOf: Script = (request, response) => {
  const cursor = Number(new URL(request.url, 'http://local').searchParams.get('cursor') ?? '0');
  const items = [cursor * 2, cursor * 2 + 1].map((number) => ({ applicationId: `a${number}` }));
  json(response, 200, { items, nextCursor: cursor < 2 ? String(cursor + 1) : null });
};

describe('a list', () => {
  test('sends nothing before it is read, and gives its first page when awaited', async () => {
    const client = await start(pageOf);
    const list = client.applications.list({ limit: 2 });
    expect(server.arrived).toHaveLength(0);
    const page = await list;
    expect(page.items.map(({ applicationId }) => applicationId)).toEqual(['a0', 'a1']);
    expect(page.nextCursor).toBe('1');
    expect(server.arrived[0]?.url).toBe('/v1/applications?limit=2');
  });

  test('walks through every item once', async () => {
    const client = await start(pageOf);
    const seen: string[] = [];
    for await (const { applicationId } of client.applications.list()) seen.push(applicationId);
    expect(seen).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5']);
  });

  test('reads no page more than it was asked for', async () => {
    const client = await start(pageOf);
    expect(await client.applications.list().toArray({ limit: 3 })).toHaveLength(3);
    expect(server.arrived).toHaveLength(2);
    expect(await client.applications.list().toArray({ limit: 0 })).toEqual([]);
    expect(server.arrived).toHaveLength(2);
  });

  test('goes on where it was told to', async () => {
    const client = await start(pageOf);
    expect(await client.applications.list({ cursor: '2' }).toArray({ limit: 9 })).toHaveLength(2);
  });

  test('stops when the cursor does not move', async () => {
    const client = await start((_request, response) => json(response, 200, { items: [{}], nextCursor: 'same' }));
    expect(await client.applications.list().toArray({ limit: 100 })).toHaveLength(2);
  });
});

describe('waiting', () => {
  const states = ['submitted', 'submitted', 'inReview', 'delivered'];
  const moving: Script = (_request, response, number) =>
    json(response, 200, { applicationId: 'a1', state: states[Math.min(number, states.length) - 1] });

  test('tells each change once and ends where it was asked to', async () => {
    const client = await start(moving);
    const seen: string[] = [];
    const done = await client.applications.waitFor('a1', {
      until: 'delivered',
      onChange: ({ state }) => seen.push(state),
    });
    expect(done.state).toBe('delivered');
    expect(seen).toEqual(['submitted', 'inReview', 'delivered']);
  });

  test('by default ends when it is the citizen’s turn', async () => {
    const client = await start((_request, response) =>
      json(response, 200, { state: 'approved', awaitingPayment: true }),
    );
    await expect(client.applications.waitFor('a1')).resolves.toMatchObject({ awaitingPayment: true });
  });

  test('survives a restarting service, but not a missing application', async () => {
    const client = await start((_request, response, number) => {
      if (number <= 4) json(response, 503, problem('service_unavailable', 503, true));
      else json(response, 200, { state: 'succeeded' });
    });
    await expect(client.payments.waitFor('p1')).resolves.toMatchObject({ state: 'succeeded' });
    await server.close();
    const other = await start((_request, response) => json(response, 404, problem('not_found', 404, false)));
    await expect(other.payments.waitFor('p1')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('ends by its time limit and by its signal', async () => {
    const client = await start((_request, response) => json(response, 200, { state: 'pending' }));
    await expect(client.payments.waitFor('p1', { timeoutMs: 100 })).rejects.toMatchObject({ code: 'wait_timeout' });
    const abort = new AbortController();
    const wait = client.payments.waitFor('p1', { signal: abort.signal, onChange: () => abort.abort() });
    await expect(wait).rejects.toMatchObject({ kind: 'aborted' });
  });
});
