// One case on the right: who asks for what, the evidence, what may be done now, and how it came here.
import type { Case, CaseStep } from '@onetrip/sdk/office';
import { el, section } from './dom.ts';
import { pairs } from './entry.ts';
import { showEvidence } from './evidence.ts';
import { termChip } from './queue.ts';
import { stepParts } from './steps.ts';
import { stateNames } from './terms.ts';
import { local, moment, say } from './words.ts';

const showActions = ({ steps }: Case, onStep: (step: CaseStep) => void): HTMLElement =>
  section(
    'actions',
    say('actions'),
    steps.length === 0
      ? el('p', { className: 'faint' }, say('noActions'))
      : el(
          'div',
          { className: 'buttons' },
          ...steps.map((step) => {
            const { name, key, tone } = stepParts[step];
            return el(
              'button',
              {
                type: 'button',
                id: `step-${step}`,
                data: { tone },
                onclick: () => onStep(step),
                aria: { keyshortcuts: key },
              },
              local(name),
              el('kbd', { aria: { hidden: 'true' } }, key),
            );
          }),
        ),
  );

function showSupplement({ supplement }: Case): HTMLElement | null {
  if (!supplement) return null;
  const { items, given } = supplement;
  const answer = ({ field, materialId = '' }: (typeof items)[number]): string =>
    (field === undefined ? given?.statements[materialId] : given?.form[field]) ??
    (given?.commitments.includes(materialId) || given?.uploads?.[materialId] ? '✓' : say('awaited'));
  return section(
    'supplement',
    say('supplement'),
    pairs(items.map((item) => [`${local(item.what)}（${local(item.why)}）`, answer(item)])),
  );
}

/** What may be done with a case as it is shown. */
interface CaseHands {
  onStep(step: CaseStep): void;
  onUpload(upload: Case['uploads'][number]): void;
}

const kilobytes = (size: number): string => `${Math.max(1, Math.round(size / 1024))} KB`;

const showUploads = ({ uploads }: Case, onUpload: CaseHands['onUpload']): HTMLElement | null =>
  uploads.length === 0
    ? null
    : section(
        'uploads',
        say('uploads'),
        pairs(
          uploads.map((upload) => [
            `${local(upload.name)} · ${kilobytes(upload.size)}`,
            el(
              'button',
              { type: 'button', id: `upload-${upload.uploadId}`, onclick: () => onUpload(upload) },
              say('openFile'),
            ),
          ]),
        ),
      );

/** One case. */
export function showCase(one: Case, { onStep, onUpload }: CaseHands): HTMLElement {
  const { applicant, acceptanceNumber, matterName, state, byLaw, dueDate, statutoryDate } = one;
  return el(
    'article',
    { className: 'case', id: 'case', aria: { labelledby: 'case-title' } },
    el(
      'header',
      {},
      el('h2', { id: 'case-title', tabIndex: -1 }, local(matterName)),
      el(
        'p',
        { className: 'chips' },
        el('span', { className: 'chip', id: 'case-state' }, local(stateNames[state])),
        termChip(one),
      ),
    ),
    showActions(one, onStep),
    section(
      'who',
      say('applicant'),
      pairs([
        [say('applicant'), `${applicant.name} ${applicant.idNumber}`],
        [say('number'), acceptanceNumber],
        [say('promised'), dueDate ?? '–'],
        [say('statutory'), statutoryDate ?? '–'],
        [say('law'), byLaw],
      ]),
    ),
    section('papers', say('evidence'), showEvidence(one)),
    one.situation.length > 0 &&
      section(
        'situation',
        say('situation'),
        pairs(one.situation.map(({ question, answer }) => [local(question), local(answer)])),
      ),
    section('form', say('form'), pairs(one.form.map(({ label, value }) => [local(label), value]))),
    showSupplement(one),
    showUploads(one, onUpload),
    section(
      'history',
      say('history'),
      el(
        'ol',
        {},
        ...one.history
          .toReversed()
          .map(({ at, sentence }) => el('li', {}, el('time', { dateTime: at }, moment(at)), ` ${local(sentence)}`)),
      ),
    ),
  );
}
