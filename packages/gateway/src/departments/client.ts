// The departments' systems: asked within the contract of each source, signed there, signed back, every exchange kept.
import type { RegisterQuestion } from '@onetrip/shared/contract';
import { itemsAsked, refusalOf } from '@onetrip/shared/rules';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../config/index.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Connector, Connectors } from './connectors.ts';
import type { ExchangeKind } from './exchange.ts';
import type { Asker, Journal } from './journal.ts';
import {
  type Answer,
  type Asked,
  type Case,
  type CaseStatus,
  DepartmentUnavailable,
  isBatchTaken,
  isTaken,
  type Later,
  type Query,
  QuestionNotAllowed,
  readAnswer,
  readBatch,
  readCase,
  readWithdrawal,
} from './messages.ts';
import { type CallSignature, type IncomingCall, verifyDepartmentCall } from './signing.ts';
import { type Attempt, createLine, type Line } from './transport.ts';

export type { Connector } from './connectors.ts';
export * from './messages.ts';

/** The departments' systems. Every call throws `DepartmentUnavailable` when there is no trustworthy answer in time. */
export interface Departments {
  /** The source of a register; undefined where it is not connected. */
  connector(departmentCode: string, register: string): Connector | undefined;
  /**
   * Asks a register that answers while one waits, or takes the question to answer it later.
   * @throws QuestionNotAllowed what the source's contract does not give is not even asked
   */
  query(departmentCode: string, query: Query, asker?: Asker): Promise<Answer | Later>;
  /** Fetches the answer to a question taken before. @throws UnknownThere where the register knows nothing of it */
  fetchAnswer(departmentCode: string, query: Query, asker?: Asker): Promise<Answer | Later>;
  /** Sends one file of questions; the same again changes nothing. */
  sendBatch(departmentCode: string, register: string, batchId: string, queries: readonly Query[]): Promise<void>;
  /** Fetches the answers to a file, unread, by question; null while there are none yet. */
  fetchBatch(departmentCode: string, register: string, batchId: string): Promise<ReadonlyMap<string, unknown> | null>;
  /** Reads an answer that came in a file or by call-back; too old counts as none. */
  readAnswer(connector: Connector, content: unknown, asked: Asked): Answer;
  /** Verifies a call a department makes of itself. @throws DepartmentUnavailable when it is not that department's */
  verifyCall(departmentCode: string, call: IncomingCall): Promise<CallSignature>;
  submitCase(departmentCode: string, submitted: Case, applicationId?: string): Promise<CaseStatus>;
  caseStatus(departmentCode: string, caseId: string): Promise<CaseStatus>;
  /** Tells that a case is over. @throws UnknownThere where the department was never given it */
  withdrawCase(departmentCode: string, withdrawn: WithdrawnCase): Promise<{ stopped: boolean }>;
  /** Whether a department decides a case in a system of its own; `disputed`: a register says something else in it. */
  decidesCases(departmentCode: string, disputed?: boolean): boolean;
  /** Codes of the departments whose calls are held back now. */
  down(): ReadonlySet<string>;
}

/** A case that is over before it was decided, or before its result was issued. */
export interface WithdrawnCase {
  caseId: string;
  applicationId: string;
  withdrawnAt: Date;
}

/** What departments are spoken to with. */
export interface DepartmentParts {
  connectors: Connectors;
  journal: Journal;
  log: Logger;
  metrics: Metrics;
  now: () => Date;
  /** Where departments call back; known once the gateway listens. */
  answerTo: (departmentCode: string) => string;
  /** Where departments bring their decisions. */
  decisionTo: (departmentCode: string) => string;
  /** Where departments fetch what the citizen uploaded. */
  uploadsFrom: (departmentCode: string) => string;
}

/** A question as the source's contract sees it. */
const questionOf = ({ fields, predicate, parameters, purpose }: Query): RegisterQuestion => ({
  fields,
  theme: purpose.theme,
  ...(predicate === undefined ? {} : { predicate }),
  ...(parameters === undefined ? {} : { parameters }),
});

