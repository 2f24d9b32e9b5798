// Problems: the request itself.
import { kind } from './kind.ts';

export const requestProblems = {
  invalid_request: kind(
    400,
    '填写的内容有误，已填内容没有丢失。',
    'Something in the form is not right. Nothing you entered is lost.',
    '请按提示修改标出的项目后再提交。',
    'Correct the marked fields and send again.',
  ),
  not_found: kind(
    404,
    '没有找到您要的内容。',
    'What you asked for does not exist.',
    '请返回上一页重新选择。',
    'Go back and choose again.',
  ),
  method_not_allowed: kind(
    405,
    '不支持这种请求方式。',
    'This method is not supported here.',
    '请查看接口文档。',
    'See the API reference.',
  ),
  payload_too_large: kind(
    413,
    '提交的内容太大。',
    'The request is too large.',
    '请减小内容后再提交。',
    'Send less and try again.',
  ),
  rate_limited: kind(
    429,
    '操作太频繁了。',
    'Too many requests.',
    '请稍等片刻再试。',
    'Wait a moment and try again.',
    true,
  ),
  idempotency_key_missing: kind(
    400,
    '请求缺少幂等键。',
    'The request has no Idempotency-Key.',
    '请为每次提交附上唯一的 Idempotency-Key。',
    'Send a unique Idempotency-Key with every write.',
  ),
  idempotency_key_reused: kind(
    409,
    '这次提交与之前的不一致，之前的内容没有改变。',
    'This key was already used for a different request; the earlier one stands unchanged.',
    '请重新发起一次提交。',
    'Start a new submission with a new key.',
  ),
  idempotency_in_progress: kind(
    409,
    '同一次提交正在处理中，不会重复办理。',
    'The same submission is still being processed; it will not be done twice.',
    '请稍候再查看结果。',
    'Wait a moment and ask again.',
    true,
  ),
} as const;
