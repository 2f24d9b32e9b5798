// What a citizen may add after filing: a supplement answers exactly what was asked, a correction keeps to its table.
import type { ApplicationState, FormValues } from '../contract/application.ts';
import type { FormField } from '../contract/guide.ts';
import type { Material } from '../contract/material.ts';
import type { Matter } from '../contract/matter.ts';
import type { Situation } from '../contract/situation.ts';
import type { GiveSupplementBody, SupplementItem } from '../contract/supplement.ts';
import type { LocalText, ProblemField } from '../contract/text.ts';
import { faultOf } from './form.ts';
import { holds } from './situation.ts';

type Guide = Pick<Matter, 'form' | 'materials'>;

/** What was filed: the answers that choose the situation, and the form. */
export interface Filed {
  readonly situation: Situation;
  readonly values: FormValues;
}

type FieldType = FormField['type'];

/** Everything but the thing the application is about: another car is another application. */
const anythingSaid: readonly FieldType[] = ['text', 'mobile', 'select', 'date', 'address'];
/** Where the citizen can be reached. */
const contact: readonly FieldType[] = ['mobile'];

/**
 * Which types of field may be corrected in each state. While something is being tested, and once the matter is decided,
 * only where the citizen can be reached; once the result is issued, or the matter is over, nothing.
 */
export const correctableTypes: Readonly<Record<ApplicationState, readonly FieldType[]>> = {
  draft: [],
  submitted: anythingSaid,
  supplementAsked: anythingSaid,
  accepted: anythingSaid,
  inReview: anythingSaid,
  supplementAskedInReview: anythingSaid,
  specialProcedure: contact,
  approved: contact,
  notAccepted: [],
  rejected: [],
  delivered: [],
  withdrawn: [],
  terminated: [],
};

const fault = (field: string, zh: string, en: string): ProblemField => ({ field, message: { zh, en } });
const english = (local: LocalText): string => local.en ?? local.zh;

/** The fields of the form that may be corrected now. */
export function correctableFields(guide: Guide, filed: Filed, state: ApplicationState): FormField[] {
  return guide.form.filter(({ type, when }) => correctableTypes[state].includes(type) && holds(when, filed.situation));
}

/** Every fault of a correction, by field; empty when it can be made. */
export function checkCorrection(
  guide: Guide,
  filed: Filed,
  state: ApplicationState,
  given: FormValues,
): ProblemField[] {
  const correctable = new Map(correctableFields(guide, filed, state).map((field) => [field.id, field]));
  const entries = Object.entries(given);
  if (entries.length === 0) return [fault('form', '请填写要更正的内容。', 'Enter what is to be corrected.')];
  return entries.flatMap(([id, value]) => {
    const at = `form.${id}`;
    const field = correctable.get(id);
    if (!field) return [fault(at, '这一项现在不能更正。', 'This cannot be corrected now.')];
    const message = faultOf(field, value);
    if (message !== null) return [{ field: at, message }];
    if (value.trim() === (filed.values[id] ?? ''))
      return [fault(at, `${field.label.zh}与原来填写的相同。`, `${english(field.label)}: the same as before.`)];
    return [];
  });
}

/** Papers and records that can be asked for: an act or the identity document itself cannot be supplied in words. */
const canBeAsked = ({ kind, when }: Material, { situation }: Filed): boolean =>
  (kind === 'paper' || kind === 'record') && holds(when, situation);

/** What a department may ask for. */
export const askableParts = (guide: Guide, filed: Filed): { fields: FormField[]; materials: Material[] } => ({
  fields: correctableFields(guide, filed, 'submitted'),
  materials: guide.materials.filter((one) => canBeAsked(one, filed)),
});

/** Every fault of what a department wants to ask for; empty when it can be asked. */
export function checkSupplementItems(guide: Guide, filed: Filed, items: readonly SupplementItem[]): ProblemField[] {
  const askable = askableParts(guide, filed);
  const fields = new Set(askable.fields.map(({ id }) => id));
  const materials = new Set(askable.materials.map(({ id }) => id));
  const names = items.map(({ field, materialId }) => `${field ?? ''} ${materialId ?? ''}`);
  return items.flatMap(({ field, materialId }, index) => {
    const at = `items.${index}`;
    if ((field === undefined) === (materialId === undefined))
      return [fault(at, '每一项写明一个字段或一份材料。', 'Each item names one field or one material.')];
    if (names.indexOf(names[index] ?? '') !== index)
      return [fault(at, '同一项只告知一次。', 'The same thing is asked for once.')];
    if (field !== undefined && !fields.has(field))
      return [fault(`${at}.field`, '这个事项没有这一项可补。', 'This matter has no such field to supplement.')];
    if (materialId !== undefined && !materials.has(materialId))
      return [fault(`${at}.materialId`, '这个情形下没有这份材料。', 'There is no such material in this situation.')];
    return [];
  });
}

/** Every fault of a supplement: what was asked and is missing, what was given and not asked. */
export function checkSupplement(
  guide: Guide,
  items: readonly SupplementItem[],
  given: GiveSupplementBody,
): ProblemField[] {
  const asked = new Map(
    guide.form.filter(({ id }) => items.some((item) => item.field === id)).map((one) => [one.id, one]),
  );
  const materials = new Map(
    guide.materials.filter(({ id }) => items.some((item) => item.materialId === id)).map((one) => [one.id, one]),
  );
  const notAsked = (field: string) => fault(field, '没有要求补这一项。', 'This was not asked for.');
  const missing = [...asked.values()].flatMap((field) => {
    const message = faultOf({ ...field, required: true }, given.form[field.id]);
    return message === null ? [] : [{ field: `form.${field.id}`, message }];
  });
  const unanswered = [...materials.values()].flatMap((material) => unansweredMaterial(material, given));
  return [
    ...missing,
    ...unanswered,
    ...Object.keys(given.form)
      .filter((id) => !asked.has(id))
      .map((id) => notAsked(`form.${id}`)),
    ...given.commitments.filter((id) => !materials.has(id)).map((id) => notAsked(`commitments.${id}`)),
    ...Object.keys(given.statements)
      .filter((id) => !materials.has(id))
      .map((id) => notAsked(`statements.${id}`)),
    ...Object.keys(given.uploads ?? {})
      .filter((id) => !materials.has(id) || materials.get(id)?.ending === 'commitment')
      .map((id) => notAsked(`uploads.${id}`)),
  ];
}

/** A paper that ends in a commitment is answered by confirming it anew, any other by a statement or an upload. */
function unansweredMaterial({ id, name, ending }: Material, given: GiveSupplementBody): ProblemField[] {
  const committed = given.commitments.includes(id);
  const stated = (given.statements[id] ?? '').trim() !== '';
  if (ending === 'commitment') {
    if (stated || !committed)
      return [
        fault(
          `commitments.${id}`,
          `请阅读并确认承诺：${name.zh}。`,
          `Read and confirm the commitment: ${english(name)}.`,
        ),
      ];
    return [];
  }
  if (committed)
    return [fault(`commitments.${id}`, '这份材料没有承诺书，请填写说明。', 'It has no commitment; state it in words.')];
  const shown = given.uploads?.[id] !== undefined;
  return stated || shown
    ? []
    : [fault(`statements.${id}`, `请说明或上传：${name.zh}。`, `Please state or upload: ${english(name)}.`)];
}
