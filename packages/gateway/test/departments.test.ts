// A department is believed only when it signed this answer to this question, in time; one that does not answer is left alone for a while.
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signatureLabel, signatureTag, signedResponseComponents } from '@onetrip/shared/signatures';
import { createSigner, httpbis } from 'http-message-signatures';
import type { JWK } from 'jose';
import type { RegisterList } from '../catalogue/format.ts';
import { createBreaker } from '../src/departments/breaker.ts';
import { createDepartments, type Departments, DepartmentUnavailable } from '../src/departments/client.ts';
import { createConnectors } from '../src/departments/connectors.ts';
import { verifyParts } from '../src/departments/exchange.ts';
import type { NewExchange } from '../src/departments/journal.ts';
import { createLimit } from '../src/departments/limit.ts';
import type { DepartmentConfig } from '../src/departments/settings.ts';
import { createMetrics } from '../src/http/metrics.ts';
import { quiet } from './support/databases.ts';

const department = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const gatewayKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });

/** How the department misbehaves in a test. */
interface Behaviour {
  key?: KeyObject;
  keyId?: string;
  tag?: string;
  requestId?: string;
  created?: Date;
  body?: unknown;
  /** What is signed and sent in place of JSON. */
  text?: string;
  bodySent?: string;
  status?: number;
  slowMs?: number;
  unsigned?: boolean;
  components?: readonly string[];
}

let behaviour: Behaviour;
let calls: { url: string; headers: IncomingMessage['headers']; body: string }[];
let server: Server;
let departments: Departments;
let kept: NewExchange[];

