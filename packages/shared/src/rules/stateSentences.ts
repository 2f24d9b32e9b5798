// What a citizen reads in each state of an application: what happens next and who must act.
import type { ApplicationState } from '../contract/application.ts';
import type { LocalText } from '../contract/text.ts';

const sentences: Record<ApplicationState | 'awaitingPayment', LocalText> = {
  draft: {
    zh: '还没有提交。您填写的内容已保存，确认后提交即可。',
    en: 'Not filed yet. What you entered is saved; check it and file when you are ready.',
  },
  submitted: {
    zh: '已收到您的申请，正在向有关部门核对材料，您不用做什么。',
    en: 'We have your application and are checking the papers with the departments. You need do nothing.',
  },
  accepted: {
    zh: '已受理。还缺的材料由部门补齐，您不用跑。',
    en: 'Accepted. Whatever paper is still missing, the departments supply it; you need not go anywhere.',
  },
  notAccepted: {
    zh: '这次没有受理，原因写在下面。补正后可以重新申请，也可以拨打 12345 询问。',
    en: 'It was not accepted this time; the reason is below. You may file again once it is settled, or call 12345.',
  },
  supplementAsked: {
    zh: '还需要您补充一次，要补的都写在下面。补好后我们接着办。',
    en: 'One thing is needed from you, once and in full; it is listed below. We go on as soon as we have it.',
  },
  supplementAskedInReview: {
    zh: '还需要您补充一次，要补的都写在下面；等您补充的时间不算在部门的期限里。补好后我们接着办。',
    en: 'One thing is needed from you, once and in full; it is listed below. The department’s term waits meanwhile.',
  },
  inReview: {
    zh: '部门正在审核，在承诺日期前告诉您结果，您不用做什么。',
    en: 'The department is reviewing it and will tell you the result by the promised date. You need do nothing.',
  },
  specialProcedure: {
    zh: '部门正在检验、检测或听证，这段时间不计入承诺期限。结束后接着审核。',
    en: 'An inspection, test or hearing is under way; this time does not count against the promise. The review goes on after it.',
  },
  approved: {
    zh: '已通过，证照正在制作，做好后通知您。',
    en: 'Approved. Your licence is being made; we tell you when it is ready.',
  },
  awaitingPayment: {
    zh: '已通过，请您缴费。缴清后马上发证。',
    en: 'Approved. Please pay the fee; the licence is issued as soon as it is paid.',
  },
  rejected: {
    zh: '没有通过，原因写在下面。您可以申请行政复议，也可以拨打 12345 询问。',
    en: 'It was not approved; the reason is below. You may ask for a review of the decision, or call 12345.',
  },
  delivered: {
    zh: '办好了。电子证照已放进“我的证照”，随时可以出示。',
    en: 'Done. The electronic licence is under “My licences”, ready to show at any time.',
  },
  withdrawn: {
    zh: '已按您的要求撤回，没有留下任何影响。需要时可以重新申请。',
    en: 'Withdrawn as you asked; nothing is held against you. You may file again at any time.',
  },
  terminated: {
    zh: '已终止办理，原因写在下面。如有疑问，请拨打 12345。',
    en: 'It was closed without a decision; the reason is below. If in doubt, call 12345.',
  },
};

/** What a citizen reads in this state: what happens next and who must act. */
export function sentenceFor(state: ApplicationState, { awaitingPayment = false } = {}): LocalText {
  return sentences[awaitingPayment && state === 'approved' ? 'awaitingPayment' : state];
}
