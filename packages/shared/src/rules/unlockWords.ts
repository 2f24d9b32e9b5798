// The words of an unlock plan: what its steps bring, and how sure it is that no other choice brings more.
import type { UnlockPlan } from '../contract/insight.ts';
import type { LocalText } from '../contract/text.ts';

/** The result of an unlock plan in a few sentences. */
export function unlockWords(
  plan: Pick<
    UnlockPlan,
    | 'goal'
    | 'steps'
    | 'idOnlyBefore'
    | 'idOnlyAfter'
    | 'casesAYear'
    | 'papersAYear'
    | 'tripsAYear'
    | 'upperBound'
    | 'exact'
  >,
): LocalText {
  const { steps, idOnlyBefore, idOnlyAfter, casesAYear, papersAYear, tripsAYear, upperBound } = plan;
  if (steps.length === 0) {
    return {
      zh: '在此步数之内，没有哪一步能使更多事项一证通办。',
      en: 'Within so many steps, none makes a further matter ID-only.',
    };
  }
  const [zhGoal, enGoal] =
    plan.goal === 'someSituation' ? ['至少一种情形', 'in some situation'] : ['所有情形', 'in every situation'];
  const sure = plan.exact
    ? {
        zh: '已证明没有更好的选择。',
        en: 'Proved: no other choice of so many steps gains more cases.',
      }
    : {
        zh: `未穷尽：任何选择至多涉及每年${upperBound}件（松弛上界）。事项须各项材料齐备才解锁，收益不具次模性，故不适用(1−1/e)近似保证。`,
        en: `Not exhausted: no choice gains more than ${upperBound} cases a year (bound by relaxation). A matter needs all its papers to end, so the gain is not submodular and the (1−1/e) guarantee does not apply.`,
      };
  return {
    zh: `${steps.length}步之后，一证通办（${zhGoal}）由${idOnlyBefore}个事项增至${idOnlyAfter}个，涉及每年${casesAYear}件；每年少交${papersAYear}份材料，少跑${tripsAYear}趟。${sure.zh}`,
    en: `After ${steps.length} steps, ${idOnlyAfter} matters instead of ${idOnlyBefore} are ID-only ${enGoal}, ${casesAYear} cases a year; ${papersAYear} papers and ${tripsAYear} trips fewer a year. ${sure.en}`,
  };
}
