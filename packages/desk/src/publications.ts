// Publications: what is in force of the catalogue; look at a difference, publish it, put an earlier state back.
import type {
  OfficeClient,
  Publication,
  PublicationPreview,
  PublicationSummary,
  PublishedChange,
} from '@onetrip/sdk/office';
import { ask, textField } from './dialogs.ts';
import { el, section } from './dom.ts';
import { actButton, pairs, sentences, showActions, showEntry, table } from './entry.ts';
import type { Register } from './register.ts';
import { changeNames } from './terms.ts';
import { dated, local, say } from './words.ts';

type Changes = Publication['changes'];

const showChanges = (changes: Changes): HTMLElement =>
  table(
    'changes',
    [say('matter'), say('change'), say('citizensNotice')],
    changes.map(({ matterId, name, kind, words }) => [
      el('span', {}, el('strong', {}, local(name)), ` ${matterId}`),
      local(changeNames[kind]),
      sentences(words.map(local), say('nothingNoticed')),
    ]),
  );

/** The changes a file holds: a list of guides, as the service takes it; null where it holds none. */
function changesIn(text: string): PublishedChange[] | null {
  try {
    const held: unknown = JSON.parse(text);
    const changes: unknown = typeof held === 'object' && held !== null && 'changes' in held ? held.changes : held;
    // Whether they can stand in the catalogue is for the service to say, field by field.
    return Array.isArray(changes) && changes.length > 0 ? (changes as PublishedChange[]) : null;
  } catch {
    return null;
  }
}

/** The difference before it is published; with the reason it is sent. */
function askToPublish({ changes, effect, findings }: PublicationPreview): Promise<string | null> {
  const reason = textField('reason', say('whyPublish'), { minLength: 2, maxLength: 500 });
  const mended = findings.length === 0;
  return ask(
    say('preview'),
    [
      el('div', { className: 'scroll', id: 'preview' }, showChanges(changes)),
      sentences(effect.words.map(local), say('nothingNoticed')),
      mended
        ? reason.control
        : section(
            'findings',
            say('findings'),
            sentences(
              findings.map(({ matterId, message }) => `⚠ ${matterId} ${message}`),
              '',
            ),
          ),
    ],
    reason.text,
    { mayConfirm: mended, wide: true },
  );
}

async function publish({ publications }: OfficeClient, changes: PublishedChange[]): Promise<'published' | null> {
  const preview = await publications.preview({ changes });
  const reason = await askToPublish(preview);
  if (reason === null) return null;
  await publications.create({ base: preview.base, changes, reason });
  return 'published';
}

async function revert({ publications }: OfficeClient, one: Publication): Promise<'reverted' | null> {
  const reason = textField('reason', say('whyPublish'), { minLength: 2, maxLength: 500 });
  const note = el('p', {}, `${say('revertNote')} ${one.number} · ${one.reason}`);
  const why = await ask(say('revert'), [note, reason.control], reason.text);
  if (why === null) return null;
  const { items } = await publications.list({ limit: 1 });
  await publications.revert(one.publicationId, { base: items[0]?.publicationId ?? '', reason: why });
  return 'reverted';
}

const by = ({ officerId }: PublicationSummary): string => officerId ?? say('deliveredFiles');

const countsOf = ({ counts }: PublicationSummary): string =>
  (['new', 'changed', 'gone'] as const).map((kind) => `${local(changeNames[kind])} ${counts[kind]}`).join(' · ');

/** The register of publications. */
export const publicationRegister: Register<PublicationSummary, Publication> = {
  title: 'publications',
  empty: 'nothingPublished',
  filters: ['all'],
  list: (office, _filter, cursor) => office.publications.list(cursor === undefined ? {} : { cursor }),
  idOf: ({ publicationId }) => publicationId,
  line: (one) => [
    el('strong', {}, `${one.number} · ${one.reason}`),
    el('span', { className: 'faint' }, `${dated(one.publishedAt)} · ${by(one)}`),
    el('span', { className: 'chips' }, one.inForce && el('span', { className: 'chip' }, say('inForce'))),
  ],
  open: (office, { publicationId }) => office.publications.get(publicationId),
  show(one, office, act) {
    return showEntry(
      `${one.number} · ${one.reason}`,
      [one.inForce && el('span', { className: 'chip', id: 'entry-state' }, say('inForce'))],
      !one.inForce && showActions(actButton('revert', 'bad', say('revert'), () => act(() => revert(office, one)))),
      section(
        'who',
        say('publication'),
        pairs([
          [say('time'), dated(one.publishedAt)],
          [say('officer'), by(one)],
          [say('change'), countsOf(one)],
          [say('mattersInForce'), String(one.matters)],
          [say('fingerprint'), one.hash],
        ]),
      ),
      // The first publication is the whole catalogue: its matters are read there.
      one.base !== null && section('papers', say('change'), showChanges(one.changes)),
    );
  },
  beyond(office, act) {
    const file = el('input', { type: 'file', accept: 'application/json,.json', id: 'changes-file', hidden: true });
    file.onchange = () => {
      const [chosen] = file.files ?? [];
      if (!chosen) return;
      act(async () => {
        const changes = changesIn(await chosen.text());
        if (changes !== null) return publish(office, changes);
        await ask(say('preview'), [el('p', {}, say('noChanges'))], () => null, { mayConfirm: false });
        return null;
      });
      file.value = '';
    };
    return el(
      'div',
      { className: 'choose-file' },
      actButton('choose-changes', 'good', say('chooseChanges'), () => file.click()),
      el('p', { className: 'faint' }, say('chooseChangesNote')),
      file,
    );
  },
};
