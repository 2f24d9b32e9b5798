// Whether a citizen may apply, as far as answers and registers can say; the third answer is “maybe – ask”.
import type { Eligibility } from '../contract/guide.ts';
import type { Matter } from '../contract/matter.ts';
import type { Situation } from '../contract/situation.ts';
import { standing } from './situation.ts';

/** Yes, no, or maybe: then somebody has to be asked. */
export type EligibilityVerdict = 'yes' | 'no' | 'maybe';

/** What is known of a citizen: his answers, and what registers said of a condition, by its id. */
export interface EligibilityInput {
  readonly answers: Situation;
  /** A register's yes or no by the condition's id; absent while it has not answered. */
  readonly facts: ReadonlyMap<string, boolean>;
}

/** One condition that applies, and how it stands. */
export interface JudgedCondition {
  readonly condition: Eligibility;
  readonly verdict: EligibilityVerdict;
}

/**
 * Judges the conditions of acceptance (受理条件) that apply, or may yet apply. One no decides; a maybe – an open question, a
 * silent register, a condition only an officer can judge – leaves it open; it never refuses anybody.
 */
export function eligibility(
  matter: Pick<Matter, 'eligibility' | 'questions'>,
  { answers, facts }: EligibilityInput,
): { verdict: EligibilityVerdict; conditions: JudgedCondition[] } {
  const { verdict: holdsNow } = standing(matter, answers);
  const judged = (condition: Eligibility): EligibilityVerdict => {
    const known = condition.source ? facts.get(condition.id) : condition.meets ? holdsNow(condition.meets) : undefined;
    return known === true ? 'yes' : known === false ? 'no' : 'maybe';
  };
  const conditions = (matter.eligibility ?? [])
    .filter(({ when }) => holdsNow(when) !== false)
    // What may not even apply is no reason to refuse.
    .map((condition) => {
      const verdict = judged(condition);
      return {
        condition,
        verdict: verdict === 'no' && holdsNow(condition.when) === null ? ('maybe' as const) : verdict,
      };
    });
  const has = (wanted: EligibilityVerdict) => conditions.some(({ verdict }) => verdict === wanted);
  return { verdict: has('no') ? 'no' : has('maybe') ? 'maybe' : 'yes', conditions };
}
