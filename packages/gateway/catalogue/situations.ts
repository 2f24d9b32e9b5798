// Every situation a matter's questions can lead to, and what follows from looking at all of them.
import type { Matter, Situation } from '@onetrip/shared/contract';
import { holds, openQuestions } from '@onetrip/shared/rules';

/** The part of a matter that decides its situations. */
export type Asking = Pick<Matter, 'questions'>;

/** Every complete set of answers; one empty set where nothing is asked. */
export function everySituation(matter: Asking, answers: Situation = {}): Situation[] {
  const next = openQuestions(matter, answers)[0];
  if (next === undefined) return [answers];
  return next.options.flatMap(({ value }) => everySituation(matter, { ...answers, [next.id]: value }));
}

/**
 * Visits in the situation that needs fewest: one for an act or a paper to hand over, or where it is not filed online
 * here; else none.
 */
export function fewestVisits(matter: Asking & Pick<Matter, 'materials' | 'online'>): number {
  const mustCome = (answers: Situation) =>
    matter.materials.some(
      ({ kind, ending, when }) =>
        (kind === 'act' || (kind === 'paper' && (ending ?? 'provided') === 'provided')) && holds(when, answers),
    );
  return matter.online && everySituation(matter).some((answers) => !mustCome(answers)) ? 0 : 1;
}
