// What the operations of `applications` take and answer.
import { Type } from 'typebox';
import {
  Application,
  ApplicationEvents,
  ApplicationGetQuery,
  ApplicationPage,
  ApplicationQuery,
  CommitBody,
  CreateApplicationBody,
} from '../application.ts';
import { CaseFile } from '../evidence.ts';
import type { OperationId } from '../routes/index.ts';
import { ApplicationForm, CorrectApplicationBody, GiveSupplementBody } from '../supplement.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';
import { applicationParams } from './operation.ts';

export const applicationOperations = {
  'applications.create': {
    summary: 'File an application',
    body: CreateApplicationBody,
    status: 201,
    result: Application,
    problems: [
      'unauthenticated',
      'matter_not_found',
      'matter_not_online',
      'matter_not_offered_here',
      'identity_level_too_low',
      'situation_unanswered',
      'commitment_missing',
      'commitment_not_trusted',
      'notice_not_acknowledged',
      'notice_changed',
      'guardian_needed',
      'delegation_not_active',
      'delegation_not_allowed',
      'delegation_out_of_scope',
      'paper_required',
      'application_open_already',
      'plate_reservation_missing',
      'draft_changed_elsewhere',
    ],
  },
  'applications.list': {
    summary: 'My applications, newest first',
    query: ApplicationQuery,
    status: 200,
    result: ApplicationPage,
    problems: ['unauthenticated'],
  },
  'applications.get': {
    summary: 'An application, at once or as soon as it changes',
    params: applicationParams,
    query: ApplicationGetQuery,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found'],
  },
  'applications.events': {
    summary: 'Its history',
    params: applicationParams,
    status: 200,
    result: ApplicationEvents,
    problems: ['unauthenticated', 'not_found'],
  },
  'applications.form': {
    summary: 'What was filed, what may be corrected now, and what is asked for',
    params: applicationParams,
    status: 200,
    result: ApplicationForm,
    problems: ['unauthenticated', 'not_found'],
  },
  'applications.supplement': {
    summary: 'Give the supplement asked for, all of it',
    params: applicationParams,
    body: GiveSupplementBody,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found', 'application_state_conflict'],
  },
  'applications.correct': {
    summary: 'Correct a mistake, until the result is issued',
    params: applicationParams,
    body: CorrectApplicationBody,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found', 'application_state_conflict'],
  },
  'applications.evidence': {
    summary: 'Its case file: the history with everything that proves it offline',
    params: applicationParams,
    status: 200,
    result: CaseFile,
    problems: ['unauthenticated', 'not_found'],
  },
  'applications.commit': {
    summary: 'Commit in writing instead of waiting for a paper a department owes',
    params: Type.Object({ applicationId: Id('The application'), materialId: Id('The paper') }),
    body: CommitBody,
    status: 200,
    result: Application,
    problems: [
      'unauthenticated',
      'not_found',
      'commitment_not_offered',
      'commitment_not_trusted',
      'commitment_text_changed',
      'department_unavailable',
    ],
  },
  'applications.withdraw': {
    summary: 'Withdraw it',
    params: applicationParams,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found', 'application_state_conflict'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
