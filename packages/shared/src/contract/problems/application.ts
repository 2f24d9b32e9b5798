// Problems: matters and applications.
import { kind } from './kind.ts';

export const applicationProblems = {
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
} as const;
