// The table of problem codes: what every error says to a citizen, in Chinese and English, and what to do next.

/** One kind of problem (RFC 9457). `title` and `nextStep` are sentences for the citizen. */
export interface ProblemKind {
  /** HTTP status. */
  readonly status: number;
  /** Whether the very same request may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** What went wrong; says that nothing was lost where that could be feared. */
  readonly title: { readonly zh: string; readonly en: string };
  /** What the citizen, or the engineer, does next. */
  readonly nextStep: { readonly zh: string; readonly en: string };
}

const kind = (
  status: number,
  zh: string,
  en: string,
  nextZh: string,
  nextEn: string,
  retryable = false,
): ProblemKind => ({ status, retryable, title: { zh, en }, nextStep: { zh: nextZh, en: nextEn } });

/** Every problem code the service answers with. The set is closed; codes are never reused. */
export const problems = {
  // The request itself
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

  // Who is asking
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

  // Identity
  code_wrong: kind(
    400,
    '验证码不正确。',
    'The code is not correct.',
    '请核对短信中的 6 位数字。',
    'Check the six digits in the message.',
  ),
  code_expired: kind(400, '验证码已过期。', 'The code has expired.', '请重新获取验证码。', 'Ask for a new code.'),
  code_attempts_exceeded: kind(
    429,
    '验证码输错次数过多。',
    'Too many wrong codes.',
    '请重新获取验证码。',
    'Ask for a new code.',
  ),
  id_number_invalid: kind(
    400,
    '身份证号码有误。',
    'The identity number is not valid.',
    '请对照证件核对 18 位号码。',
    'Check the 18 characters against the card.',
  ),
  identity_mismatch: kind(
    422,
    '姓名与身份证号码不一致。',
    'The name and the identity number do not belong together.',
    '请对照证件核对；仍有疑问请到派出所或拨打 12345。',
    'Check both against the card; if still in doubt, go to a police station or call 12345.',
  ),
  identity_bound_elsewhere: kind(
    409,
    '该身份已在另一账户核验。',
    'This identity is already confirmed in another account.',
    '请用当时的手机号登录，或带身份证到任一网点当面确认。',
    'Sign in with the mobile number used then, or confirm in person at any service point with your ID card.',
  ),
  identity_already_confirmed: kind(
    409,
    '您已完成实名核验，身份信息不能更改。',
    'You are already verified; the identity cannot be changed.',
    '如信息有误，请拨打 12345。',
    'If it is wrong, call 12345.',
  ),
  identity_level_too_low: kind(
    403,
    '办理此事项前需要确认您的身份。',
    'This matter needs your identity to be confirmed first.',
    '请先完成实名核验，完成后会回到这里。',
    'Confirm your identity; you will return here.',
  ),

  // Matters and applications
  matter_not_found: kind(
    404,
    '没有找到这个事项。',
    'This matter does not exist.',
    '请换个说法搜索，或拨打 12345。',
    'Search with other words, or call 12345.',
  ),
  batch_not_found: kind(
    404,
    '没有这个公布批次。',
    'There is no such batch.',
    '请从批次列表中选择。',
    'Choose one from the list of batches.',
  ),
  matter_not_online: kind(
    409,
    '这个事项暂时不能在线办理。',
    'This matter cannot be filed online yet.',
    '请查看办事指南中的窗口地址。',
    'See the guide for the counters that handle it.',
  ),
  situation_unanswered: kind(
    422,
    '还有情形没有选择，已填内容没有丢失。',
    'A question about your situation is still open. Nothing you entered is lost.',
    '请回答标出的问题。',
    'Answer the marked question.',
  ),
  commitment_missing: kind(
    422,
    '还有承诺没有确认。',
    'A commitment has not been confirmed.',
    '请阅读并确认承诺书。',
    'Read and confirm the commitment.',
  ),
  commitment_not_offered: kind(
    409,
    '这份材料现在不能以承诺代替。',
    'No commitment can stand in for this paper now.',
    '您不用做什么，由部门继续补齐。',
    'You need do nothing: the department goes on to supply it.',
  ),
  commitment_text_changed: kind(
    409,
    '承诺书的内容与您看到的不一致。',
    'The text of the commitment is not the one you read.',
    '请重新阅读承诺书后确认。',
    'Read the commitment again and confirm it.',
  ),
  notice_not_acknowledged: kind(
    422,
    '还没有确认个人信息告知书。',
    'The notice about personal data has not been acknowledged.',
    '请阅读告知书后确认。',
    'Read the notice and confirm.',
  ),
  paper_required: kind(
    422,
    '此情形下还需要您提供材料，暂不能只凭身份证办理。',
    'In this situation a paper is still needed, so the ID alone is not enough.',
    '请按指南所列，带材料到窗口办理。',
    'Bring the listed paper to a counter.',
  ),
  application_open_already: kind(
    409,
    '您已有一件相同的办件正在办理。',
    'You already have the same application under way.',
    '请在“我的办件”中查看进度。',
    'See its progress under “My applications”.',
  ),
  application_state_conflict: kind(
    409,
    '办件状态已变化，不能进行这一步。',
    'The application has moved on, so this step is no longer possible.',
    '请刷新查看最新状态。',
    'Reload to see its current state.',
  ),

  draft_changed_elsewhere: kind(
    409,
    '这份草稿已在另一台设备上修改，两边的内容都没有丢失。',
    'This draft was changed on another device; neither version is lost.',
    '请查看最新的草稿，再决定保留哪一份；也可以另存为一份新草稿。',
    'Look at the newer draft and decide which to keep, or keep yours as a new draft.',
  ),
  drafts_full: kind(
    409,
    '您保存的草稿太多，这一份暂时没有保存到云端，已填内容没有丢失。',
    'You keep too many drafts; this one was not saved on the server. Nothing you entered is lost.',
    '请先提交或删除不再需要的草稿。',
    'File or discard drafts you no longer need.',
  ),

  // Money
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

  // Plates
  plate_offer_expired: kind(
    409,
    '选号时间已过。',
    'The time to choose has passed.',
    '请重新获取一组号码。',
    'Ask for a new set of numbers.',
  ),
  plate_taken: kind(
    409,
    '这个号牌刚被选走。',
    'This number has just been taken.',
    '请另选一个号码。',
    'Choose another number.',
  ),
  plate_not_offered: kind(
    422,
    '这个号牌不在您的可选号码中。',
    'This number is not among those offered to you.',
    '请从列出的号码中选择。',
    'Choose one of the numbers shown.',
  ),
  licence_revoked_already: kind(
    409,
    '这份证照已经撤销，没有再次改动。',
    'This licence was revoked before; nothing was changed again.',
    '请核对证照编号。',
    'Check the licence number.',
  ),
  master_key_missing: kind(
    409,
    '主密钥文件里没有新的主密钥，密钥没有改变。',
    'The master key file holds no new key; no key was changed.',
    '请先把新主密钥写在主密钥文件的第一行，再轮换。',
    'Put the new key on the first line of the master key file, then rotate.',
  ),
  plate_reservation_missing: kind(
    422,
    '还没有选定号牌号码，或选号已过期。',
    'No plate number has been chosen, or the choice has expired.',
    '请重新选号。',
    'Choose a number again.',
  ),

  // The reform register
  reform_state_conflict: kind(
    409,
    '改革备案的状态已变化，不能进行这一步。',
    'The reform file has moved on, so this step is no longer possible.',
    '请刷新查看最新状态。',
    'Reload to see its current state.',
  ),
  reform_open_already: kind(
    409,
    '其中有事项正在另一份改革备案中办理。',
    'One of these matters is in another open reform file.',
    '请等那份备案办结，或先撤回它。',
    'Wait until that file is closed, or withdraw it first.',
  ),
  reform_matters_changed: kind(
    409,
    '方案编制之后，事项的现行内容已有变化，没有改动任何内容。',
    'A matter has changed since the proposal was drawn up. Nothing was altered.',
    '请按现行版本修改方案；已二报的，请撤回后重新立项。',
    'Revise the proposal against the version in force; after a second report, withdraw it and open a new file.',
  ),
  reform_changes_nothing: kind(
    422,
    '方案与现行内容相同。',
    'The proposal changes nothing.',
    '请修改方案，或去掉标出的事项。',
    'Change the proposal, or leave the marked matter out.',
  ),
  reform_guide_unsound: kind(
    422,
    '方案没有通过事项目录的校验。',
    'The catalogue’s rules find something to mend in the proposal.',
    '请按标出的规则修改后再报。',
    'Mend what is marked and report again.',
  ),
  reform_opinions_unanswered: kind(
    422,
    '还有意见没有答复。',
    'An opinion has not been answered.',
    '请逐条答复后再报。',
    'Answer each of them and report again.',
  ),
  reform_demands_unsupplied: kind(
    409,
    '还有数据共享需求没有落实，暂不能批准。',
    'A data-sharing demand is not supplied yet, so the file cannot be approved.',
    '请等供数部门答复，或不予批准，由部门改换数据来源或材料的处理方式。',
    'Wait for the supplier, or reject it, so that the department asks another register or ends the paper otherwise.',
  ),

  // The service and what stands behind it
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
} as const satisfies Record<string, ProblemKind>;

/** A problem's stable code. */
export type ProblemCode = keyof typeof problems;

/** All problem codes. */
export const problemCodes = Object.keys(problems) as ProblemCode[];
