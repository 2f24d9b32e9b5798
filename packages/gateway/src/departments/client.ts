// The one way to talk to departments: signed there, signed back, a deadline on every call, held back while one is down.
import { randomUUID } from 'node:crypto';
import type { FormValues, LocalText, Situation } from '@onetrip/shared/contract';
import type { Logger } from 'pino';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { DepartmentConfig, GatewayConfig } from '../config.ts';
import type { Metrics } from '../http/metrics.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { createLimit, type Limit } from './limit.ts';
import { createRequestSigner, createResponseVerifier, type IncomingResponse } from './signing.ts';

/** What is asked of a register, about whom and for which purpose. */
export interface Query {
  /** The same at every repetition of one question. */
  queryId: string;
  register: string;
  purpose: { matterId: string; materialId: string };
  subject: { name: string; idNumber: string };
  fields: string[];
  predicate?: string;
  parameters?: Record<string, string>;
}

/** A register's answer. */
export type Answer =
  | { outcome: 'found'; record: Record<string, string>; asOf: string }
  | { outcome: 'yes' | 'no' | 'notFound'; asOf: string };

/** A paper as it is handed over with a case. */
export interface Evidence {
  materialId: string;
  outcome: string;
  record?: Record<string, string>;
}

/** A case handed to a department's own system. */
export interface Case {
  /** The same at every repetition. */
  caseId: string;
  matterId: string;
  applicant: { name: string; idNumber: string };
  situation: Situation;
  form: FormValues;
  evidence: Evidence[];
}

/** How a case stands. */
export interface CaseStatus {
  status: 'received' | 'inReview' | 'approved' | 'rejected';
  reason?: LocalText;
  record?: Record<string, string>;
}

/** Thrown when a department gives no answer that can be trusted; the question may be asked again. */
export class DepartmentUnavailable extends Error {
  override name = 'DepartmentUnavailable';
  readonly department: string;
  constructor(department: string, reason: string, options?: ErrorOptions) {
    super(`department ${department}: ${reason}`, options);
    this.department = department;
  }
}

/** A well department that will not answer this question: an error of ours, and no reason to hold others back. */
class QuestionRefused extends Error {}

/** The departments' systems. Every call throws `DepartmentUnavailable` when there is no trustworthy answer in time. */
export interface Departments {
  query(departmentCode: string, query: Query): Promise<Answer>;
  submitCase(departmentCode: string, submitted: Case): Promise<CaseStatus>;
  caseStatus(departmentCode: string, caseId: string): Promise<CaseStatus>;
  /** Whether a department decides cases in a system of its own. */
  decidesCases(departmentCode: string): boolean;
  /** Codes of the departments whose calls are held back now. */
  down(): ReadonlySet<string>;
}

const callsAtOnce = 8;

const words = Type.Record(Type.String(), Type.String());
const answer = Compile(
  Type.Union([
    Type.Object({ queryId: Type.String(), outcome: Type.Literal('found'), record: words, asOf: Type.String() }),
    Type.Object({
      queryId: Type.String(),
      outcome: Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('notFound')]),
      asOf: Type.String(),
    }),
  ]),
);
const caseStatus = Compile(
  Type.Object({
    caseId: Type.String(),
    status: Type.Union([
      Type.Literal('received'),
      Type.Literal('inReview'),
      Type.Literal('approved'),
      Type.Literal('rejected'),
    ]),
    reason: Type.Optional(Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) })),
    record: Type.Optional(words),
  }),
);

interface Peer {
  config: DepartmentConfig;
  breaker: Breaker;
  limit: Limit;
  verify: ReturnType<typeof createResponseVerifier>;
}

/** @param log is told the code of the department and what went wrong, never what was asked or answered */
export function createDepartments(
  config: Pick<GatewayConfig, 'departments' | 'departmentKey' | 'departmentDeadlineMs'>,
  log: Logger,
  metrics: Metrics,
): Departments {
  const sign = createRequestSigner(config.departmentKey);
  const peers = new Map<string, Peer>(
    config.departments.map((department) => [
      department.code,
      {
        config: department,
        breaker: createBreaker(),
        limit: createLimit(callsAtOnce),
        verify: createResponseVerifier(department),
      },
    ]),
  );

  async function exchange(peer: Peer, method: 'GET' | 'POST', path: string, content?: unknown, writeKey?: string) {
    const requestId = randomUUID();
    const url = new URL(`${peer.config.url.replace(/\/$/, '')}${path}`);
    const body = Buffer.from(content === undefined ? '' : JSON.stringify(content));
    const headers = await sign({ method, url, body, requestId, ...(writeKey ? { idempotencyKey: writeKey } : {}) });
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(content === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(method === 'POST' ? { body } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(config.departmentDeadlineMs),
    });
    const answered: IncomingResponse = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    };
    if (answered.status >= 500) throw new Error(`answered ${answered.status}`);
    await peer.verify(answered, requestId);
    if (answered.status >= 300) throw new QuestionRefused(`refused the question with ${answered.status}`);
    return JSON.parse(answered.body.toString('utf8')) as unknown;
  }

  async function call<T>(
    code: string,
    method: 'GET' | 'POST',
    path: string,
    read: (content: unknown) => T,
    content?: unknown,
    writeKey?: string,
  ): Promise<T> {
    const peer = peers.get(code);
    if (!peer) throw new DepartmentUnavailable(code, 'is not connected');
    return peer.limit(async () => {
      if (peer.breaker.isOpen()) throw new DepartmentUnavailable(code, 'does not answer; calls are held back');
      const end = metrics.departmentSeconds.startTimer({ department: code });
      try {
        const result = read(await exchange(peer, method, path, content, writeKey));
        end({ outcome: 'answered' });
        peer.breaker.record(true);
        return result;
      } catch (error) {
        end({ outcome: 'failed' });
        peer.breaker.record(error instanceof QuestionRefused);
        const reason = error instanceof Error ? error.message : 'failed';
        log.warn({ department: code, reason }, 'department did not answer');
        throw new DepartmentUnavailable(code, reason, { cause: error });
      } finally {
        metrics.departmentDown.set({ department: code }, peer.breaker.isOpen() ? 1 : 0);
      }
    });
  }

  const readAnswer =
    (query: Query) =>
    (content: unknown): Answer => {
      if (!answer.Check(content) || content.queryId !== query.queryId) throw new Error('answered what was not asked');
      return content;
    };
  const readCase =
    (caseId: string) =>
    (content: unknown): CaseStatus => {
      if (!caseStatus.Check(content) || content.caseId !== caseId) throw new Error('answered about another case');
      return content;
    };

  return {
    query: (code, query) => {
      const { register, ...question } = query;
      return call(code, 'POST', `/registers/${encodeURIComponent(register)}/queries`, readAnswer(query), question);
    },
    submitCase: (code, submitted) =>
      call(code, 'POST', '/cases', readCase(submitted.caseId), submitted, submitted.caseId),
    caseStatus: (code, caseId) => call(code, 'GET', `/cases/${encodeURIComponent(caseId)}`, readCase(caseId)),
    decidesCases: (code) => peers.get(code)?.config.cases ?? false,
    down: () => new Set([...peers].filter(([, peer]) => peer.breaker.isOpen()).map(([code]) => code)),
  };
}