const question = {
  queryId: 'query-1',
  salt: 'secret',
  register: 'population',
  purpose: { theme: '居住证', matterId: 'HZ-GA-041', materialId: 'id' },
  subject: { name: '测试', idNumber: '11010519491231002X' },
  fields: ['address'],
};
const found = {
  queryId: 'query-1',
  salt: 'secret',
  outcome: 'found',
  record: { address: '西湖区' },
  asOf: new Date().toISOString(),
};
const label = { zh: '字段' };
/** What the police of this test have agreed to give. */
const agreed: RegisterList = [
  {
    register: 'population',
    department: 'GA',
    label,
    fields: { address: label, photo: label },
    predicates: {
      alive: label,
      agedAtLeast: { ...label, parameters: { years: { type: 'count', required: true } } },
    },
    freshness: { oldestSeconds: 86_400, reuseSeconds: 0 },
    purposes: { 居住证: ['address', '?alive', '?agedAtLeast'] },
  },
];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    calls.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    const { slowMs = 0, status = 200, unsigned = false } = behaviour;
    await new Promise((resolve) => setTimeout(resolve, slowMs));
    const body = behaviour.text ?? JSON.stringify(behaviour.body ?? found);
    const created = behaviour.created ?? new Date();
    const signed = await httpbis.signMessage(
      {
        key: createSigner(behaviour.key ?? department.privateKey, 'ed25519', behaviour.keyId ?? 'dept-key'),
        name: signatureLabel,
        params: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
        fields: [...(behaviour.components ?? signedResponseComponents)],
        paramValues: {
          created,
          expires: new Date(created.getTime() + 300_000),
          nonce: Math.random().toString(36),
          tag: behaviour.tag ?? signatureTag,
        },
      },
      {
        status,
        headers: {
          'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
          'request-id': behaviour.requestId ?? String(request.headers['request-id']),
        },
      },
    );
    response.writeHead(status, unsigned ? {} : signed.headers).end(behaviour.bodySent ?? body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
/** What a department is to the gateway, and what of it a test sets. */
function connect(settings: Partial<DepartmentConfig> = {}): Departments {
  const { port } = server.address() as AddressInfo;
  const { x = '' } = department.publicKey.export({ format: 'jwk' });
  const config = {
    departments: [
      {
        code: 'GA',
        url: `http://127.0.0.1:${port}/departments/GA`,
        keyId: 'dept-key',
        publicKey: { kty: 'OKP' as const, crv: 'Ed25519' as const, x },
        registers: ['population'],
        cases: true,
        ...settings,
      },
    ],
    departmentKey: { ...gatewayKey, kid: 'gateway-key' },
    departmentDeadlineMs: 300,
  };
  kept = [];
  return createDepartments(config, {
    connectors: createConnectors(config, agreed),
    journal: { record: async (exchange) => void kept.push(exchange) },
    log: quiet,
    metrics: createMetrics(),
    now: () => new Date(),
    answerTo: (code) => `http://gateway.example/${code}`,
    decisionTo: (code) => `http://gateway.example/${code}/cases`,
    uploadsFrom: (code) => `http://gateway.example/${code}/uploads`,
  });
}

beforeEach(() => {
  behaviour = {};
  calls = [];
  departments = connect();
});

describe('an answer', () => {
  test('signed for this question is believed', async () => {
    await expect(departments.query('GA', question)).resolves.toMatchObject({
      outcome: 'found',
      record: { address: '西湖区' },
    });
    const [call] = calls;
    expect(call?.url).toBe('/departments/GA/registers/population/queries');
    expect(call?.headers['signature-input']).toMatch(/keyid="gateway-key".*alg="ed25519".*tag="onetrip"/);
    expect(JSON.parse(call?.body ?? '')).toEqual({
      queryId: question.queryId,
      salt: question.salt,
      purpose: question.purpose,
      subject: question.subject,
      fields: question.fields,
    });
  });

  test.each<[string, Behaviour]>([
    ['that is not signed', { unsigned: true }],
    ['signed by somebody else', { key: stranger.privateKey }],
    ['signed with a key of another name', { keyId: 'other' }],
    ['signed for another application', { tag: 'other' }],
    ['given to another question', { requestId: '11111111-1111-4111-8111-111111111111' }],
    ['signed ten minutes ago', { created: new Date(Date.now() - 600_000) }],
    ['signed by a clock far ahead', { created: new Date(Date.now() + 600_000) }],
    ['whose body was changed', { bodySent: JSON.stringify({ ...found, record: { address: '余杭区' } }) }],
    ['whose signature does not cover the body', { components: ['@status', 'request-id'] }],
    ['about something else', { body: { ...found, queryId: 'query-2' } }],
    ['with another question’s secret', { body: { ...found, salt: 'other' } }],
    ['with more than was asked', { body: { ...found, record: { address: '西湖区', photo: '…' } } }],
    ['said a week ago', { body: { ...found, asOf: new Date(Date.now() - 7 * 86_400_000).toISOString() } }],
    ['that is no answer', { body: { hello: 'there' } }],
    ['that is no JSON', { text: '<html>' }],
    ['that was cut off', { text: '{"queryId":"query-1","subject":{"name":"王小明' }],
    ['that comes too late', { slowMs: 600 }],
    ['of a broken system', { status: 500 }],
  ])('%s is not', async (_which, misbehaviour) => {
    behaviour = misbehaviour;
    await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
  });

  test('that is no JSON is named as what it is, and none of it stands in what is thrown', async () => {
    behaviour = { text: '王小明：系统维护中' };
    const refusal = await departments.query('GA', question).catch((caught: unknown) => caught as Error);
    for (let error: unknown = refusal; error instanceof Error; error = error.cause)
      expect(error.message).not.toContain('王');
    expect(kept.at(-1)).toMatchObject({ outcome: 'unavailable', received: behaviour.text });
  });

  test('of a department nobody connected is not waited for', async () => {
    await expect(departments.query('ZZ', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
  });
});

test('a write to the case system is signed together with its key, and the case is its own key', async () => {
  behaviour = { body: { caseId: 'app-1', status: 'received' }, status: 202 };
  const filed = {
    caseId: 'app-1',
    matterId: 'HZ-JJ-026',
    applicant: question.subject,
    situation: {},
    form: {},
    evidence: [],
  };
  await expect(departments.submitCase('GA', filed)).resolves.toMatchObject({ status: 'received' });
  expect(calls[0]?.headers['idempotency-key']).toBe('app-1');
  expect(calls[0]?.headers['signature-input']).toContain('"idempotency-key"');
});

test('after three failures a department counts as down and is not called; a refused question is no failure', async () => {
  behaviour = { status: 400, body: { error: 'malformed' } };
  for (let time = 0; time < 4; time += 1) {
    await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
  }
  expect(departments.down().size).toBe(0);
  behaviour = { status: 503 };
  const asked = calls.length;
  for (let time = 0; time < 3; time += 1) {
    await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
  }
  // A system that stumbles is asked twice, within the same question.
  expect(calls.length - asked).toBe(6);
  expect([...departments.down()]).toEqual(['GA']);
  const before = calls.length;
  await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
  expect(calls).toHaveLength(before);
});

describe('the breaker', () => {
  test('opens longer each time its trial fails, a minute at most, and closes with the first answer', () => {
    let at = 0;
    const breaker = createBreaker(() => at);
    const failUntilOpen = () => {
      while (!breaker.isOpen()) breaker.record(false);
    };
    const pauses: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      failUntilOpen();
      const from = at;
      while (breaker.isOpen()) at += 1_000;
      pauses.push(at - from);
    }
    expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    breaker.record(true);
    breaker.record(false);
    breaker.record(false);
    expect(breaker.isOpen()).toBe(false);
  });
});

test('no more than so many calls are under way; the rest wait their turn in order', async () => {
  const limit = createLimit(2);
  const finish: (() => void)[] = [];
  const begun: number[] = [];
  const work = Array.from({ length: 5 }, (_, number) =>
    limit(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => finish.push(resolve));
    }),
  );
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1]);
  for (let done = 0; done < 5; done += 1) {
    finish[done]?.();
    await new Promise(setImmediate);
  }
  await Promise.all(work);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

