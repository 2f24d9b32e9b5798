// A service in memory: answers every operation from the contract, keeps filings, fails when told to. No network, no waiting.
import { randomBytes } from 'node:crypto';
import type { CreateApplicationBody, OperationId, ProblemCode, ResultOf } from '@onetrip/shared/contract';
import { exampleAnswers } from '@onetrip/shared/examples';
import { routes } from '@onetrip/shared/routes';
import { type Transport, TransportFailure, type TransportRequest, type TransportResponse } from '../core/transport.ts';
import type { ServiceKeySet } from '../partner/serviceKeys.ts';
import { fieldsAtFault } from './checking.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { type CourseStep, createFilings } from './course.ts';
import { type ProblemDetails, testProblem } from './problems.ts';
import { routeOf } from './routing.ts';
import { createAnswerKey, signAnswer } from './signing.ts';

/** A request as it arrived. */
export interface TestRequest {
  readonly operation: OperationId;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, parsed; bytes of a part of a file as they came. */
  readonly body: unknown;
}

/** How a request gets no answer. */
export interface FailureOptions {
  /** How many requests; default 1. */
  readonly times?: number;
  /** Whether the service does what was asked before the answer is lost; default not. */
  readonly done?: boolean;
}

/** A service in memory. */
export interface TestService {
  /** Give it to any client: `createClient({ baseUrl: service.baseUrl, transport: service.transport })`. */
  readonly transport: Transport;
  readonly baseUrl: string;
  /** What a partner's client pins: answers to partners are signed. */
  readonly serviceKeys: ServiceKeySet;
  readonly clock: TestClock;
  /** Every request that arrived, oldest first. */
  readonly requests: readonly TestRequest[];
  /** Answers an operation so from now on: fields that differ from the example, or what a function makes of the request. */
  answer<K extends OperationId>(
    operation: K,
    answer: Partial<ResultOf<K>> | ((request: TestRequest, example: ResultOf<K>) => ResultOf<K>),
  ): void;
  /** Answers the next request of an operation with this problem. */
  problem(
    operation: OperationId,
    code: ProblemCode,
    details?: ProblemDetails & { readonly times?: number; readonly retryAfterSeconds?: number },
  ): void;
  /** Lets the next request of an operation get no answer. */
  fail(operation: OperationId, kind: 'network' | 'timeout', options?: FailureOptions): void;
  /** What later filings go through. Default: accepted, reviewed, approved and delivered within an hour. */
  course(steps: readonly CourseStep[]): void;
}

/** How a test's service is made. */
export interface TestServiceOptions {
  /** The clock filings move with. Default: one of its own. */
  readonly clock?: TestClock;
}

type Trouble =
  | {
      readonly kind: 'problem';
      readonly code: ProblemCode;
      readonly details: ProblemDetails & { retryAfterSeconds?: number };
    }
  | { readonly kind: 'network' | 'timeout'; readonly done: boolean };
type Responder = (request: TestRequest, example: unknown) => unknown;

const baseUrl = 'https://onetrip.test';

/**
 * Makes a service in memory. It answers every operation with an example that the contract allows, asks for sessions,
 * signatures and idempotency keys, refuses what the contract refuses with the service's own fields and sentences, and keeps
 * filings. It knows no catalogue: what a matter asks is not looked at.
 * @example
 * const service = createTestService();
 * const client = createClient({ baseUrl: service.baseUrl, transport: service.transport, token: 'any' });
 * service.problem('applications.create', 'application_open_already');
 */
