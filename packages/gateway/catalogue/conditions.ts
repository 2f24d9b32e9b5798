// Rules over what stands under conditions: every case can be reached, every question decides something.
import type { Condition } from '@onetrip/shared/contract';
import { holds } from '@onetrip/shared/rules';
import { fault, type Rule, when } from './faults.ts';
import type { CatalogueMatter } from './format.ts';
import { everySituation } from './situations.ts';

/** The questions a condition asks about, with the options it names. */
function mentions(condition: Condition): { question: string; in: string[] }[] {
  if ('question' in condition) return [condition];
  if ('not' in condition) return mentions(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(mentions);
}

/** Everything in a matter that stands under a condition. `after`: only questions before this one may be referred to. */
function conditioned({ questions = [], materials = [], form = [], fees = [], eligibility = [] }: CatalogueMatter) {
  const all = questions.length;
  return [
    ...questions.map((one, at) => ({ what: `question ${one.id}`, when: one.when, after: at, path: ['questions', at] })),
    ...materials.map((one, at) => ({
      what: `material ${one.id}`,
      when: one.when,
      after: all,
      path: ['materials', at],
    })),
    ...form.map((one, at) => ({ what: `field ${one.id}`, when: one.when, after: all, path: ['form', at] })),
    ...form.flatMap(({ id, plateKinds = [] }, at) =>
      plateKinds.map((one) => ({ what: `plates of ${id}`, when: one.when, after: all, path: ['form', at] })),
    ),
    ...fees.map((one, at) => ({ what: `fee ${one.feeId}`, when: one.when, after: all, path: ['fees', at] })),
    ...eligibility.flatMap(({ id, when: asked, meets }, at) =>
      [asked, meets].map((one) => ({ what: `condition ${id}`, when: one, after: all, path: ['eligibility', at] })),
    ),
  ];
}

/** A condition names questions asked before it, by their options, and is reached in some situation. */
export const conditionsMakeSense: Rule['test'] = (matter) => {
  const { questions = [] } = matter;
  const situations = everySituation({ questions });
  return conditioned(matter).flatMap(({ what, when: condition, after, path }) => {
    if (condition === undefined) return [];
    const unknown = mentions(condition).find(({ question, in: values }) => {
      const asked = questions.slice(0, after).find(({ id }) => id === question);
      return !asked || values.some((value) => !asked.options.some((option) => option.value === value));
    });
    if (unknown) {
      const named = `${unknown.question} = ${unknown.in.join('|')}`;
      return [fault(`${what} refers to ${named}, which is not asked before it`, ...path)];
    }
    return when(!situations.some((answers) => holds(condition, answers)), `${what} is never reached`, ...path);
  });
};

/** A question nothing depends on. */
export const idleQuestions: Rule['test'] = (matter) => {
  const decisive = new Set(
    conditioned(matter).flatMap(({ when: one }) => (one ? mentions(one) : []).map(({ question }) => question)),
  );
  return (matter.questions ?? []).flatMap(({ id }, at) =>
    when(!decisive.has(id), `question ${id} decides nothing`, 'questions', at),
  );
};
