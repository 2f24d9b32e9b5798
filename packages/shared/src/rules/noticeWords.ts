// What each notice says, and where it goes beside the inbox: data, in the lengths that WeChat's templates allow.
import type { NextActor, NoticeKind, NoticeTemplate } from '../contract/notice.ts';
import type { LocalText } from '../contract/text.ts';

/** Whether an SMS goes out: always, only where WeChat did not carry it, or never. */
export type SmsRule = 'always' | 'withoutWechat' | 'never';

/** What a notice says, and where it goes beside the inbox. */
export interface NoticeWords {
  readonly nextActor: NextActor;
  readonly template: NoticeTemplate;
  readonly sms: SmsRule;
  /** At most five characters: WeChat's `phrase`. */
  readonly phrase: string;
  /** At most twenty characters: WeChat's `thing`. */
  readonly short: string;
  readonly title: LocalText;
  /** What happens next and who must act. */
  readonly sentence: LocalText;
}

const words = (
  nextActor: NextActor,
  template: NoticeTemplate,
  sms: SmsRule,
  [phrase, short]: readonly [string, string],
  title: LocalText,
  sentence: LocalText,
): NoticeWords => ({ nextActor, template, sms, phrase, short, title, sentence });

/** What each notice says. */
export const noticeWords: Readonly<Record<NoticeKind, NoticeWords>> = {
  filedForYou: words(
    'department',
    'progress',
    'always',
    ['代为提交', '已代您提交，非您本意请拨 12345'],
    { zh: '已代您提交申请', en: 'An application was filed for you' },
    {
      zh: '网点工作人员或您的代办人已为您提交这件申请，由部门接着办，您不用做什么。如果不是您的意思，请立即拨打 12345。',
      en: 'A clerk, or whoever acts for you, filed this application; the department goes on with it and you need do nothing. If you did not want it, call 12345 at once.',
    },
  ),
  correctedForYou: words(
    'department',
    'progress',
    'withoutWechat',
    ['代为更正', '已代您更正，非您本意请拨 12345'],
    { zh: '已代您更正内容', en: 'What you filed was corrected for you' },
    {
      zh: '网点工作人员或您的代办人已更正填写的内容，由部门接着办。如果不是您的意思，请立即拨打 12345。',
      en: 'A clerk, or whoever acts for you, corrected what was filed; the department goes on with it. If you did not want it, call 12345 at once.',
    },
  ),
  supplementedForYou: words(
    'department',
    'progress',
    'withoutWechat',
    ['代为补正', '已代您补正，由部门接着办'],
    { zh: '已代您补正', en: 'The supplement was given for you' },
    {
      zh: '网点工作人员或您的代办人已为您补正，由部门接着办。如果不是您的意思，请立即拨打 12345。',
      en: 'A clerk, or whoever acts for you, gave the supplement; the department goes on with it. If you did not want it, call 12345 at once.',
    },
  ),
  withdrawnForYou: words(
    'nobody',
    'result',
    'always',
    ['代为撤回', '已代您撤回，非您本意请拨 12345'],
    { zh: '已代您撤回申请', en: 'Your application was withdrawn for you' },
    {
      zh: '网点工作人员或您的代办人已撤回这件申请。如果不是您的意思，请立即拨打 12345。',
      en: 'A clerk, or whoever acts for you, withdrew this application. If you did not want it, call 12345 at once.',
    },
  ),
  accepted: words(
    'department',
    'progress',
    'never',
    ['已受理', '部门在承诺期限内办好，请等候'],
    { zh: '已受理', en: 'Accepted' },
    {
      zh: '部门已受理，承诺期限开始计算，办好后告诉您，您不用做什么。',
      en: 'The department has accepted it and the promised term runs; it will tell you the result. You need do nothing.',
    },
  ),
  notAccepted: words(
    'citizen',
    'result',
    'withoutWechat',
    ['未受理', '请查看原因，补齐后可重新申请'],
    { zh: '没有受理', en: 'Not accepted' },
    {
      zh: '这次没有受理，原因写在办件里。请您看过原因，补齐后可以重新申请，也可以拨打 12345 询问。',
      en: 'It was not accepted this time; the reason is in the application. Read it and file again once it is settled, or call 12345.',
    },
  ),
  supplementAsked: words(
    'citizen',
    'action',
    'always',
    ['待补正', '请打开办件，按所列一次补齐'],
    { zh: '需要您补充一次', en: 'One thing is needed from you' },
    {
      zh: '还需要您补充一次，要补的都列在办件里。请您补齐，补好后部门接着办。',
      en: 'One thing is needed from you, once and in full; it is listed in the application. The department goes on as soon as it has it.',
    },
  ),
  supplementDueSoon: words(
    'citizen',
    'action',
    'always',
    ['补正将到期', '逾期未补将终止办理，请尽快补齐'],
    { zh: '补正期限快到了', en: 'The time for your supplement is nearly over' },
    {
      zh: '要补的还没有收到，最后一天写在办件里。请您在那之前补齐；逾期未补，办件将终止，您可以重新申请。',
      en: 'What was asked for has not come yet; the last day is in the application. Please give it by then: after it the application is closed, and you may file again.',
    },
  ),
  specialProcedure: words(
    'department',
    'progress',
    'never',
    ['特别程序', '检验检测或听证中，期限暂停计算'],
    { zh: '进入特别程序', en: 'A special procedure has begun' },
    {
      zh: '部门正在检验、检测或听证，这段时间不计入期限，预计结束日期写在办件里。您不用做什么。',
      en: 'An inspection, test or hearing is under way and does not count against the term; the expected last day is in the application. You need do nothing.',
    },
  ),
  termExtended: words(
    'department',
    'progress',
    'withoutWechat',
    ['已延期', '部门延长了期限，理由见办件'],
    { zh: '办理期限延长', en: 'The term was extended' },
    {
      zh: '经部门负责人批准，办理期限延长，新的日期和理由写在办件里。由部门接着办，您不用做什么。',
      en: 'The head of the department has extended the term; the new day and the reason are in the application. You need do nothing.',
    },
  ),
  overdue: words(
    'department',
    'progress',
    'never',
    ['部门超期', '部门已超期，已在催办，请等候'],
    { zh: '部门超过了期限', en: 'The department is late' },
    {
      zh: '部门没有在期限内办好，我们已在催办并上报。您不用做什么，也可以拨打 12345 投诉。',
      en: 'The department has let the day pass; it was reminded and reported. You need do nothing, or may complain by calling 12345.',
    },
  ),
  paymentAsked: words(
    'citizen',
    'action',
    'withoutWechat',
    ['待缴费', '已通过，请缴费，缴清后马上发证'],
    { zh: '已通过，请您缴费', en: 'Approved: please pay' },
    {
      zh: '已审核通过，请您缴费，缴清后马上发证。',
      en: 'It was approved. Please pay the fee; the licence is issued as soon as it is paid.',
    },
  ),
  refundDue: words(
    'department',
    'progress',
    'withoutWechat',
    ['待退款', '有一笔款项将原路退回，请等候'],
    { zh: '有一笔款项将退回', en: 'Money will be returned' },
    {
      zh: '有一笔款项不该收（重复、金额不符，或办件没有办成），由收款单位原路退回，您不用做什么。',
      en: 'Money is not the payee’s to keep: it came twice, in a wrong amount, or for an application that went no further. It is returned the way it came. You need do nothing.',
    },
  ),
  refunded: words(
    'nobody',
    'progress',
    'withoutWechat',
    ['已退款', '款项已原路退回，请留意到账'],
    { zh: '款项已退回', en: 'Money was returned' },
    {
      zh: '款项已原路退回，请您留意到账，您不用再做什么。',
      en: 'The money was returned the way it came; please look out for it. Nothing more is needed from you.',
    },
  ),
  rejected: words(
    'citizen',
    'result',
    'always',
    ['未通过', '请查看原因，可依法申请复议'],
    { zh: '没有通过', en: 'Not approved' },
    {
      zh: '审核没有通过，原因和救济途径写在办件里。您可以申请行政复议，也可以拨打 12345 询问。',
      en: 'It was not approved; the reason and what you can do are in the application. You may ask for a review, or call 12345.',
    },
  ),
  delivered: words(
    'nobody',
    'result',
    'withoutWechat',
    ['已办结', '办好了，电子证照可随时出示'],
    { zh: '办好了', en: 'Done' },
    {
      zh: '办好了，电子证照已放进“我的证照”，随时可以出示。您不用再做什么。',
      en: 'Done: the electronic licence is under “My licences”, ready to show. Nothing more is needed from you.',
    },
  ),
  licenceRevoked: words(
    'citizen',
    'result',
    'always',
    ['证照撤销', '证照已失效，请查看原因'],
    { zh: '证照已撤销', en: 'A licence was revoked' },
    {
      zh: '部门撤销了您的这份电子证照，从现在起不再有效。原因请向发证部门查询；不服的，可以申请行政复议。',
      en: 'The department has revoked this licence; it is no longer valid. Ask the department for the reason; you may ask for a review.',
    },
  ),
  resultSent: words(
    'citizen',
    'progress',
    'withoutWechat',
    ['已寄出', '已由邮政寄出，请留意收件电话'],
    { zh: '已寄出', en: 'It is on its way' },
    {
      zh: '邮政已取走要寄给您的材料，请您留意收件电话；单号写在办件里。',
      en: 'The post has what is sent to you: please answer the courier’s call. The waybill number is in the application.',
    },
  ),
  resultReady: words(
    'citizen',
    'action',
    'always',
    ['可领取', '已到网点，请凭取件码领取'],
    { zh: '请您领取', en: 'Ready to be fetched' },
    {
      zh: '已到您选的网点，请您在 30 天内领取；取件码写在办件里，请勿告诉他人。',
      en: 'It lies at the service point you chose: please fetch it within 30 days. The code is in the application; tell it to nobody else.',
    },
  ),
  resultReturned: words(
    'citizen',
    'action',
    'always',
    ['已退回', '没有送到您手上，请拨打 12345'],
    { zh: '已退回部门', en: 'It went back to the department' },
    {
      zh: '没有送到您手上，已退回部门。请您拨打 12345 另约。',
      en: 'It did not reach you and went back to the department. Call 12345 to arrange it anew.',
    },
  ),
  terminated: words(
    'citizen',
    'result',
    'withoutWechat',
    ['已终止', '已终止办理，请查看原因'],
    { zh: '已终止办理', en: 'Closed without a decision' },
    {
      zh: '已终止办理，原因写在办件里。请您看过原因；需要时可以重新申请，也可以拨打 12345。',
      en: 'It was closed without a decision; the reason is in the application. You may file again if needed, or call 12345.',
    },
  ),
};