/** Puts the departments' lines together. */
export function createDepartments(
  config: Pick<GatewayConfig, 'departments' | 'departmentKey' | 'departmentDeadlineMs'>,
  parts: DepartmentParts,
): Departments {
  const { connectors, journal, log, now, answerTo, decisionTo, uploadsFrom } = parts;
  const lines = new Map<string, Line>(
    config.departments.map((department) => [department.code, createLine(department, config, parts)]),
  );
  const lineTo = (code: string): Line => {
    const line = lines.get(code);
    if (!line) throw new DepartmentUnavailable(code, 'is not connected');
    return line;
  };

  /** Why a question may not be asked, which is an error of ours; null where it may. */
  function refusalFor(code: string, query: Query): QuestionNotAllowed | null {
    const connector = connectors.find(code, query.register);
    const refusal = connector ? refusalOf(connector.contract, questionOf(query), now()) : 'notConnected';
    if (refusal === null) return null;
    log.error({ department: code, register: query.register, refusal }, 'question not allowed; it was not sent');
    return new QuestionNotAllowed(code, query.register, refusal);
  }

  function sourceOf(code: string, register: string): Connector {
    const connector = connectors.find(code, register);
    if (!connector) throw new QuestionNotAllowed(code, register, 'notConnected');
    return connector;
  }

  /** The source, where the question may be asked of it. */
  function sourceFor(code: string, query: Query): Connector {
    const refused = refusalFor(code, query);
    if (refused) throw refused;
    return sourceOf(code, query.register);
  }

  function fresh(connector: Connector, answer: Answer): Answer {
    const { department, freshness } = connector;
    const age = (now().getTime() - Date.parse(answer.asOf)) / 1000;
    if (freshness && age > freshness.oldestSeconds) throw new DepartmentUnavailable(department, 'answers of long ago');
    return answer;
  }

  const keepQuery = (kind: ExchangeKind, code: string, query: Query, asker: Asker | undefined) => (attempt: Attempt) =>
    journal.record({ ...attempt, kind, department: code, ...inClear(query), asker: asker ?? null });
  const keepOther =
    (kind: ExchangeKind, code: string, subjectId: string, more: { register?: string; applicationId?: string } = {}) =>
    (attempt: Attempt) =>
      journal.record({ ...attempt, kind, department: code, subjectId, items: [], ...more, asker: null });
  const speed = ({ timeoutMs, attempts }: Connector) => ({ timeoutMs, attempts });
  const usual = { timeoutMs: config.departmentDeadlineMs, attempts: 2 };
  const path = (connector: Connector, ...below: string[]) =>
    ['/registers', connector.register, ...below].map((part, at) => (at ? encodeURIComponent(part) : part)).join('/');

  return {
    connector: (code, register) => connectors.find(code, register),

    async query(code, query, asker) {
      const connector = sourceFor(code, query);
      const { register: _register, ...question } = query;
      const content = connector.mode === 'asynchronous' ? { ...question, answerTo: answerTo(code) } : question;
      const read = (said: unknown, status: number): Answer | Later =>
        status === 202 && isTaken(said, query.queryId)
          ? { outcome: 'later' }
          : fresh(connector, readAnswer(said, query));
      const call = { method: 'POST', path: path(connector, 'queries'), content, read, ...speed(connector) } as const;
      return lineTo(code).call(call, keepQuery('query', code, query, asker));
    },

    async fetchAnswer(code, query, asker) {
      const connector = sourceFor(code, query);
      const read = (said: unknown, status: number): Answer | Later =>
        status === 202 && isTaken(said, query.queryId)
          ? { outcome: 'later' }
          : fresh(connector, readAnswer(said, query));
      const call = {
        method: 'GET',
        path: path(connector, 'queries', query.queryId),
        read,
        ...speed(connector),
      } as const;
      return lineTo(code).call(call, keepQuery('fetch', code, query, asker));
    },

    async sendBatch(code, register, batchId, queries) {
      const connector = sourceOf(code, register);
      const allowed = queries.filter((query) => refusalFor(code, query) === null);
      if (allowed.length === 0) throw new DepartmentUnavailable(code, 'may be asked none of a file');
      const questions = allowed.map(({ register: _register, ...question }) => question);
      const read = (said: unknown) => {
        if (!isBatchTaken(said, batchId)) throw new Error('did not take the file');
      };
      const content = { batchId, questions };
      const call = { path: path(connector, 'batches'), content, writeKey: batchId, read, ...speed(connector) };
      await lineTo(code).call({ method: 'POST', ...call }, keepOther('batch', code, batchId, { register }));
    },

    async fetchBatch(code, register, batchId) {
      const connector = sourceOf(code, register);
      const read = (said: unknown, status: number) => (status === 202 ? null : readBatch(said, batchId));
      const call = { path: path(connector, 'batches', batchId), read, ...speed(connector) };
      return lineTo(code).call({ method: 'GET', ...call }, keepOther('batch', code, batchId, { register }));
    },

    readAnswer: (connector, content, asked) => fresh(connector, readAnswer(content, asked)),

    async verifyCall(code, call) {
      try {
        return await verifyDepartmentCall(lineTo(code).config, call);
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'cannot be verified';
        throw new DepartmentUnavailable(code, reason, { cause: error });
      }
    },

    submitCase: async (code, submitted, applicationId) => {
      const { caseId } = submitted;
      const read = (said: unknown) => readCase(said, caseId);
      const files = submitted.supplement?.uploads ?? [];
      const addresses = {
        decisionTo: decisionTo(code),
        ...(files.length === 0 ? {} : { uploadsFrom: uploadsFrom(code) }),
      };
      const content = { ...submitted, ...addresses };
      const call = { path: '/cases', content, writeKey: caseId, read, ...usual };
      const about = applicationId === undefined ? {} : { applicationId };
      return lineTo(code).call({ method: 'POST', ...call }, keepOther('case', code, caseId, about));
    },
    caseStatus: async (code, caseId) => {
      const read = (said: unknown) => readCase(said, caseId);
      const call = { path: `/cases/${encodeURIComponent(caseId)}`, read, ...usual };
      return lineTo(code).call({ method: 'GET', ...call }, keepOther('case', code, caseId));
    },
    withdrawCase: async (code, { caseId, applicationId, withdrawnAt }) => {
      const read = (said: unknown) => readWithdrawal(said, caseId);
      const content = { caseId, withdrawnAt: withdrawnAt.toISOString() };
      const path = `/cases/${encodeURIComponent(caseId)}/withdrawal`;
      const call = { path, content, writeKey: `${caseId}-withdrawal`, read, ...usual };
      return lineTo(code).call({ method: 'POST', ...call }, keepOther('withdrawal', code, caseId, { applicationId }));
    },
    decidesCases(code, disputed = false) {
      const cases = lines.get(code)?.config.cases ?? false;
      return cases === 'undisputed' ? !disputed : cases;
    },
    down: () => new Set([...lines].filter(([, line]) => line.isDown()).map(([code]) => code)),
  };
}

/** What the journal keeps of a question in clear. */
export const inClear = (query: Query) => ({
  register: query.register,
  subjectId: query.queryId,
  items: itemsAsked(query),
  purpose: query.purpose,
});
