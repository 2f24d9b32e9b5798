// The words of what follows a filing: supplement, correction, commitment instead of waiting.
import { type Speech, useSpeech } from '../../words/words.ts';

const zh = {
  supplement: {
    title: '补正',
    lead: (count: number) => `还差 ${count} 项，补齐就继续办`,
    why: '需要补的一次性全部列在这里。补齐之前，办理期限不计时。',
    given: '您已经补齐，正在继续办理。',
    before: '原来填写',
    state: '请用文字说明',
    stateHelp: '把情况写清楚就行，不用另跑一趟。',
    agree: '我已看过并作出承诺',
    left: (count: number) => `还有 ${count} 项没填`,
    go: '提交补正',
    kept: '已填内容保存在本机，提交后删除。',
  },
  correction: {
    title: '更正',
    lead: '填错了？在这里改',
    why: '改过的内容会重新核对；承诺的办结日期不变。',
    nothing: '这件事现在没有可以更正的内容',
    nothingHelp: '如果还有问题，请拨打 12345。',
    unchanged: '还没有改动',
    go: '提交更正',
  },
  commitment: {
    title: '承诺代替',
    lead: '不想等？可以书面承诺',
    owes: (source: string, paper: string) => `${source}还没有送来“${paper}”。这不是您的事，部门会继续补。`,
    until: (day: string) => `最迟 ${day} 送到。`,
    instead: '您也可以作出下面的承诺，马上往下办：',
    agree: '我已看过并作出承诺',
    needed: '请先看过承诺书并勾选。',
    go: '作出承诺，继续办',
    wait: '我再等等',
    gone: '这份材料现在不需要承诺了',
    goneHelp: '部门可能刚刚送到，请回到办理进度看看。',
  },
};

const en: typeof zh = {
  supplement: {
    title: 'Supplement',
    lead: (count) =>
      count === 1 ? 'One thing is missing, then it goes on' : `${count} things are missing, then it goes on`,
    why: 'Everything that is needed stands here, once. Until you give it, no time of the promise is used up.',
    given: 'You have given everything; it goes on.',
    before: 'Entered before',
    state: 'Please explain in words',
    stateHelp: 'Just say how it is; nobody needs to come.',
    agree: 'I have read it and commit to it',
    left: (count) => `${count} left to fill in`,
    go: 'Send the supplement',
    kept: 'What you enter stays on this device until it is sent.',
  },
  correction: {
    title: 'Correct',
    lead: 'A mistake? Mend it here',
    why: 'What you change is checked again; the promised day stands.',
    nothing: 'There is nothing to correct in it now',
    nothingHelp: 'If something is still wrong, call 12345.',
    unchanged: 'Nothing changed yet',
    go: 'Send the correction',
  },
  commitment: {
    title: 'Commit instead',
    lead: 'Rather not wait? Commit in writing',
    owes: (source, paper) => `${source} has not sent “${paper}” yet. That is not for you to do; they will.`,
    until: (day) => `It comes by ${day} at the latest.`,
    instead: 'You may also make this commitment, and it goes on at once:',
    agree: 'I have read it and commit to it',
    needed: 'Please read the commitment and tick it.',
    go: 'Commit and go on',
    wait: 'I would rather wait',
    gone: 'No commitment is needed for this paper now',
    goneHelp: 'The department may just have sent it; look at the progress.',
  },
};

/** How to speak of what follows a filing. */
export function useCaseWords(): Speech & { caseWords: typeof zh } {
  const speech = useSpeech();
  return { ...speech, caseWords: speech.language === 'zh' ? zh : en };
}