export function createTestService({ clock = createTestClock() }: TestServiceOptions = {}): TestService {
  const key = createAnswerKey();
  const filings = createFilings(clock);
  const requests: TestRequest[] = [];
  const troubles = new Map<OperationId, Trouble[]>();
  const written = new Map<string, { readonly request: string; readonly answer: TransportResponse }>();
  const known = (applicationId = ''): unknown => filings.find(applicationId) ?? Refusal.of('not_found');
  const responders = new Map<OperationId, Responder>([
    ['applications.create', ({ body }) => filings.create(body as CreateApplicationBody)],
    ['applications.get', ({ params }) => known(params.applicationId)],
    ['applications.list', () => ({ items: filings.all(), nextCursor: null })],
    ['applications.events', ({ params: { applicationId = '' } }) => ({ items: filings.events(applicationId) })],
    ['applications.withdraw', ({ params: { applicationId = '' } }) => filings.withdraw(applicationId) ?? known('')],
    ['keys.list', () => key.serviceKeys],
  ]);

  function respond(request: TestRequest): TransportResponse {
    const { operation, headers } = request;
    const { access, write } = routes[operation];
    const lacking = access === 'public' ? false : access === 'partner' ? !headers.signature : !headers.authorization;
    if (lacking) return refuse(request, access === 'partner' ? 'signature_invalid' : 'unauthenticated');
    const { 'idempotency-key': idempotencyKey = '' } = headers;
    if (write && idempotencyKey === '') return refuse(request, 'idempotency_key_missing');
    const fields = fieldsAtFault(operation, request);
    if (fields.length > 0) return refuse(request, 'invalid_request', { fields: [...fields] });
    const asked = JSON.stringify([operation, request.params, request.body]);
    const before = write ? written.get(idempotencyKey) : undefined;
    if (before) return before.request === asked ? before.answer : refuse(request, 'idempotency_key_reused');
    const { status, body: example } = exampleAnswers[operation];
    const content = responders.get(operation)?.(request, example) ?? example;
    if (content instanceof Refusal) return refuse(request, content.code);
    const answer = json(status, content);
    if (write) written.set(idempotencyKey, { request: asked, answer });
    return answer;
  }

  async function send(sent: TransportRequest): Promise<TransportResponse> {
    const request = read(sent);
    requests.push(request);
    const trouble = troubles.get(request.operation)?.shift();
    if (trouble && trouble.kind !== 'problem') {
      if (trouble.done) respond(request);
      throw new TransportFailure(trouble.kind, `The test lets ${request.operation} fail`);
    }
    const answer = trouble ? refuse(request, trouble.code, trouble.details) : respond(request);
    const dated = { ...answer, headers: { ...answer.headers, date: clock.now().toUTCString() } };
    return routes[request.operation].access === 'partner' ? signAnswer(dated, sent, key, clock.now()) : dated;
  }

  const expect = (operation: OperationId, trouble: Trouble, times = 1) =>
    troubles.set(operation, [...(troubles.get(operation) ?? []), ...Array.from({ length: times }, () => trouble)]);

  return {
    transport: { send, randomBytes: async (length) => new Uint8Array(randomBytes(length)) },
    baseUrl,
    serviceKeys: key.serviceKeys,
    clock,
    requests,
    answer(operation, answer) {
      responders.set(
        operation,
        typeof answer === 'function'
          ? (answer as Responder)
          : (_request, example) => ({ ...(example as object), ...answer }),
      );
    },
    problem(operation, code, { times, ...details } = {}) {
      expect(operation, { kind: 'problem', code, details }, times);
    },
    fail(operation, kind, { times, done = false } = {}) {
      expect(operation, { kind, done }, times);
    },
    course: filings.setCourse,
  };
}

/** A problem where an answer was asked for. */
class Refusal {
  readonly code: ProblemCode;

  private constructor(code: ProblemCode) {
    this.code = code;
  }

  static of(code: ProblemCode): Refusal {
    return new Refusal(code);
  }
}

/** @throws {TransportFailure} for a place that is not the service's */
function read({ method, url, headers, body }: TransportRequest): TestRequest {
  const { origin, pathname, searchParams } = new URL(url);
  const routed = routeOf(method, pathname);
  if (origin !== baseUrl || !routed)
    throw new TransportFailure('network', `Nothing answers ${method} ${origin}${pathname}`);
  return {
    ...routed,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: typeof body === 'string' ? JSON.parse(body) : body,
  };
}

function refuse(
  { headers }: TestRequest,
  code: ProblemCode,
  { retryAfterSeconds, ...details }: ProblemDetails & { retryAfterSeconds?: number } = {},
): TransportResponse {
  const language = headers['accept-language'] === 'en' ? 'en' : 'zh';
  const problem = testProblem(code, { language, ...details });
  const answer = json(problem.status, problem, 'application/problem+json');
  if (retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } };
}

const json = (status: number, body: unknown, type = 'application/json'): TransportResponse => ({
  status,
  headers: { 'content-type': type, 'request-id': 'test-request' },
  body: body === null ? '' : JSON.stringify(body),
});
