// Problems: personal data and delegations.
import { kind } from './kind.ts';

export const privacyProblems = {
  notice_changed: kind(
    409,
    '告知书的内容与您看到的不一致，已填内容没有丢失。',
    'The notice is not the one you were shown. Nothing you entered is lost.',
    '请重新阅读告知书后提交。',
    'Read the notice again, then file.',
  ),
  guardian_needed: kind(
    422,
    '未满十四周岁，须由监护人同意。',
    'A child under 14 cannot consent; the guardian does.',
    '请监护人登录后代为办理。',
    'Ask the guardian to sign in and file for the child.',
  ),
  erasure_not_yet: kind(
    409,
    '现在还不能删除您的信息。',
    'What is held about you cannot be erased yet.',
    '仍在办理，或法律要求保存；到期后可以再次提出。',
    'Something is still under way, or the law bids that it be kept; ask again after that day.',
  ),
  applicant_erased: kind(
    410,
    '申请人的个人信息已依法删除，这件办件不能再查看。',
    'The applicant’s data was erased as the law has it; this case can no longer be opened.',
    '办理记录仍可核验，但不再含个人信息；如需查询，请按受理编号联系档案管理人员。',
    'Its history still verifies, and names nobody; for questions, give the acceptance number to those who keep the archive.',
  ),
  not_guardian: kind(
    422,
    '人口信息中没有查到您是这位未成年人的监护人。',
    'The population register does not know you as this child’s guardian.',
    '请核对孩子的姓名和身份证号码；由法院指定的监护人请到窗口办理。',
    'Check the child’s name and number; guardians appointed by a court go to a counter.',
  ),
  delegation_not_offered: kind(
    422,
    '这项代办授权不能这样设立。',
    'This delegation cannot be made like that.',
    '请按提示修改。',
    'Correct what is marked.',
  ),
  delegation_not_active: kind(
    403,
    '这项代办授权已失效，或尚未生效。',
    'This delegation has ended, or was not agreed to.',
    '请与对方重新约定。',
    'Agree on a new one with the other side.',
  ),
  delegation_not_allowed: kind(
    403,
    '代办授权不包括这项操作。',
    'The delegation does not allow this.',
    '请由本人办理。',
    'The citizen must do it himself.',
  ),
  delegation_out_of_scope: kind(
    403,
    '代办授权不包括这个事项。',
    'The delegation does not cover this matter.',
    '请由本人办理，或与对方重新约定范围。',
    'The citizen must do it himself, or agree on a wider scope.',
  ),
} as const;
