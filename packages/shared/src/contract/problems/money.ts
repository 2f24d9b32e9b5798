// Problems: money.
import { kind } from './kind.ts';

export const moneyProblems = {
  uploads_full: kind(
    409,
    '您上传的文件太多，这一份没有保存。',
    'You keep too many files; this one was not kept.',
    '请先提交或删除不用的文件，再上传。',
    'File or delete those you do not need, then upload again.',
  ),
  upload_offset_conflict: kind(
    409,
    '上传没有接上，已传的部分没有丢失。',
    'The part does not follow what is held. Nothing sent so far is lost.',
    '请继续上传。',
    'Ask how much is held and go on from there.',
  ),
  upload_type_mismatch: kind(
    422,
    '文件内容与所选类型不符，没有保存。',
    'The file is not of the type it was announced as; it was not kept.',
    '请上传 PDF、JPEG 或 PNG 文件。',
    'Upload a PDF, JPEG or PNG file.',
  ),
  upload_damaged: kind(
    422,
    '文件在传输中损坏，没有保存。',
    'The file was damaged on the way; it was not kept.',
    '请重新上传。',
    'Upload it again.',
  ),
  bill_settled: kind(
    409,
    '这张缴款单已缴清，没有重复扣款。',
    'This bill is already paid; you were not charged again.',
    '无需再付，请查看办件进度。',
    'Nothing more to pay; see the application’s progress.',
  ),
  bill_expired: kind(
    409,
    '缴款单已过期。',
    'The bill has expired.',
    '请在办件页重新获取缴款单。',
    'Ask for a new bill on the application’s page.',
  ),
  fee_to_be_confirmed: kind(
    409,
    '这项收费标准待确认，暂不能在线缴纳。',
    'This fee is still to be confirmed and cannot be charged online.',
    '请到窗口缴纳。',
    'Pay at the counter.',
  ),
  payment_channel_unavailable: kind(
    503,
    '支付渠道暂时繁忙，没有扣款。',
    'The payment channel is not available now; you were not charged.',
    '请稍后再试。',
    'Try again shortly.',
    true,
  ),
  wechat_account_missing: kind(
    409,
    '当前不在微信中，不能使用微信内支付。',
    'You are not signed in through WeChat, so paying inside WeChat is not possible.',
    '请改用扫码支付。',
    'Pay by scanning the QR code instead.',
  ),

  pick_up_code_wrong: kind(
    422,
    '取件码不正确。',
    'The pick-up code is not correct.',
    '请在办件页核对六位取件码。',
    'Check the six digits on the application’s page.',
  ),
  pick_up_locked: kind(
    409,
    '取件码输错次数过多，不能在网点领取了。',
    'The code was wrong too often; it can no longer be fetched here.',
    '请带身份证到办理部门领取，或拨打 12345。',
    'Fetch it at the department with your ID card, or call 12345.',
  ),
  webhook_endpoints_full: kind(
    409,
    '登记的回调地址太多。',
    'Too many webhook addresses are registered.',
    '请先删除不再使用的地址。',
    'Delete one that is no longer used.',
  ),
} as const;
