// What is asked of an officer before a step: a reason, the items of a supplement, a procedure, days, fields of the result.
import type {
  ApproveCaseBody,
  AskSupplementBody,
  Case,
  ExtendTermBody,
  LocalText,
  ReasonedStepBody,
  StartSpecialProcedureBody,
} from '@onetrip/sdk/office';
import { el } from './dom.ts';
import { procedureNames, reasonTemplates } from './terms.ts';
import { local, say } from './words.ts';

/** What was answered, without what every step names; null when the officer changed his mind. */
export type Asked<B> = Omit<B, 'seen'> | null;

const labelled = (label: string, control: HTMLElement): HTMLElement => el('label', {}, el('span', {}, label), control);

/** How a form differs from the usual one. */
interface AskOptions {
  /** Whether it may be sent at all; default true. */
  mayConfirm?: boolean;
  wide?: boolean;
}

/** Opens a form over the page; resolves with what `read` makes of it, or null. Ctrl+Enter sends, Esc leaves. */
export function ask<B>(
  title: string,
  fields: HTMLElement[],
  read: () => B,
  { mayConfirm = true, wide = false }: AskOptions = {},
): Promise<B | null> {
  return new Promise((resolve) => {
    const form = el(
      'form',
      { method: 'dialog' },
      el('h2', { id: 'dialog-title' }, title),
      ...fields,
      el(
        'div',
        { className: 'buttons' },
        mayConfirm &&
          el(
            'button',
            { type: 'submit', id: 'confirm', data: { tone: 'good' } },
            say('confirm'),
            el('kbd', { aria: { hidden: 'true' } }, 'Ctrl+↵'),
          ),
        el(
          'button',
          { type: 'button', id: 'cancel', onclick: () => dialog.close() },
          say('cancel'),
          el('kbd', { aria: { hidden: 'true' } }, 'Esc'),
        ),
      ),
    );
    const dialog = el('dialog', { className: wide ? 'wide' : '', aria: { labelledby: 'dialog-title' } }, form);
    let answer: B | null = null;
    form.onsubmit = () => {
      answer = read();
    };
    form.onkeydown = (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    };
    dialog.onclose = () => {
      dialog.remove();
      resolve(answer);
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A field for words of the officer's own. */
export function textField(
  id: string,
  label: string,
  limits: { minLength?: number; maxLength: number; required?: boolean },
): { control: HTMLElement; text: () => string } {
  const area = el('textarea', { id, rows: 4, required: true, ...limits });
  return { control: labelled(label, area), text: () => area.value.trim() };
}

/** Nothing needs to be asked. */
export const askNothing = async (): Promise<Record<never, never>> => ({});

/** A field for a reason, with templates to start from. */
function reasonField(kind: keyof typeof reasonTemplates): { controls: HTMLElement[]; text: () => string } {
  const text = el('textarea', { required: true, maxLength: 1000, rows: 4, id: 'reason' });
  const choices = reasonTemplates[kind];
  const templates = el(
    'select',
    {
      id: 'template',
      onchange: () => {
        const chosen = choices[Number(templates.value)];
        if (chosen) text.value = local(chosen);
        text.focus();
      },
    },
    el('option', { value: '' }, '–'),
    ...choices.map((choice, index) => el('option', { value: String(index) }, local(choice))),
  );
  return {
    controls: [labelled(say('template'), templates), labelled(say('reason'), text)],
    text: () => text.value.trim(),
  };
}

/** A reason for the citizen, with what he can do against the step. */
export const askReason =
  (kind: 'refuse' | 'reject' | 'terminate') =>
  (one: Case, name: LocalText): Promise<Asked<ReasonedStepBody>> => {
    const { controls, text } = reasonField(kind);
    const remedy = el('p', { className: 'faint' }, `${say('remedyNote')}${local(one.remedy)}`);
    return ask(local(name), [...controls, remedy], () => ({ reason: { zh: text() } }));
  };

/** How long the term is extended, and why. */
export const askExtension = (_one: Case, name: LocalText): Promise<Asked<ExtendTermBody>> => {
  const { controls, text } = reasonField('extendTerm');
  const days = el('input', { type: 'number', min: '1', max: '10', value: '5', required: true, id: 'days' });
  return ask(local(name), [labelled(say('days'), days), ...controls], () => ({
    days: days.valueAsNumber,
    reason: { zh: text() },
  }));
};

/** Which special procedure, and until when. */
export const askProcedure = (_one: Case, name: LocalText): Promise<Asked<StartSpecialProcedureBody>> => {
  type Procedure = StartSpecialProcedureBody['procedure'];
  const names = Object.entries(procedureNames) as [Procedure, LocalText][];
  const procedure = el(
    'select',
    { id: 'procedure' },
    ...names.map(([value, text]) => el('option', { value }, local(text))),
  );
  const until = el('input', { type: 'date', required: true, id: 'expectedUntil' });
  const fields = [labelled(say('procedure'), procedure), labelled(say('expectedUntil'), until)];
  return ask(local(name), fields, () => ({
    procedure: procedure.value as Procedure,
    expectedUntil: until.value,
  }));
};

/** What is missing, field by field, each with why; ticked ones are asked for, all at once. */
export const askSupplementItems = ({ askable }: Case, name: LocalText): Promise<Asked<AskSupplementBody>> => {
  const parts = [
    ...askable.fields.map(({ id, label }) => ({ item: { field: id }, id: `field-${id}`, label })),
    ...askable.materials.map(({ id, label }) => ({ item: { materialId: id }, id: `material-${id}`, label })),
  ];
  const rows = parts.map(({ item, id, label }) => {
    const why = el('input', {
      type: 'text',
      maxLength: 300,
      id: `why-${id}`,
      placeholder: say('why'),
      disabled: true,
      aria: { label: `${local(label)} · ${say('why')}` },
    });
    const tick = el('input', {
      type: 'checkbox',
      id: `ask-${id}`,
      onchange: () => {
        why.disabled = !tick.checked;
        why.required = tick.checked;
        if (tick.checked) why.focus();
        for (const row of rows) row.tick.setCustomValidity(rows.some((one) => one.tick.checked) ? '' : say('what'));
      },
    });
    return { item, label, tick, why };
  });
  rows[0]?.tick.setCustomValidity(say('what'));
  const fields = rows.map(({ tick, why, label }) =>
    el('div', { className: 'item' }, el('label', {}, tick, local(label)), why),
  );
  return ask(local(name), [el('p', {}, say('once')), ...fields], () => ({
    items: rows
      .filter(({ tick }) => tick.checked)
      .map(({ item, label, why }) => ({ ...item, what: label, why: { zh: why.value.trim() } })),
  }));
};

/** What only the decision can say of the result; nothing where there is nothing. */
export const askRecord = async ({ resultFields }: Case, name: LocalText): Promise<Asked<ApproveCaseBody>> => {
  if (resultFields.length === 0) return {};
  const inputs = resultFields.map(({ id, label }) => ({
    id,
    label,
    input: el('input', { type: 'text', required: true, maxLength: 500, id: `record-${id}`, autocomplete: 'off' }),
  }));
  const fields = [el('p', {}, say('result')), ...inputs.map(({ label, input }) => labelled(local(label), input))];
  return ask(local(name), fields, () => ({
    record: Object.fromEntries(inputs.map(({ id, input }) => [id, input.value.trim()])),
  }));
};
