// Whether a form is filled in: every field at fault, each with a sentence for the person at the screen.
import type { FormValues } from '../contract/application.ts';
import type { FormField } from '../contract/guide.ts';
import type { Matter } from '../contract/matter.ts';
import type { PlateKind } from '../contract/plate.ts';
import type { Situation } from '../contract/situation.ts';
import type { LocalText, ProblemField } from '../contract/text.ts';
import { checkMobile } from '../identifiers/mobile.ts';
import { checkVin } from '../identifiers/vin.ts';
import { holds, standing } from './situation.ts';

/** Characters a field may hold when the matter sets no bound. */
const defaultMaxLength = 200;

const english = (local: LocalText): string => local.en ?? local.zh;

/** Whether a string is a real calendar date, YYYY-MM-DD. */
function isDate(value: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (parts === null) return false;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
}

/** What is wrong with a value, by the type of its field; null when nothing is. */
const faults: Record<FormField['type'], (value: string, field: FormField) => LocalText | null> = {
  text: () => null,
  address: () => null,
  plateReservation: () => null,
  mobile: (value) => {
    const checked = checkMobile(value);
    return checked.ok ? null : checked.reason;
  },
  vin: (value) => {
    const checked = checkVin(value);
    return checked.ok ? null : checked.reason;
  },
  select: (value, { label, options = [] }) =>
    options.some((option) => option.value === value)
      ? null
      : { zh: `请重新选择${label.zh}。`, en: `Please choose again: ${english(label)}.` },
  date: (value, { label }) =>
    isDate(value)
      ? null
      : {
          zh: `${label.zh}请填真实的日期，例如 2026-03-01。`,
          en: `${english(label)}: enter a real date, such as 2026-03-01.`,
        },
};

/** What is wrong with the value given for a field; null when nothing is. */
export function faultOf(field: FormField, given: string | undefined): LocalText | null {
  const value = given?.trim() ?? '';
  const { label, required, type, maxLength = defaultMaxLength } = field;
  if (value === '') {
    if (!required) return null;
    return type === 'select' || type === 'plateReservation'
      ? { zh: `请选择${label.zh}。`, en: `Please choose: ${english(label)}.` }
      : { zh: `请填写${label.zh}。`, en: `Please fill in: ${english(label)}.` };
  }
  if (Array.from(value).length > maxLength) {
    return {
      zh: `${label.zh}最多 ${maxLength} 个字。`,
      en: `${english(label)}: at most ${maxLength} characters.`,
    };
  }
  return faults[type](value, field);
}

/**
 * Every field at fault, in the order of the form; empty when it can be filed. Values of fields that do not apply in
 * this situation are ignored; a field the matter does not have is refused.
 */
export function checkForm(
  matter: Pick<Matter, 'questions' | 'form'>,
  answers: Situation,
  form: FormValues,
): ProblemField[] {
  const { verdict } = standing(matter, answers);
  const known = new Set(matter.form.map((field) => field.id));
  const problems: ProblemField[] = [];
  for (const field of matter.form) {
    const message = verdict(field.when) === true ? faultOf(field, form[field.id]) : null;
    if (message !== null) problems.push({ field: `form.${field.id}`, message });
  }
  for (const id of Object.keys(form)) {
    if (!known.has(id)) {
      problems.push({
        field: `form.${id}`,
        message: { zh: '这个事项不需要填写这一项。', en: 'This matter does not ask for this field.' },
      });
    }
  }
  return problems;
}

/**
 * The kind of plate a car gets in this situation; undefined where the matter leaves it to the citizen.
 * @param field of type `plateReservation`
 */
export const plateKindFor = ({ plateKinds = [] }: FormField, answers: Situation): PlateKind | undefined =>
  plateKinds.find(({ when }) => holds(when, answers))?.kind;
