// What is said to departments and what they say: questions, answers, files of questions, cases.
import {
  type FormValues,
  type LocalText,
  type Refusal,
  type Situation,
  SupplementItem,
} from '@onetrip/shared/contract';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';

/** What is asked of a register, about whom and for which purpose. */
export interface Query {
  /** The same at every repetition of one question. */
  queryId: string;
  /** Random and secret, echoed: without it the digests kept of question and answer could be guessed from. */
  salt: string;
  register: string;
  /** `theme`: of the matter; what a register gives depends on it. */
  purpose: { theme: string; matterId: string; materialId: string };
  subject: { name: string; idNumber: string };
  fields: string[];
  predicate?: string;
  parameters?: Record<string, string>;
}

/** A register's answer. */
export type Answer =
  | { outcome: 'found'; record: Record<string, string>; asOf: string }
  | { outcome: 'yes' | 'no' | 'notFound'; asOf: string };

/** The question was taken; the answer comes later, called back or fetched. */
export interface Later {
  outcome: 'later';
}

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
  /** What the citizen added when asked, where he was. */
  supplement?: CaseSupplement;
}

/** A file the citizen gave; its bytes are fetched apart, and are these by their digest. */
export interface CaseUpload {
  materialId: string;
  uploadId: string;
  type: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
}

/** A supplement as it is handed over with a case: words and files by the material they stand for. */
export interface CaseSupplement {
  statements: Record<string, string>;
  uploads: CaseUpload[];
}

/** How a case stands; with `supplementAsked`, what is missing. */
export interface CaseStatus {
  status: 'received' | 'inReview' | 'supplementAsked' | 'approved' | 'rejected';
  items?: SupplementItem[];
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

/** Thrown for a question the source's contract does not allow, before it is sent; our error, and nobody else's delay. */
export class QuestionNotAllowed extends DepartmentUnavailable {
  override name = 'QuestionNotAllowed';
  readonly refusal: Refusal | 'notConnected';
  constructor(department: string, register: string, refusal: Refusal | 'notConnected') {
    super(department, `register ${register} may not be asked this: ${refusal}`);
    this.refusal = refusal;
  }
}

/** What the register does not know of a question or a file it was asked after. */
export class UnknownThere extends DepartmentUnavailable {
  override name = 'UnknownThere';
}

const words = Type.Record(Type.String(), Type.String());
const ids = { queryId: Type.String(), salt: Type.String() };
const found = Type.Object({ ...ids, outcome: Type.Literal('found'), record: words, asOf: Type.String() });
const said = Type.Object({
  ...ids,
  outcome: Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('notFound')]),
  asOf: Type.String(),
});
const answer = Compile(Type.Union([found, said]));
const taken = Compile(Type.Object({ queryId: Type.String(), status: Type.Literal('pending') }));
const batchTaken = Compile(Type.Object({ batchId: Type.String(), status: Type.Literal('received') }));
const batchAnswers = Compile(
  Type.Object({ batchId: Type.String(), answers: Type.Array(Type.Object({ queryId: Type.String() })) }),
);
const caseStatus = Compile(
  Type.Object({
    caseId: Type.String(),
    status: Type.Union([
      Type.Literal('received'),
      Type.Literal('inReview'),
      Type.Literal('supplementAsked'),
      Type.Literal('approved'),
      Type.Literal('rejected'),
    ]),
    items: Type.Optional(Type.Array(SupplementItem)),
    reason: Type.Optional(Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) })),
    record: Type.Optional(words),
  }),
);
const withdrawal = Compile(Type.Object({ caseId: Type.String(), stopped: Type.Boolean() }));

/** What must hold of an answer for it to be one to this question. */
export type Asked = Pick<Query, 'queryId' | 'salt' | 'fields' | 'predicate'>;

/** Reads an answer to a question; throws an Error for anything else, more than was asked included. */
export function readAnswer(content: unknown, asked: Asked): Answer {
  if (!answer.Check(content) || content.queryId !== asked.queryId || content.salt !== asked.salt) {
    throw new Error('answered what was not asked');
  }
  if (Number.isNaN(Date.parse(content.asOf))) throw new Error('does not say as of when');
  if (content.outcome === 'found') {
    const given = Object.keys(content.record);
    if (asked.predicate !== undefined || given.some((field) => !asked.fields.includes(field))) {
      throw new Error('answered more than was asked');
    }
    return { outcome: 'found', record: content.record, asOf: content.asOf };
  }
  if (content.outcome !== 'notFound' && asked.predicate === undefined) throw new Error('answered what was not asked');
  return { outcome: content.outcome, asOf: content.asOf };
}

/** The question an answer says it is to; null where it says none. */
export function queryIdOf(content: unknown): string | null {
  return typeof content === 'object' && content !== null && 'queryId' in content && typeof content.queryId === 'string'
    ? content.queryId
    : null;
}

/** Whether a register took a question and will answer later. */
export const isTaken = (content: unknown, queryId: string): boolean =>
  taken.Check(content) && content.queryId === queryId;

/** Whether a register took a file of questions and has not answered yet. */
export const isBatchTaken = (content: unknown, batchId: string): boolean =>
  batchTaken.Check(content) && content.batchId === batchId;

/** The answers to a file, unread, by question; a question the register refused has an `error` instead of an answer. */
export function readBatch(content: unknown, batchId: string): ReadonlyMap<string, unknown> {
  if (!batchAnswers.Check(content) || content.batchId !== batchId) throw new Error('answered another file');
  return new Map(content.answers.map((one) => [one.queryId, one]));
}

/** How the case a department speaks of by itself stands; null where that cannot be read. */
export const caseOfStatus = (content: unknown): (CaseStatus & { caseId: string }) | null =>
  caseStatus.Check(content) ? content : null;

/** Reads how a case stands. */
export function readCase(content: unknown, caseId: string): CaseStatus {
  if (!caseStatus.Check(content) || content.caseId !== caseId) throw new Error('answered about another case');
  return content;
}

/** Reads whether a department stopped working on a case that is over. */
export function readWithdrawal(content: unknown, caseId: string): { stopped: boolean } {
  if (!withdrawal.Check(content) || content.caseId !== caseId) throw new Error('answered about another case');
  return { stopped: content.stopped };
}
