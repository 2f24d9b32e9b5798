// A department is believed only when it signed this answer to this question, in time; one that does not answer is left alone for a while.
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signatureLabel, signatureTag, signedResponseComponents } from '@onetrip/shared/signatures';
import { createSigner, httpbis } from 'http-message-signatures';
import { createBreaker } from '../src/departments/breaker.ts';
import { createDepartments, type Departments, DepartmentUnavailable } from '../src/departments/client.ts';
import { createLimit } from '../src/departments/limit.ts';
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

const question = {
  queryId: 'query-1',
  register: 'population',
  purpose: { matterId: 'HZ-GA-041', materialId: 'id' },
  subject: { name: '测试', idNumber: '11010519491231002X' },
  fields: ['address'],
};
const found = {
  queryId: 'query-1',
  outcome: 'found',
  record: { address: '西湖区' },
  asOf: '2026-03-02T08:00:00+08:00',
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    calls.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    const { slowMs = 0, status = 200, unsigned = false } = behaviour;
    await new Promise((resolve) => setTimeout(resolve, slowMs));
    const body = JSON.stringify(behaviour.body ?? found);
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
beforeEach(() => {
  behaviour = {};
  calls = [];
  const { port } = server.address() as AddressInfo;
  departments = createDepartments(
    {
      departments: [
        {
          code: 'GA',
          url: `http://127.0.0.1:${port}/departments/GA`,
          keyId: 'dept-key',
          publicKey: department.publicKey.export({ format: 'jwk' }),
          registers: ['population'],
          cases: true,
        },
      ],
      departmentKey: { ...gatewayKey, kid: 'gateway-key' },
      departmentDeadlineMs: 300,
    },
    quiet,
    createMetrics(),
  );
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
    ['that is no answer', { body: { hello: 'there' } }],
    ['that is no JSON', { bodySent: '<html>' }],
    ['that comes too late', { slowMs: 600 }],
    ['of a broken system', { status: 500 }],
  ])('%s is not', async (_which, misbehaviour) => {
    behaviour = misbehaviour;
    await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
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
  behaviour = { status: 400, body: { error: 'fields_not_allowed' } };
  for (let time = 0; time < 4; time += 1) {
    await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
  }
  expect(departments.down().size).toBe(0);
  behaviour = { status: 503 };
  for (let time = 0; time < 3; time += 1) {
    await expect(departments.query('GA', question)).rejects.toBeInstanceOf(DepartmentUnavailable);
  }
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
