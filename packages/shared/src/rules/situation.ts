// Which questions, papers, fields and fees apply in a citizen's situation, also while some questions are still open.
import type { Material } from '../contract/material.ts';
import type { Matter } from '../contract/matter.ts';
import type { Condition, Question, Situation } from '../contract/situation.ts';

/** Whether something applies: `true`, `false`, or `null` while an open question still decides it. */
export type Verdict = boolean | null;

/** A citizen's answers, sorted by what they are worth. */
export interface Standing {
  /** Answers that count: known options of questions that apply. */
  readonly answers: Situation;
  /** Questions that apply and have no usable answer yet, in the matter's order. */
  readonly open: readonly Question[];
  /** Question ids answered with something that is no option, or that the matter does not ask. */
  readonly unknown: readonly string[];
  /** Whether a condition holds, as far as is known. */
  readonly verdict: (condition: Condition | undefined) => Verdict;
}

const and = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.some((verdict) => verdict === false) ? false : verdicts.some((verdict) => verdict === null) ? null : true;

const not = (verdict: Verdict): Verdict => (verdict === null ? null : !verdict);

function evaluate(condition: Condition | undefined, answers: Situation, undecided: ReadonlySet<string>): Verdict {
  if (condition === undefined) return true;
  if ('question' in condition) {
    if (undecided.has(condition.question)) return null;
    const answer = answers[condition.question];
    return answer !== undefined && condition.in.includes(answer);
  }
  if ('all' in condition) return and(condition.all.map((part) => evaluate(part, answers, undecided)));
  if ('any' in condition) return not(and(condition.any.map((part) => not(evaluate(part, answers, undecided)))));
  return not(evaluate(condition.not, answers, undecided));
}

/** Whether a condition holds under these answers; a question without an answer counts as not chosen. */
export function holds(condition: Condition | undefined, answers: Situation): boolean {
  return evaluate(condition, answers, new Set()) === true;
}

/**
 * Sorts a citizen's answers. A question's `when` may refer only to questions before it. The answer to a question that
 * no longer applies is left out silently: he changed an earlier answer, and that is no mistake.
 */
export function standing(matter: Pick<Matter, 'questions'>, given: Situation): Standing {
  const asked = new Set(matter.questions.map((question) => question.id));
  const unknown = Object.keys(given).filter((id) => !asked.has(id));
  const answers: Situation = {};
  const open: Question[] = [];
  const undecided = new Set<string>();
  for (const question of matter.questions) {
    const applies = evaluate(question.when, answers, undecided);
    if (applies === null) undecided.add(question.id);
    if (applies !== true) continue;
    const answer = Object.keys(given).includes(question.id) ? given[question.id] : undefined;
    if (answer !== undefined && question.options.some((option) => option.value === answer)) {
      answers[question.id] = answer;
      continue;
    }
    if (answer !== undefined) unknown.push(question.id);
    open.push(question);
    undecided.add(question.id);
  }
  return { answers, open, unknown, verdict: (condition) => evaluate(condition, answers, undecided) };
}

/** Questions that apply and are unanswered, or answered with an option they do not have. */
export function openQuestions(matter: Pick<Matter, 'questions'>, answers: Situation): Question[] {
  return [...standing(matter, answers).open];
}

/** Whether the citizen provides it. A paper nobody has decided on is still his: the safe reading of a gap. */
export const isProvided = ({ kind, ending }: Pick<Material, 'kind' | 'ending'>): boolean =>
  kind === 'paper' && (ending ?? 'provided') === 'provided';

type Asking = Pick<Matter, 'questions' | 'materials'>;

/**
 * Whether no paper is asked of the citizen, in `every` or in `some` situation these answers leave open. Tries the answers
 * one question at a time and gives up a branch as soon as it is decided, so a long questionnaire costs little.
 */
function noPaperIn(quantity: 'every' | 'some', matter: Asking, answers: Situation): boolean {
  const now = standing(matter, answers);
  const asked = matter.materials.filter(isProvided).map((material) => now.verdict(material.when));
  if (asked.includes(true)) return false;
  const next = now.open[0];
  if (next === undefined || !asked.includes(null)) return true;
  return next.options[quantity](({ value }) => noPaperIn(quantity, matter, { ...answers, [next.id]: value }));
}

/**
 * Whether a matter is ID-only (一证通办): whatever is still to be answered, no paper is asked of the citizen. Said of a
 * matter it is a promise to everybody who comes with the ID, so one situation that asks for a paper is enough to break it.
 */
export const isIdOnly = (matter: Asking, answers: Situation = {}): boolean => noPaperIn('every', matter, answers);

/** Whether a matter is ID-only in at least one situation these answers leave open. */
export const isIdOnlyInSome = (matter: Asking, answers: Situation = {}): boolean => noPaperIn('some', matter, answers);
