// Problems: the reform register.
import { kind } from './kind.ts';

export const reformProblems = {
  case_held: kind(
    409,
    '这个办件正由一位同事办理。',
    'A colleague is working on this case.',
    '请办理其他办件，或请同事先退回。',
    'Take another case, or ask your colleague to give it back first.',
  ),
  case_not_taken: kind(
    409,
    '您还没有领取这个办件，不能办理。',
    'You have not taken this case, so you cannot decide it.',
    '请先领取再办理。',
    'Take it first.',
  ),
  case_changed: kind(
    409,
    '在您查看之后，这个办件有了新情况；您的操作没有生效。',
    'Something happened in this case after you read it. Nothing was done.',
    '请刷新、看过新情况后再办理。',
    'Reload, read what is new, then decide.',
  ),
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
  escalation_handled: kind(
    409,
    '这一条已由同事处理，您写的没有保存。',
    'A colleague has dealt with this one already; what you wrote was not kept.',
    '请刷新查看处理情况。',
    'Reload to see what was done.',
  ),
} as const;
