// Escalations: terms that departments let pass, and what the reform office did about each.
import type { Escalation, OfficeClient } from '@onetrip/sdk/office';
import { ask, textField } from './dialogs.ts';
import { el, section } from './dom.ts';
import { actButton, pairs, showActions, showEntry } from './entry.ts';
import type { Register } from './register.ts';
import { stateNames, termNames } from './terms.ts';
import { dated, local, say, termLeft } from './words.ts';

const lateChip = ({ workingDaysOver }: Escalation): HTMLElement =>
  el('span', { className: 'chip', data: { due: 'overdue' } }, termLeft('overdue', -workingDaysOver));

/** What was done about it. */
const askRemark = (): Promise<string | null> => {
  const remark = textField('remark', say('remark'), { maxLength: 1000 });
  return ask(say('handle'), [remark.control, el('p', { className: 'faint' }, say('remarkNote'))], remark.text);
};

async function handle({ escalations }: OfficeClient, { escalationId }: Escalation): Promise<'done' | null> {
  const remark = await askRemark();
  if (remark === null) return null;
  await escalations.handle(escalationId, { remark });
  return 'done';
}

/** The register of escalations. */
export const escalationRegister: Register<Escalation, Escalation> = {
  title: 'escalations',
  empty: 'noEscalations',
  filters: ['open', 'handled'],
  list: (office, filter, cursor) =>
    office.escalations.list({ handled: filter === 'handled', ...(cursor === undefined ? {} : { cursor }) }),
  idOf: ({ escalationId }) => escalationId,
  line: (one) => [
    el('strong', {}, local(one.department.name)),
    el('span', {}, local(one.matterName)),
    el('span', { className: 'faint' }, `${one.acceptanceNumber} · ${local(termNames[one.term])} ${one.lastDay}`),
    el('span', { className: 'chips' }, one.workingDaysOver > 0 ? lateChip(one) : null),
  ],
  open: async (_office, item) => item,
  show(one, office, act) {
    const { handled } = one;
    const chips = [
      el('span', { className: 'chip', id: 'entry-state' }, local(stateNames[one.state])),
      one.workingDaysOver > 0 ? lateChip(one) : null,
    ];
    return showEntry(
      local(one.matterName),
      chips,
      handled
        ? section(
            'handled',
            say('handled'),
            pairs([
              [say('remark'), handled.remark],
              [say('officer'), handled.officerId],
              [say('time'), dated(handled.at)],
            ]),
          )
        : showActions(actButton('handle', 'good', say('handle'), () => act(() => handle(office, one)))),
      section(
        'who',
        say('escalations'),
        pairs([
          [say('department'), local(one.department.name)],
          [say('number'), one.acceptanceNumber],
          [say('term'), local(termNames[one.term])],
          [say('lastDay'), one.lastDay],
          [say('reportedAt'), dated(one.escalatedAt)],
        ]),
      ),
    );
  },
};