describe('a question beyond the contract of its source is not even asked', () => {
  test.each<[string, Partial<typeof question> & { predicate?: string; parameters?: Record<string, string> }, string]>([
    ['a field it does not have', { fields: ['income'] }, 'fields_not_allowed'],
    ['a field it does not give for the purpose', { fields: ['photo'] }, 'purpose_not_allowed'],
    [
      'for another purpose',
      { purpose: { theme: '税务', matterId: 'HZ-SW-001', materialId: 'id' } },
      'purpose_not_allowed',
    ],
    ['a predicate it does not answer', { fields: [], predicate: 'rich' }, 'predicate_not_allowed'],
    ['a predicate and a field at once', { predicate: 'alive' }, 'fields_not_allowed'],
    ['nothing', { fields: [] }, 'nothing_asked'],
    ['without a parameter', { fields: [], predicate: 'agedAtLeast' }, 'parameters_not_allowed'],
    [
      'with a wrong one',
      { fields: [], predicate: 'agedAtLeast', parameters: { years: '-1' } },
      'parameters_not_allowed',
    ],
    ['with one too many', { fields: [], predicate: 'alive', parameters: { vin: 'x' } }, 'parameters_not_allowed'],
    ['a register nobody connected', { register: 'tax' }, 'notConnected'],
  ])('%s', async (_what, change, refusal) => {
    await expect(departments.query('GA', { ...question, ...change })).rejects.toMatchObject({
      name: 'QuestionNotAllowed',
      refusal,
    });
    expect(calls).toEqual([]);
    expect(kept).toEqual([]);
  });
});

describe('the evidence of an exchange', () => {
  const gatewaySide = { keyId: 'gateway-key', publicKey: gatewayKey as JWK };
  const departmentSide = () => ({
    keyId: 'dept-key',
    publicKey: department.publicKey.export({ format: 'jwk' }) as JWK,
  });

  test('is kept for every question, with both signatures, which a third party can verify later', async () => {
    await departments.query('GA', question);
    const [exchange] = kept;
    expect(exchange).toMatchObject({
      kind: 'query',
      department: 'GA',
      register: 'population',
      subjectId: 'query-1',
      items: ['address'],
      purpose: question.purpose,
      outcome: 'answered',
    });
    if (!exchange?.request || !exchange.response) throw new Error('nothing was kept');
    expect(await verifyParts(exchange.request, gatewaySide, exchange.sent)).toBe(true);
    expect(await verifyParts(exchange.response, departmentSide(), exchange.received ?? '')).toBe(true);
    expect(JSON.stringify([exchange.request, exchange.response])).not.toMatch(/11010519491231002X|测试|西湖/);
  });

  test('fails on anything changed, and under another’s key', async () => {
    await departments.query('GA', question);
    const { request, response, sent = '', received } = kept[0] ?? {};
    if (!request || !response) throw new Error('nothing was kept');
    expect(await verifyParts(request, departmentSide(), sent)).toBe(false);
    expect(await verifyParts(request, gatewaySide, sent.replace('测试', '别人'))).toBe(false);
    expect(await verifyParts({ ...request, path: '/elsewhere' }, gatewaySide, sent)).toBe(false);
    expect(await verifyParts({ ...response, status: 500 }, departmentSide(), received ?? '')).toBe(false);
    const other = { ...response.headers, 'request-id': '11111111-1111-4111-8111-111111111111' };
    expect(await verifyParts({ ...response, headers: other }, departmentSide(), received ?? '')).toBe(false);
  });

  test('is kept of what was not believed, too', async () => {
    behaviour = { key: stranger.privateKey };
    await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
    behaviour = { slowMs: 600 };
    await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
    expect(kept.map(({ outcome, response }) => [outcome, response !== null])).toEqual([
      ['unavailable', true],
      ['unavailable', false],
    ]);
  });
});

test('a department may open its breaker earlier, and be called by fewer at once', async () => {
  departments = connect({ breaker: { failures: 1 }, concurrency: 1, attempts: 1 });
  behaviour = { status: 503 };
  await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
  expect([...departments.down()]).toEqual(['GA']);
});
