// The reform register (二报二回) as the reform office meets it: what departments report, what data they need, and the replies.
import type { OfficeClient, ReformAction, ReformFile, ReformSummary } from '@onetrip/sdk/office';
import { ask, textField } from './dialogs.ts';
import { type Child, el, section } from './dom.ts';
import { actButton, pairs, sentences, showActions, showEntry, table } from './entry.ts';
import type { Register } from './register.ts';
import { reformStateNames, standingNames } from './terms.ts';
import { dated, local, say, type Word } from './words.ts';

/** A reply of the office: its name, its tone, and what is asked before it is sent; null when the officer changed his mind. */
interface Reply {
  action: ReformAction;
  name: Word;
  tone: 'good' | 'bad';
  send(office: OfficeClient, reformId: string): Promise<ReformFile | null>;
}

const askNote = (title: Word): Promise<string | null> => {
  const note = textField('note', say('noteBeside'), { maxLength: 4000, required: false });
  return ask(say(title), [note.control], note.text);
};
const noted = (note: string) => (note === '' ? {} : { note });

/** Opinions, one a line: each is answered in the second report. */
async function returnIt({ reform }: OfficeClient, reformId: string): Promise<ReformFile | null> {
  const field = textField('opinions', say('opinions'), { maxLength: 4000 });
  const hint = el('p', { className: 'faint' }, say('opinionsNote'));
  const text = await ask(say('return'), [field.control, hint], field.text);
  if (text === null) return null;
  const lines = text.split('\n').map((line) => line.trim());
  const opinions = lines.filter((line) => line !== '').map((line) => ({ text: line }));
  return reform.reply(reformId, { outcome: 'returned', opinions });
}

async function agree({ reform }: OfficeClient, reformId: string): Promise<ReformFile | null> {
  const note = await askNote('agree');
  return note === null ? null : reform.reply(reformId, { outcome: 'agreed', opinions: [], ...noted(note) });
}

const decide =
  (outcome: 'approved' | 'rejected', name: Word) =>
  async ({ reform }: OfficeClient, reformId: string): Promise<ReformFile | null> => {
    const note = await askNote(name);
    return note === null ? null : reform.replyAgain(reformId, { outcome, ...noted(note) });
  };

/** The steps that are the office's, in the order of their buttons; the others are departments'. */
const replies: readonly Reply[] = [
  { action: 'agree', name: 'agree', tone: 'good', send: agree },
  { action: 'return', name: 'return', tone: 'bad', send: returnIt },
  { action: 'approve', name: 'approvePublish', tone: 'good', send: decide('approved', 'approvePublish') },
  { action: 'reject', name: 'rejectFile', tone: 'bad', send: decide('rejected', 'rejectFile') },
];

const stateChip = (state: ReformFile['state']): HTMLElement =>
  el('span', { className: 'chip', id: 'entry-state' }, local(reformStateNames[state]));

const showDemands = ({ demands }: ReformFile): Child =>
  demands.length > 0 &&
  section(
    'papers',
    say('demands'),
    table(
      'demands',
      [say('paper'), say('supplier'), say('standing')],
      demands.map(({ name, supplier, standing, unmet, answer }) => [
        local(name),
        supplier ? local(supplier.department.name) : '–',
        el(
          'span',
          {},
          local(standingNames[standing]),
          sentences([...unmet.map(({ sentence }) => local(sentence)), ...(answer?.note ? [answer.note] : [])], ''),
        ),
      ]),
    ),
  );

const showOpinions = ({ opinions }: ReformFile): Child =>
  opinions.length > 0 &&
  section(
    'papers',
    say('opinions'),
    table(
      'opinions',
      [say('opinion'), say('answer')],
      opinions.map(({ number, text, answer }) => [`${number}. ${text}`, answer ?? say('unanswered')]),
    ),
  );

/** The filters, by what they stand for. */
const states: Partial<Record<Word, ReformSummary['state']>> = { toReply: 'reported', toDecide: 'reportedAgain' };

/** The reform register. */
export const reformRegister: Register<ReformSummary, ReformFile> = {
  title: 'reformFiles',
  empty: 'noFiles',
  filters: ['all', 'toReply', 'toDecide'],
  list(office, filter, cursor) {
    const state = states[filter];
    return office.reform.list({ ...(state ? { state } : {}), ...(cursor === undefined ? {} : { cursor }) });
  },
  idOf: ({ reformId }) => reformId,
  line: ({ department, reason, state, updatedAt }) => [
    el('strong', {}, local(department.name)),
    el('span', {}, reason),
    el('span', { className: 'faint' }, dated(updatedAt)),
    el('span', { className: 'chips' }, el('span', { className: 'chip' }, local(reformStateNames[state]))),
  ],
  open: (office, { reformId }) => office.reform.get(reformId),
  show(file, office, act) {
    const { reformId, actions } = file;
    const buttons = replies
      .filter(({ action }) => actions.includes(action))
      .map(({ action, tone, name, send }) =>
        actButton(`reply-${action}`, tone, say(name), () =>
          act(async () => ((await send(office, reformId)) === null ? null : 'done')),
        ),
      );
    return showEntry(
      file.reason,
      [stateChip(file.state)],
      buttons.length > 0 && showActions(...buttons),
      section(
        'who',
        say('reformFile'),
        pairs([
          [say('department'), local(file.department.name)],
          [say('standing'), local(file.sentence)],
          [say('effect'), sentences(file.effect.words.map(local), say('nothingNoticed'))],
        ]),
      ),
      section(
        'papers',
        say('matters'),
        table(
          'changes',
          [say('matter'), say('citizensNotice')],
          file.matters.map(({ name, matterId, changes }) => [
            el('span', {}, el('strong', {}, local(name)), ` ${matterId}`),
            sentences(changes.map(local), say('nothingNoticed')),
          ]),
        ),
      ),
      showDemands(file),
      file.findings.length > 0 &&
        section(
          'findings',
          say('findings'),
          sentences(
            file.findings.map(({ message }) => `⚠ ${message}`),
            '',
          ),
        ),
      showOpinions(file),
      section(
        'history',
        say('history'),
        el(
          'ol',
          {},
          ...file.history
            .toReversed()
            .map(({ at, sentence, officerId, note }) =>
              el(
                'li',
                {},
                el('time', { dateTime: at }, dated(at)),
                ` ${local(sentence)} · ${officerId}${note ? `：${note}` : ''}`,
              ),
            ),
        ),
      ),
    );
  },
};
