// What the operations of `reform` take and answer.
import { Type } from 'typebox';
import {
  CreateReformBody,
  ReformFile,
  ReformPage,
  ReformQuery,
  ReplyAgainBody,
  ReplyReformBody,
  ReportAgainBody,
  ReviseReformBody,
} from '../reform.ts';
import { AnswerDemandBody, DemandList, DemandQuery } from '../reformDemand.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

const reformParams = Type.Object({ reformId: Id('The reform file') });

export const reformOperations = {
  'reform.create': {
    summary: 'Open a reform file as a draft',
    body: CreateReformBody,
    status: 201,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'matter_not_found',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_open_already',
    ],
  },
  'reform.list': {
    summary: 'Reform files, newest first',
    query: ReformQuery,
    status: 200,
    result: ReformPage,
    problems: ['unauthenticated', 'forbidden'],
  },
  'reform.get': {
    summary: 'A reform file: proposal, demands, effect, history',
    params: reformParams,
    status: 200,
    result: ReformFile,
    problems: ['unauthenticated', 'forbidden', 'not_found'],
  },
  'reform.revise': {
    summary: 'Draw the proposal up anew, before a report',
    params: reformParams,
    body: ReviseReformBody,
    status: 200,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'not_found',
      'reform_state_conflict',
      'matter_not_found',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_open_already',
    ],
  },
  'reform.report': {
    summary: 'First report (一报)',
    params: reformParams,
    status: 200,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'not_found',
      'reform_state_conflict',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_guide_unsound',
    ],
  },
  'reform.reply': {
    summary: 'First reply (一回): agreed, or returned with opinions',
    params: reformParams,
    body: ReplyReformBody,
    status: 200,
    result: ReformFile,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'reform_state_conflict'],
  },
  'reform.reportAgain': {
    summary: 'Second report (二报): every opinion answered',
    params: reformParams,
    body: ReportAgainBody,
    status: 200,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'not_found',
      'reform_state_conflict',
      'reform_opinions_unanswered',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_guide_unsound',
    ],
  },
  'reform.replyAgain': {
    summary: 'Second reply (二回): approved, which publishes, or rejected',
    params: reformParams,
    body: ReplyAgainBody,
    status: 200,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'not_found',
      'reform_state_conflict',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_demands_unsupplied',
      'reform_guide_unsound',
    ],
  },
  'reform.withdraw': {
    summary: 'Withdraw a reform file',
    params: reformParams,
    status: 200,
    result: ReformFile,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'reform_state_conflict'],
  },
  'reform.answerDemand': {
    summary: 'Accept or decline a data-sharing demand, as the supplier',
    params: Type.Object({ ...reformParams.properties, demandId: Id('The demand') }),
    body: AnswerDemandBody,
    status: 200,
    result: ReformFile,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'reform_state_conflict'],
  },
  'reform.demands': {
    summary: 'Data-sharing demands of every open file, by supplier',
    query: DemandQuery,
    status: 200,
    result: DemandList,
    problems: ['unauthenticated', 'forbidden'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
