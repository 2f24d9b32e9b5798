// Whether a filing is complete, before anything is written; and what of it counts.
import type {
  CreateApplicationBody,
  FormValues,
  Matter,
  Plan,
  ProblemCode,
  ProblemField,
  Situation,
} from '@onetrip/shared/contract';
import { addTerm } from '@onetrip/shared/deadline';
import { checkVin } from '@onetrip/shared/identifiers';
import { checkForm, holds, plan, type RealNameLevel } from '@onetrip/shared/rules';
import type { Context } from '../context.ts';
import { refuseUnoffered } from '../deliveries/choosing.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { refuseOutOfReach } from './attribution.ts';

/** Nobody files without having been checked, whatever the matter says. */
const leastLevel = 2;

const problemOfBlocker: Record<Plan['blockers'][number]['kind'], ProblemCode> = {
  questionOpen: 'situation_unanswered',
  unknownAnswer: 'situation_unanswered',
  notOnline: 'matter_not_online',
  paperProvided: 'paper_required',
};

/** Everything that can be refused before anything is written, in the order a person would want to hear it. */
export function refuseUnlessReady(
  context: Context,
  caller: CitizenCaller,
  matter: Matter,
  body: CreateApplicationBody,
): Plan {
  refuseOutOfReach(caller, matter.matterId);
  if (!matter.online) throw new ProblemError('matter_not_online');
  const neededLevel = Math.max(matter.identityLevel, leastLevel) as RealNameLevel;
  if (caller.level < neededLevel) throw new ProblemError('identity_level_too_low', { neededLevel });
  const planned = plan(matter, {
    answers: body.situation,
    sourcesDown: context.departments.down(),
    fees: context.catalogue.fees,
    due: addTerm(context.now(), matter.promised),
  });
  refuseUnoffered(context, matter, body.delivery);
  // What the post collects need not be brought.
  const blockers = planned.blockers.filter(({ kind }) => kind !== 'paperProvided' || !body.delivery?.collectPapers);
  const [first] = blockers;
  if (first) {
    const code = problemOfBlocker[first.kind];
    const alike = blockers.filter(({ kind }) => problemOfBlocker[kind] === code);
    const prefix = code === 'situation_unanswered' ? 'situation' : 'materials';
    throw new ProblemError(code, { fields: alike.flatMap(fieldOf(prefix)) });
  }
  const faults = checkForm(matter, body.situation, body.form);
  if (faults.length > 0) throw new ProblemError('invalid_request', { fields: faults });
  // A source that went down since the plan was shown asks for no new commitment: then the department owes the paper.
  const missing = planned.commitments.filter(
    ({ ending, materialId }) => ending === 'commitment' && !body.commitments.includes(materialId),
  );
  if (missing.length > 0) {
    const fields = missing.map(({ materialId, name }) => ({
      field: `commitments.${materialId}`,
      message: { zh: `请阅读并确认承诺：${name.zh}。`, en: `Read and confirm the commitment: ${name.en ?? name.zh}.` },
    }));
    throw new ProblemError('commitment_missing', { fields });
  }
  if (!body.noticeAcknowledged) throw new ProblemError('notice_not_acknowledged');
  return planned;
}

const fieldOf =
  (prefix: string) =>
  ({ field, message }: Plan['blockers'][number]): ProblemField[] =>
    field === undefined ? [] : [{ field: `${prefix}.${field}`, message }];

/** Answers to the questions that apply. The rest, which could be anything at all, is not kept. */
export function answersThatCount(matter: Matter, given: Situation): Situation {
  const answers: Situation = {};
  for (const { id, when, options } of matter.questions) {
    const answer = given[id];
    if (answer === undefined || !holds(when, answers) || !options.some(({ value }) => value === answer)) continue;
    answers[id] = answer;
  }
  return answers;
}

/** Values of the fields that apply, tidied; what the citizen left empty is left out. */
export function tidied(matter: Matter, body: CreateApplicationBody): FormValues {
  const values: FormValues = {};
  for (const field of matter.form) {
    const value = body.form[field.id]?.trim();
    if (!value || !holds(field.when, body.situation)) continue;
    const vin = field.type === 'vin' ? checkVin(value) : null;
    values[field.id] = vin?.ok ? vin.value : value;
  }
  return values;
}

/** The value of the first field of a type. */
export const filedAs = (
  matter: Matter,
  values: FormValues,
  type: Matter['form'][number]['type'],
): string | undefined => {
  const field = matter.form.find((one) => one.type === type && one.id in values);
  return field && values[field.id];
};
