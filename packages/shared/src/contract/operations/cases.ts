// What the operations of `cases` take and answer.
import { Type } from 'typebox';
import {
  ApproveCaseBody,
  AskSupplementBody,
  Case,
  CasePage,
  CaseQuery,
  CaseStepBody,
  CaseSummary,
  ExtendTermBody,
  ReasonedStepBody,
  StartSpecialProcedureBody,
} from '../case.ts';
import type { ProblemCode } from '../problems/index.ts';
import type { OperationId } from '../routes/index.ts';
import { HeldPart, uploadPartParams } from '../upload.ts';
import type { Operation } from './operation.ts';
import { applicationParams } from './operation.ts';

/** Problems of any operation on one case; another department's does not exist. */
const caseProblems = ['unauthenticated', 'forbidden', 'not_found'] as const satisfies readonly ProblemCode[];

export const caseOperations = {
  'cases.list': {
    summary: 'The queue of the officer’s department, the most urgent first',
    query: CaseQuery,
    status: 200,
    result: CasePage,
    problems: ['unauthenticated', 'forbidden'],
  },
  'cases.get': {
    summary: 'Everything needed to decide a case; each look is recorded',
    params: applicationParams,
    status: 200,
    result: Case,
    problems: [...caseProblems, 'applicant_erased'],
  },
  'cases.uploadPart': {
    summary: 'A part of a file the citizen gave with the case; the look is recorded',
    params: Type.Object({ ...applicationParams.properties, ...uploadPartParams.properties }),
    status: 200,
    result: HeldPart,
    problems: caseProblems,
  },
  'cases.take': {
    summary: 'Take a case, so that nobody else decides it',
    params: applicationParams,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'case_held', 'application_state_conflict'],
  },
  'cases.release': {
    summary: 'Give a case back to the queue',
    params: applicationParams,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'case_not_taken'],
  },
  'cases.accept': {
    summary: 'Accept (受理): the clock starts',
    params: applicationParams,
    body: CaseStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.refuse': {
    summary: 'Do not accept (不予受理)',
    params: applicationParams,
    body: ReasonedStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.askSupplement': {
    summary: 'Ask for what is missing, once and in full (补正)',
    params: applicationParams,
    body: AskSupplementBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.startReview': {
    summary: 'Begin the review while a paper is still owed',
    params: applicationParams,
    body: CaseStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.startSpecialProcedure': {
    summary: 'Begin a special procedure: the clock stands still',
    params: applicationParams,
    body: StartSpecialProcedureBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.endSpecialProcedure': {
    summary: 'End it: the clock runs on',
    params: applicationParams,
    body: CaseStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.extendTerm': {
    summary: 'Extend the term once, as the head of the department',
    params: applicationParams,
    body: ExtendTermBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.approve': {
    summary: 'Approve',
    params: applicationParams,
    body: ApproveCaseBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.reject': {
    summary: 'Reject, with the reason and what can be done against it',
    params: applicationParams,
    body: ReasonedStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.terminate': {
    summary: 'Close without a decision (终止)',
    params: applicationParams,
    body: ReasonedStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
