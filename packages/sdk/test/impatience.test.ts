// Threat: the client storms a service that asked for patience, or waits for ever.
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pauseBefore, readRetryAfter } from '../src/core/retry.ts';
import { createAbort, createClient, type LogEntry } from '../src/index.ts';
import { json, problem, type Script, type ScriptedServer, startServer } from './scriptedServer.ts';

let server: ScriptedServer | undefined;
let entries: LogEntry[] = [];
const start = async (script: Script) => {
  entries = [];
  const started = await startServer(script);
  server = started;
  return createClient({ baseUrl: started.url, log: (entry) => entries.push(entry) });
};
const pauses = () => entries.filter(({ event }) => event === 'retry').map(({ pauseMs }) => pauseMs ?? 0);
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('the pause before the next attempt', () => {
  test('is full jitter under a doubling bound, and never shorter than asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: undefined }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (attempt, asked, random) => {
          const pause = pauseBefore(attempt, asked, random);
          const bound = Math.min(8_000, 400 * 2 ** (attempt - 1));
          expect(pause).toBeGreaterThanOrEqual(asked ?? 0);
          expect(pause).toBeLessThanOrEqual((asked ?? 0) + bound);
        },
      ),
    );
    expect(pauseBefore(3, undefined, 0)).toBe(0);
    expect(pauseBefore(3, undefined, 0.5)).toBe(800);
  });

  test('reads seconds, dates by the service’s own clock, and nothing else', () => {
    const now = Date.parse('2025-03-01T00:00:00Z');
    expect(readRetryAfter({ 'retry-after': '7' }, now)).toBe(7_000);
    const date = 'Sat, 01 Mar 2025 08:00:30 GMT';
    expect(readRetryAfter({ 'retry-after': date, date: 'Sat, 01 Mar 2025 08:00:00 GMT' }, now)).toBe(30_000);
    expect(readRetryAfter({ 'retry-after': 'Sat, 01 Mar 2025 00:00:05 GMT' }, now)).toBe(5_000);
    expect(readRetryAfter({ 'retry-after': 'Fri, 28 Feb 2025 00:00:00 GMT' }, now)).toBe(0);
    expect(readRetryAfter({ 'retry-after': 'soon' }, now)).toBeUndefined();
    expect(readRetryAfter({}, now)).toBeUndefined();
  });

  test.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString()],
  ])('keeps to Retry-After as %s', async (_kind, value) => {
    const client = await start((_request, response, number) => {
      if (number === 1) json(response, 429, problem('rate_limited', 429, true), { 'retry-after': value() });
      else json(response, 200, {});
    });
    await client.matters.get('HZ-GA-041');
    expect(pauses()).toHaveLength(1);
    expect(pauses()[0]).toBeGreaterThanOrEqual(1_000);
  });

  test('is not begun when it would outlast the total time; the error tells how long was asked', async () => {
    const client = await start((_request, response) =>
      json(response, 429, problem('rate_limited', 429, true), { 'retry-after': '120' }),
    );
    await expect(client.matters.get('HZ-GA-041')).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 120_000,
      attempts: 1,
    });
    expect(server?.arrived).toHaveLength(1);
  });
});

describe('time limits', () => {
  test('an attempt that hangs is given up, closed and sent again', async () => {
    let closed = 0;
    const client = await start((_request, response, number) => {
      response.on('close', () => {
        if (!response.writableEnded) closed += 1;
      });
      if (number === 2) json(response, 200, { matterId: 'HZ-GA-041' });
    });
    await expect(client.matters.get('HZ-GA-041', { attemptTimeoutMs: 100 })).resolves.toEqual({
      matterId: 'HZ-GA-041',
    });
    expect(closed).toBe(1);
  });

  test('a service that always hangs ends in a TimeoutError, not in silence', async () => {
    const client = await start(() => {});
    await expect(
      client.matters.get('HZ-GA-041', { attemptTimeoutMs: 50, maxAttempts: 2, language: 'en' }),
    ).rejects.toMatchObject({ name: 'TimeoutError', code: 'timeout', attempts: 2, retryable: true });
    expect(server?.arrived).toHaveLength(2);
  });

  test('the total time ends attempts that the number alone would allow', async () => {
    const client = await start(() => {});
    await expect(
      client.matters.get('HZ-GA-041', { attemptTimeoutMs: 10_000, totalTimeoutMs: 100, maxAttempts: 99 }),
    ).rejects.toMatchObject({ name: 'TimeoutError', attempts: 1 });
  });
});

describe('aborting', () => {
  test('ends the pause between attempts at once', async () => {
    const abort = new AbortController();
    const client = await start((_request, response) => {
      json(response, 503, problem('service_unavailable', 503, true), { 'retry-after': '30' });
    });
    const call = client.matters.get('HZ-GA-041', { signal: abort.signal });
    while (pauses().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortedError', code: 'aborted' });
    expect(server?.arrived).toHaveLength(1);
  });

  test('closes the request under way and is not repeated; works without AbortController', async () => {
    const abort = createAbort();
    let closed: () => void = () => {};
    const connectionClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const client = await start((_request, response) => {
      response.on('close', closed);
      abort.abort();
    });
    await expect(client.matters.get('HZ-GA-041', { signal: abort.signal })).rejects.toMatchObject({ kind: 'aborted' });
    await connectionClosed;
    expect(server?.arrived).toHaveLength(1);
  });

  test('sends nothing when it was aborted before', async () => {
    const client = await start((_request, response) => json(response, 200, {}));
    const call = client.matters.get('HZ-GA-041', { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ kind: 'aborted' });
    expect(server?.arrived).toHaveLength(0);
  });
});
