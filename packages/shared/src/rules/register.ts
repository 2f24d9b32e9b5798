// What a register may be asked: one rule for the side that asks and the side that answers.
import type { FormField } from '../contract/guide.ts';
import type {
  Parameter,
  ParameterType,
  Refusal,
  RegisterQuestion,
  Source,
  SourceContract,
} from '../contract/register.ts';
import { checkCitizenId } from '../identifiers/citizenId.ts';
import { checkVin } from '../identifiers/vin.ts';

const calendarDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const longestText = 200;

const wholeNumber = /^[1-9]\d{0,8}$/;
const fits: Record<ParameterType, (value: string, now: Date) => boolean> = {
  idNumber: (value, now) => checkCitizenId(value, now).ok,
  name: (value) => value.trim().length > 0 && value.length <= longestText,
  vin: (value) => checkVin(value).ok,
  date: (value) => calendarDate.test(value),
  count: (value) => wholeNumber.test(value),
  text: (value) => value.trim().length > 0 && value.length <= longestText,
};

/** Parameters a question may carry: those of its predicate, and the one that picks a record. */
function declared(contract: SourceContract, predicate: string | undefined): Readonly<Record<string, Parameter>> {
  const picking: Record<string, Parameter> = contract.parameter
    ? { [contract.parameter]: { type: contract.parameter, required: false } }
    : {};
  return { ...picking, ...(predicate === undefined ? {} : contract.predicates[predicate]?.parameters) };
}

function parametersFit(contract: SourceContract, { predicate, parameters = {} }: RegisterQuestion, now: Date): boolean {
  const known = declared(contract, predicate);
  return (
    Object.entries(parameters).every(([name, value]) => {
      const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
      return parameter !== undefined && fits[parameter.type](value, now);
    }) && Object.entries(known).every(([name, { required }]) => !required || Object.hasOwn(parameters, name))
  );
}

/** What a question asks for, as `purposes` of a contract write it: fields by name, a predicate as `?name`. */
export const itemsAsked = ({ fields, predicate }: Pick<RegisterQuestion, 'fields' | 'predicate'>): string[] =>
  predicate === undefined ? [...fields] : [`?${predicate}`];

/** Whether a contract gives a purpose everything a question asks for. */
export function isGivenFor(
  contract: Pick<SourceContract, 'purposes'>,
  question: Pick<RegisterQuestion, 'fields' | 'predicate' | 'theme'>,
): boolean {
  const { purposes } = contract;
  if (purposes === undefined) return true;
  const given = Object.hasOwn(purposes, question.theme) ? (purposes[question.theme] ?? []) : [];
  return itemsAsked(question).every((item) => given.includes(item));
}

/**
 * Why a question is refused, the first reason in the order a register looks; null where it may be asked.
 * Minimal by purpose: what a contract does not give for a theme is not asked, and would not be answered (PIPL 6).
 * @param now judges dates in identity numbers
 */
export function refusalOf(contract: SourceContract, question: RegisterQuestion, now: Date): Refusal | null {
  const { fields, predicate } = question;
  if (predicate === undefined && fields.length === 0) return 'nothing_asked';
  // Yes or no, and nothing more.
  if (predicate !== undefined && fields.length > 0) return 'fields_not_allowed';
  if (!fields.every((field) => Object.hasOwn(contract.fields, field))) return 'fields_not_allowed';
  if (predicate !== undefined && !Object.hasOwn(contract.predicates, predicate)) return 'predicate_not_allowed';
  if (!parametersFit(contract, question, now)) return 'parameters_not_allowed';
  return isGivenFor(contract, question) ? null : 'purpose_not_allowed';
}

const fromForm = 'form.';

/**
 * Ids of the form fields a question rests on: what its parameters and comparisons are taken from, and the field that
 * picks one record of several. Where one of them changes, the answer given before says nothing any more.
 * @param picking the type of field that picks a record in this register, where one does
 */
export function fieldsAskedFrom(
  { parameters = {}, compare = {} }: Pick<Source, 'parameters' | 'compare'>,
  form: readonly Pick<FormField, 'id' | 'type'>[],
  picking: string | undefined,
): string[] {
  const named = [...Object.values(parameters), ...Object.values(compare)]
    .filter((from) => from.startsWith(fromForm))
    .map((from) => from.slice(fromForm.length));
  const picked = form.filter(({ type }) => type === picking).map(({ id }) => id);
  return [...new Set([...named, ...picked])];
}
