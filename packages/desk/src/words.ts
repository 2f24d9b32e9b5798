// Every word of the desk, in Chinese and English, and the dates and terms written with them.
import type { LocalText } from '@onetrip/sdk/office';

const words = {
  title: ['办件台', 'Desk'],
  signIn: ['用政务账号登录', 'Sign in with your staff account'],
  signInNote: [
    '登录后可查看本部门的待办件。每次查看都会留痕，申请人看得到。',
    'You see the cases of your own department. Each look is recorded, and the applicant sees it.',
  ],
  signedOut: ['已退出，本机没有留下办件信息。', 'Signed out. Nothing of any case is left on this machine.'],
  noDesk: ['您没有办件权限。请联系本部门负责人。', 'You have no cases to decide. Ask the head of your department.'],
  reformOffice: ['改革办', 'Reform office'],
  pages: ['页面', 'Pages'],
  signOut: ['退出', 'Sign out'],
  language: ['English', '中文'],
  queue: ['待办', 'Queue'],
  empty: ['没有待办件。', 'Nothing is waiting.'],
  more: ['继续加载', 'Load more'],
  reload: ['刷新', 'Reload'],
  choose: ['从左边选一件开始。', 'Choose a case on the left.'],
  shortcuts: ['快捷键', 'Shortcuts'],
  moveKeys: ['上下移动', 'Move'],
  openKey: ['打开', 'Open'],
  helpKey: ['显示快捷键', 'Show shortcuts'],
  close: ['关闭', 'Close'],
  all: ['全部', 'All'],
  mine: ['我领取的', 'Mine'],
  soon: ['快到期', 'Due soon'],
  overdue: ['已超期', 'Overdue'],
  contradicting: ['信息不一致', 'Contradictions'],
  escalated: ['已督办', 'Escalated'],
  waiting: ['期限暂停，不用等您', 'The term stands still'],
  held: ['同事办理中', 'A colleague has it'],
  heldByMe: ['我办理', 'I have it'],
  applicant: ['申请人', 'Applicant'],
  number: ['受理编号', 'Number'],
  law: ['依据', 'Law'],
  promised: ['承诺期限', 'Promised by'],
  statutory: ['法定期限', 'By law'],
  situation: ['情形', 'Situation'],
  form: ['填写内容', 'What was entered'],
  evidence: ['证据', 'Evidence'],
  evidenceNote: [
    '证据：谁提供、何时、结果，不一致处两边都列出',
    'Evidence: who supplied it, when, the outcome; both values where they differ',
  ],
  paper: ['材料', 'Paper'],
  source: ['来源', 'Source'],
  time: ['时间', 'Time'],
  outcome: ['结果', 'Outcome'],
  said: ['内容', 'What it says'],
  stated: ['申请人', 'Applicant says'],
  found: ['登记库', 'Register says'],
  item: ['项目', 'Item'],
  supplement: ['补正', 'Supplement'],
  awaited: ['等申请人补正', 'Awaiting the applicant'],
  history: ['经过', 'History'],
  actions: ['办理', 'Decide'],
  noActions: ['现在不能操作。', 'Nothing can be done now.'],
  done: ['已办理', 'Done'],
  cancel: ['取消', 'Cancel'],
  reason: ['理由（申请人会看到）', 'Reason, for the applicant'],
  template: ['常用理由', 'Common reasons'],
  remedyNote: ['同时告知申请人：', 'The applicant is also told: '],
  what: ['补什么', 'What'],
  why: ['为什么', 'Why'],
  once: ['补正只能告知一次，请一次写全。', 'A supplement can be asked for once: name everything.'],
  procedure: ['特别程序', 'Procedure'],
  expectedUntil: ['预计结束', 'Expected until'],
  days: ['延长工作日', 'Working days'],
  result: ['批准后写入证照的内容', 'What the decision adds to the licence'],
  confirm: ['确认', 'Confirm'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  notFound: ['查无记录', 'Not found'],
  uploads: ['申请人上传的文件', 'Files the applicant gave'],
  openFile: ['查看', 'Open'],
  escalations: ['督办', 'Escalations'],
  noEscalations: ['没有要处理的督办。', 'Nothing to see to.'],
  chooseEntry: ['从左边选一条。', 'Choose one on the left.'],
  open: ['待处理', 'To see to'],
  handled: ['已处理', 'Dealt with'],
  handle: ['处理', 'Deal with it'],
  remark: ['处理情况', 'What was done'],
  remarkNote: ['请勿写申请人的姓名和证件号。', 'No names or ID numbers of applicants.'],
  officer: ['经办', 'Officer'],
  department: ['部门', 'Department'],
  term: ['期限', 'Term'],
  lastDay: ['到期日', 'Last day'],
  reportedAt: ['上报时间', 'Reported'],
  publications: ['公布', 'Publications'],
  publication: ['这次公布', 'Publication'],
  nothingPublished: ['还没有公布过。', 'Nothing was published yet.'],
  inForce: ['现行', 'In force'],
  deliveredFiles: ['随系统交付', 'Delivered with the service'],
  matter: ['事项', 'Matter'],
  matters: ['涉及事项', 'Matters'],
  change: ['变化', 'Change'],
  citizensNotice: ['办事人会看到', 'What citizens notice'],
  nothingNoticed: ['办事人看不出变化。', 'Nothing that citizens notice.'],
  mattersInForce: ['现行事项数', 'Matters in force'],
  fingerprint: ['指纹', 'Fingerprint'],
  chooseChanges: ['预览并公布', 'Preview and publish'],
  chooseChangesNote: [
    '选择变更文件（JSON，changes 列表）；先看差异，确认后才公布。',
    'Choose a file of changes (JSON, a list `changes`): the difference is shown first.',
  ],
  noChanges: ['这个文件里没有 changes 列表。', 'This file holds no list of changes.'],
  preview: ['公布前的差异', 'The difference, before it is published'],
  findings: ['须先改正', 'To be mended first'],
  whyPublish: ['理由（随公布保存）', 'Reason, kept with it'],
  published: ['已公布', 'Published'],
  revert: ['恢复到这一次', 'Put this state back'],
  revertNote: ['将恢复到：', 'Puts back: '],
  reverted: ['已恢复', 'Put back'],
  reformFiles: ['改革台账', 'Reform register'],
  reformFile: ['报送', 'Report'],
  noFiles: ['没有报送。', 'No files.'],
  toReply: ['待一回', 'To reply to'],
  toDecide: ['待二回', 'To decide'],
  agree: ['同意', 'Agree'],
  return: ['退回', 'Return'],
  approvePublish: ['批准并公布', 'Approve and publish'],
  rejectFile: ['不批准', 'Reject'],
  noteBeside: ['附言（可不填）', 'Note (optional)'],
  opinions: ['意见', 'Opinions'],
  opinion: ['意见', 'Opinion'],
  opinionsNote: ['每行一条；部门二报时逐条答复。', 'One a line; the department answers each.'],
  answer: ['部门答复', 'Answer'],
  unanswered: ['未答复', 'Not answered'],
  demands: ['数据需求', 'Data-sharing demands'],
  supplier: ['供方', 'Supplier'],
  standing: ['进展', 'Standing'],
  effect: ['批准后的指标变化', 'What approval changes'],
} satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof words;
export type Language = 'zh' | 'en';

let language: Language = 'zh';

/** The language everything is written in from now on. */
export function setLanguage(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
}
export const currentLanguage = (): Language => language;

/** A word. */
export const say = (word: Word): string => words[word][language === 'zh' ? 0 : 1];
/** A text of the service. */
export const local = ({ zh, en }: LocalText): string => (language === 'en' && en ? en : zh);

const inHangzhou = (time: string, more: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...more,
  }).format(new Date(time));

/** A time of day and date in Hangzhou, wherever the browser stands. */
export const moment = (time: string): string => inHangzhou(time, {});
/** The same with the year, for what lies long ago. */
export const dated = (time: string): string => inHangzhou(time, { year: 'numeric' });

/** How many working days are left, in words. */
export function termLeft(due: 'waiting' | 'inTime' | 'soon' | 'overdue', left: number | null): string {
  const days = Math.abs(left ?? 0);
  const said: Record<typeof due, readonly [string, string]> = {
    waiting: words.waiting,
    inTime: [`剩 ${days} 个工作日`, `${days} working days left`],
    soon:
      days === 0 ? ['今天到期', 'Due today'] : [`快到期 · 剩 ${days} 个工作日`, `Due soon · ${days} working days left`],
    overdue: days === 0 ? words.overdue : [`已超期 ${days} 个工作日`, `Overdue by ${days} working days`],
  };
  return said[due][language === 'zh' ? 0 : 1];
}
