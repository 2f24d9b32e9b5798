// What states, outcomes and procedures of the service are called at the desk.
import type {
  Case,
  CaseSummary,
  Escalation,
  LocalText,
  PublicationChange,
  ReformFile,
  StartSpecialProcedureBody,
} from '@onetrip/sdk/office';

const named = (zh: string, en: string): LocalText => ({ zh, en });

export const stateNames: Readonly<Record<CaseSummary['state'], LocalText>> = {
  draft: named('草稿', 'Draft'),
  submitted: named('待受理', 'To be accepted'),
  accepted: named('已受理，待材料', 'Accepted, papers on their way'),
  notAccepted: named('不予受理', 'Not accepted'),
  supplementAsked: named('待补正', 'Supplement awaited'),
  supplementAskedInReview: named('待补正', 'Supplement awaited'),
  inReview: named('待审核', 'To be decided'),
  specialProcedure: named('特别程序', 'Special procedure'),
  approved: named('已批准', 'Approved'),
  rejected: named('不予批准', 'Rejected'),
  delivered: named('已办结', 'Completed'),
  withdrawn: named('已撤回', 'Withdrawn'),
  terminated: named('已终止', 'Closed'),
};

export const outcomeNames: Readonly<Record<Case['papers'][number]['status'], LocalText>> = {
  pending: named('正在核查', 'Being asked'),
  received: named('一致', 'In order'),
  owed: named('部门待补', 'Owed by the department'),
  committed: named('已承诺', 'Commitment made'),
  negative: named('查否', 'The register says no'),
  contradiction: named('不一致', 'Contradiction'),
  afterApproval: named('批后补', 'After approval'),
  posted: named('申请人邮寄中', 'In the post'),
  investigating: named('调查中', 'Being investigated'),
};

export const procedureNames: Readonly<Record<StartSpecialProcedureBody['procedure'], LocalText>> = {
  hearing: named('听证', 'Hearing'),
  bidding: named('招标', 'Bidding'),
  auction: named('拍卖', 'Auction'),
  inspection: named('检验', 'Inspection'),
  testing: named('检测', 'Testing'),
  quarantine: named('检疫', 'Quarantine'),
  appraisal: named('鉴定', 'Appraisal'),
  expertReview: named('专家评审', 'Expert review'),
};

export const termNames: Readonly<Record<Escalation['term'], LocalText>> = {
  reply: named('五日内告知', 'To say what is missing by'),
  promised: named('承诺期限', 'Promised by'),
  statutory: named('法定期限', 'By law by'),
};

export const changeNames: Readonly<Record<PublicationChange['kind'], LocalText>> = {
  new: named('新增', 'New'),
  changed: named('修改', 'Changed'),
  gone: named('取消', 'No longer offered'),
};

export const reformStateNames: Readonly<Record<ReformFile['state'], LocalText>> = {
  draft: named('起草中', 'Draft'),
  reported: named('一报，待一回', 'Reported; to be replied to'),
  returned: named('已退回，待二报', 'Returned with opinions'),
  agreed: named('已同意，待二报', 'Agreed'),
  reportedAgain: named('二报，待二回', 'Reported again; to be decided'),
  approved: named('已批准并公布', 'Approved and published'),
  rejected: named('未批准', 'Rejected'),
  withdrawn: named('部门已撤回', 'Withdrawn by the department'),
};

export const standingNames: Readonly<Record<ReformFile['demands'][number]['standing'], LocalText>> = {
  unmatched: named('没有供方', 'Nobody can supply it'),
  unanswered: named('供方未答复', 'Not answered yet'),
  declined: named('供方不提供', 'Declined'),
  promised: named('已答应，日期未到', 'Promised for later'),
  supplied: named('可提供', 'Supplied'),
};

/** Reasons an officer starts from; he finishes them in words of his own. */
export const reasonTemplates: Readonly<Record<'refuse' | 'reject' | 'terminate' | 'extendTerm', readonly LocalText[]>> =
  {
    refuse: [
      named(
        '该事项依法不属于本部门职权范围，请向有权机关申请：',
        'This is not within our competence; please apply to: ',
      ),
      named('该事项依法不需要取得行政许可。', 'No licence is needed for this.'),
    ],
    reject: [
      named('经核查，登记信息显示不符合法定条件：', 'The register shows that a condition of the law is not met: '),
      named(
        '您填写的内容与登记信息不一致，经核实以登记信息为准：',
        'What you entered differs from the register, which proved right: ',
      ),
    ],
    terminate: [
      named('申请人已不再具备办理的前提：', 'What the matter presupposes no longer holds: '),
      named('逾期未补正，视为放弃申请。', 'The supplement was not given in time.'),
    ],
    extendTerm: [
      named(
        '情况复杂，需进一步核实，经本部门负责人批准延长。',
        'The case needs further checks; extended by the head of the department.',
      ),
    ],
  };
