// Threat: an identity number given to, or answered by, any method of any client ends in a log, an error, a URL or the console.
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type Operation, operations } from '@onetrip/shared/contract';
import { operationIds } from '@onetrip/shared/routes';
import type { LogEntry, OneTripError } from '../src/index.ts';
import { answerKey, methodOf } from './everyMethod.ts';
import { problem, type ScriptedServer, startServer } from './scriptedServer.ts';
import { signedJson } from './signedJson.ts';

/** Invented: of the first, second and third form there are, and a mobile number. */
const numbers = ['11010519491231002X', '330106199001011234', '110105491231002', '13800138000'];

interface Shape {
  type?: string;
  format?: string;
  properties?: Record<string, Shape>;
  patternProperties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
}

/** A value of about this shape, with a number wherever there is room for text. */
function filled(shape: Shape, number: string): unknown {
  if (shape.format === 'binary') return new TextEncoder().encode(number);
  if (shape.anyOf?.[0]) return filled(shape.anyOf[0], number);
  if (shape.items && !Array.isArray(shape.items)) return [filled(shape.items, number)];
  const [ofPattern] = Object.values(shape.patternProperties ?? {});
  if (ofPattern) return { entry: filled(ofPattern, number) };
  if (shape.properties) {
    const entries = Object.entries(shape.properties).map(([name, part]) => [name, filled(part, number)]);
    return Object.fromEntries(entries);
  }
  return shape.type === 'integer' || shape.type === 'number' || shape.type === 'boolean' ? 1 : `姓名 ${number}`;
}

let server: ScriptedServer | undefined;
let printed: string[] = [];
beforeEach(() => {
  printed = [];
  const keep = (...words: unknown[]) => printed.push(words.map(String).join(' '));
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
    jest.spyOn(console, level).mockImplementation(keep);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server?.close();
  server = undefined;
});

test.each(operationIds)('%s tells nobody', async (operation) => {
  for (const number of numbers) {
    const fields = [{ field: `form.${number}`, message: { zh: number } }];
    const answers: [number, unknown][] = [
      [200, { items: [], nextCursor: null, note: number, nested: { holder: number, list: [`号码 ${number}`] } }],
      [422, problem('identity_mismatch', 422, false, { title: `${number} 不符`, fields, text: undefined })],
      [500, `<h1>${number}</h1>`],
    ];
    server = await startServer((request, response, count) => {
      const [status, content] = answers[count - 1] ?? [500, ''];
      signedJson(answerKey, request, response, status, content);
    });
    const { params, query, body }: Operation = operations[operation];
    const places = Object.keys((params as Shape | undefined)?.properties ?? {});
    const input = [...places.map(() => number), ...[body, query].flatMap((one) => (one ? [filled(one, number)] : []))];
    const entries: LogEntry[] = [];
    const method = methodOf(operation, {
      baseUrl: server.url,
      token: `session-${number}`,
      maxAttempts: 1,
      log: (entry) => entries.push(entry),
    });
    const errors: OneTripError[] = [];
    for (const _ of answers) {
      await method(...input).then(undefined, (error: OneTripError) => errors.push(error));
    }
    expect(errors.length).toBeGreaterThanOrEqual(2);
    expect(entries.length).toBeGreaterThanOrEqual(3);
    const written = [
      JSON.stringify(entries),
      ...errors.flatMap((error) => [String(error), error.message, error.stack ?? '', JSON.stringify(error)]),
      ...server.arrived.map(({ url }) => decodeURIComponent(url)),
      ...printed,
    ].join('\n');
    expect(written).not.toContain(number);
    await server.close();
    server = undefined;
  }
});
