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

/** A time of day and date in Hangzhou, wherever the browser stands. */
export const moment = (time: string): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(time));

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
