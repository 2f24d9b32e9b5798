// Threat: a request cannot be found again in the service's log, or a broken trace header is passed on.
import { afterEach, expect, test } from '@jest/globals';
import { createClient, type LogEntry } from '../src/index.ts';
import { json, problem, type ScriptedServer, startServer } from './scriptedServer.ts';

const valid = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
let server: ScriptedServer | undefined;
afterEach(() => server?.close());

test('every attempt is a span of its own in one trace, and the log names it', async () => {
  const entries: LogEntry[] = [];
  server = await startServer((_request, response, number) =>
    number === 1
      ? json(response, 503, problem('service_unavailable', 503, true), { 'retry-after': '0' })
      : json(response, 200, { matterId: 'HZ-GA-041' }),
  );
  const client = createClient({ baseUrl: server.url, log: (entry) => entries.push(entry) });
  await client.matters.get('HZ-GA-041');
  const sent = server.arrived.map(({ headers }) => String(headers.traceparent));
  expect(sent).toHaveLength(2);
  for (const traceparent of sent) expect(traceparent).toMatch(valid);
  const [first, second] = sent.map((traceparent) => traceparent.split('-'));
  expect(first?.[1]).toBe(second?.[1]);
  expect(first?.[2]).not.toBe(second?.[2]);
  expect(new Set(entries.map(({ traceparent }) => traceparent))).toEqual(new Set(sent));
});

test('the caller’s trace goes on; what is no trace is replaced', async () => {
  server = await startServer((_request, response) => json(response, 200, { matterId: 'HZ-GA-041' }));
  const client = createClient({ baseUrl: server.url });
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  await client.matters.get('HZ-GA-041', { traceparent: `00-${traceId}-00f067aa0ba902b7-00` });
  await client.matters.get('HZ-GA-041', { traceparent: 'nonsense' });
  const [continued, replaced] = server.arrived.map(({ headers }) => String(headers.traceparent));
  expect(continued).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
  expect(continued).not.toContain('00f067aa0ba902b7');
  expect(replaced).toMatch(valid);
});
