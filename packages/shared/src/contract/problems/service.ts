// Problems: the service and what stands behind it.
import { kind } from './kind.ts';

export const serviceProblems = {
  department_unavailable: kind(
    503,
    '对方部门系统暂时没有回应，您填写的内容没有丢失。',
    'The department’s system does not answer now. Nothing you entered is lost.',
    '请稍后再试。',
    'Try again shortly.',
    true,
  ),
  wechat_unavailable: kind(
    503,
    '微信登录暂时不可用。',
    'Signing in through WeChat is not possible now.',
    '请稍后再试，或用手机号登录。',
    'Try again shortly, or sign in with your mobile number.',
    true,
  ),
  publication_outdated: kind(
    409,
    '事项目录在此期间已有新的公布，本次没有公布。',
    'The catalogue has been published anew in the meantime; nothing was published.',
    '请对照现行目录重新核对后再公布。',
    'Compare with what is in force now, then publish again.',
  ),
  catalogue_faulty: kind(
    422,
    '事项目录有待改正之处，没有公布。',
    'The catalogue has something to mend; nothing was published.',
    '请按列出的条目改正后再公布。',
    'Mend what is listed, then publish again.',
  ),
  staff_directory_unavailable: kind(
    503,
    '工作人员统一身份认证暂时没有回应。',
    'The staff directory does not answer now.',
    '请稍后再试。',
    'Try again shortly.',
    true,
  ),
  sms_unavailable: kind(
    503,
    '短信暂时发不出去。',
    'The message could not be sent.',
    '请稍后再试。',
    'Try again shortly.',
    true,
  ),
  service_unavailable: kind(
    503,
    '服务正在重启，您填写的内容没有丢失。',
    'The service is restarting. Nothing you entered is lost.',
    '请稍后再试。',
    'Try again shortly.',
    true,
  ),
  internal: kind(
    500,
    '系统出了点问题，您填写的内容没有丢失。',
    'Something went wrong on our side. Nothing you entered is lost.',
    '请稍后再试；若仍不行，请拨打 12345 并告知请求编号。',
    'Try again; if it persists, call 12345 with the request number.',
    true,
  ),
} as const;
