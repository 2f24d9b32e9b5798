// The states of an application as other systems name them: adapter tables at the edge, never used inside.
//
// The back-office codes are those of a case system widely deployed in the province and reported to the national
// platform; the stages are the six words its citizens read.
import type { ApplicationState } from '../contract/application.ts';

/** Back-office states (办件状态) by code. */
export const caseStateNames = {
  10: '未提交',
  12: '已提交',
  14: '预审退回',
  16: '预审通过',
  24: '待接件',
  26: '已接件',
  28: '待补办',
  30: '已受理',
  37: '已受理待补办',
  40: '审批不通过',
  50: '审批通过',
  90: '办结',
  97: '不予受理',
  98: '撤销申请',
  99: '异常终止',
} as const;
/** A back-office state’s code. */
export type CaseStateCode = keyof typeof caseStateNames;

/** All codes, ascending. */
export const caseStateCodes = Object.keys(caseStateNames).map(Number) as CaseStateCode[];

const toCode: Readonly<Record<ApplicationState, CaseStateCode>> = {
  draft: 10,
  submitted: 12,
  supplementAsked: 28,
  notAccepted: 97,
  accepted: 30,
  inReview: 30,
  specialProcedure: 30,
  supplementAskedInReview: 37,
  rejected: 40,
  approved: 50,
  delivered: 90,
  withdrawn: 98,
  terminated: 99,
};

const fromCode: Readonly<Record<CaseStateCode, ApplicationState>> = {
  10: 'draft',
  12: 'submitted',
  // Given back before acceptance for something to be put right: what we call a supplement.
  14: 'supplementAsked',
  // Steps inside a counter between receipt and acceptance.
  16: 'submitted',
  24: 'submitted',
  26: 'submitted',
  28: 'supplementAsked',
  30: 'accepted',
  37: 'supplementAskedInReview',
  40: 'rejected',
  50: 'approved',
  90: 'delivered',
  97: 'notAccepted',
  98: 'withdrawn',
  99: 'terminated',
};

/** The code of a state. Review and special procedures are all “accepted” (30) there. */
export const caseStateCode = (state: ApplicationState): CaseStateCode => toCode[state];

/** The state a code stands for; the earliest, where several of ours share it. */
export const stateOfCode = (code: CaseStateCode): ApplicationState => fromCode[code];

/** The six stages citizens are shown, in their order. */
export const caseStages = ['待提交', '待预审', '预审退回', '待补正', '审批中', '已办结'] as const;
/** A stage citizens are shown. */
export type CaseStage = (typeof caseStages)[number];

const toStage: Readonly<Record<ApplicationState, CaseStage>> = {
  draft: '待提交',
  submitted: '待预审',
  notAccepted: '预审退回',
  supplementAsked: '待补正',
  supplementAskedInReview: '待补正',
  accepted: '审批中',
  inReview: '审批中',
  specialProcedure: '审批中',
  approved: '审批中',
  rejected: '已办结',
  delivered: '已办结',
  withdrawn: '已办结',
  terminated: '已办结',
};

/** The stage citizens are shown of a state. */
export const caseStage = (state: ApplicationState): CaseStage => toStage[state];

/** The states shown as a stage; never empty. */
export const statesOfStage = (stage: CaseStage): ApplicationState[] =>
  (Object.keys(toStage) as ApplicationState[]).filter((state) => toStage[state] === stage);
