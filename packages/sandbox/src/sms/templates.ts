// The SMS templates registered with the service: what each must be given, and what it says.
import type { NoticeKind } from '@onetrip/shared/contract';

/** A template: the pattern of each parameter, and its text. */
export type SmsTemplate = { parameters: Record<string, RegExp>; text: (given: Record<string, string>) => string };

const ofCase = { matter: /^.{1,60}$/u, number: /^\d{8,32}$/ };
const about =
  (what: string): SmsTemplate['text'] =>
  ({ matter, number }) =>
    `【一证通办】${matter}（受理编号 ${number}）：${what}`;

const sentences: Record<NoticeKind, string> = {
  filedForYou: '已代您提交申请，由部门接着办。如非您本意，请立即拨打 12345。',
  correctedForYou: '已代您更正内容，由部门接着办。如非您本意，请立即拨打 12345。',
  supplementedForYou: '已代您补正，由部门接着办。如非您本意，请立即拨打 12345。',
  withdrawnForYou: '已代您撤回申请。如非您本意，请立即拨打 12345。',
  accepted: '部门已受理，办好后告诉您，您不用做什么。',
  notAccepted: '这次没有受理，请打开小程序查看原因，也可拨打 12345。',
  supplementAsked: '还需要您补充一次，请打开小程序按所列补齐。',
  supplementDueSoon: '要补的还没有收到，逾期未补将终止办理，请尽快打开小程序补齐。',
  specialProcedure: '部门正在检验检测或听证，期限暂停计算，您不用做什么。',
  termExtended: '部门延长了办理期限，理由请打开小程序查看，您不用做什么。',
  overdue: '部门已超过期限，我们已在催办，您不用做什么。',
  paymentAsked: '已审核通过，请打开小程序缴费，缴清后马上发证。',
  refundDue: '有一笔款项将原路退回，您不用做什么。',
  refunded: '款项已原路退回，请留意到账。',
  rejected: '审核没有通过，原因和救济途径请打开小程序查看，也可拨打 12345。',
  delivered: '办好了，电子证照可在小程序随时出示。',
  licenceRevoked: '部门撤销了您的一份电子证照，原因请向发证部门查询。',
  resultSent: '已由邮政寄出，请留意收件电话。',
  resultReady: '已到您选的网点，取件码请打开小程序查看，请勿告诉他人。',
  resultReturned: '没有送到您手上，已退回部门，请拨打 12345 另约。',
  terminated: '已终止办理，原因请打开小程序查看，也可拨打 12345。',
};

/** Every registered template. */
const smsTemplates: Readonly<Record<string, SmsTemplate>> = {
  signInCode: {
    parameters: { code: /^\d{4,8}$/, minutes: /^\d{1,3}$/ },
    text: ({ code, minutes }) =>
      `【一证通办】您的验证码是 ${code}，${minutes} 分钟内有效。工作人员不会向您索要验证码，请勿告诉他人。`,
  },
  ...Object.fromEntries(
    Object.entries(sentences).map(([kind, what]) => [kind, { parameters: ofCase, text: about(what) }]),
  ),
};

/** What a template says with these parameters; null for an unknown template or parameters that do not fit it. */
export function fill(template: string, given: Record<string, string>): string | null {
  const known = Object.hasOwn(smsTemplates, template) ? smsTemplates[template] : undefined;
  if (!known || Object.keys(given).some((name) => !(name in known.parameters))) return null;
  const fits = Object.entries(known.parameters).every(([name, pattern]) => pattern.test(given[name] ?? ''));
  return fits ? known.text(given) : null;
}
