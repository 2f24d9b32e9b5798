// Problems: who is asking.
import { kind } from './kind.ts';

export const callerProblems = {
  unauthenticated: kind(
    401,
    '您还没有登录，或登录已过期。已填内容没有丢失。',
    'You are not signed in, or your session has expired. Nothing you entered is lost.',
    '请重新登录，我们会带您回到刚才的页面。',
    'Sign in again; you will return to where you were.',
  ),
  forbidden: kind(
    403,
    '您不能进行这项操作。',
    'You may not do this.',
    '如有疑问，请拨打 12345。',
    'If in doubt, call 12345.',
  ),
  sign_in_refused: kind(
    401,
    '登录没有完成，或已超过时限。',
    'Signing in was not completed, or took too long.',
    '请重新登录。',
    'Sign in again from the beginning.',
  ),
  signature_invalid: kind(
    401,
    '请求签名无效。',
    'The request signature is not valid.',
    '请检查密钥和签名参数。',
    'Check the key and the signature parameters.',
  ),
  signature_expired: kind(
    401,
    '请求签名已过期，或时钟偏差过大。',
    'The request signature has expired, or the clocks disagree.',
    '请校准服务器时钟后重试。',
    'Set the server clock and try again.',
  ),
  origin_not_allowed: kind(
    403,
    '此网点页面未获授权。',
    'This page is not on the partner’s list of origins.',
    '请联系网点管理员登记页面地址。',
    'Ask the administrator to register the page’s origin.',
  ),
  matter_not_offered_here: kind(
    403,
    '此网点不办理该事项。',
    'This service point does not handle this matter.',
    '请在小程序中办理，或到其他网点。',
    'Use the mini-program, or another service point.',
  ),
} as const;
