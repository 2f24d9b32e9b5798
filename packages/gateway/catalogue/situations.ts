// Every situation a matter's questions can lead to, and what follows from looking at all of them.
import type { Matter, Situation } from '@onetrip/shared/contract';
import { holds, isProvided, openQuestions } from '@onetrip/shared/rules';

/** The part of a matter that decides its situations. */
export type Asking = Pick<Matter, 'questions'>;

/** Every complete set of answers; one empty set where nothing is asked. */
export function everySituation(matter: Asking, answers: Situation = {}): Situation[] {
  const next = openQuestions(matter, answers)[0];
  if (next === undefined) return [answers];
  return next.options.flatMap(({ value }) => everySituation(matter, { ...answers, [next.id]: value }));
}

/** Whether in every situation the citizen has to come, for an act or with a paper. */
export function needsPresence({
  questions = [],
  materials = [],
}: Partial<Pick<Matter, 'questions' | 'materials'>>): boolean {
  const mustCome = (answers: Situation) =>
    materials.some((one) => (one.kind === 'act' || isProvided(one)) && holds(one.when, answers));
  return everySituation({ questions }).every(mustCome);
}

/** Visits in the situation that needs fewest: one for an act or a paper to hand over, or where it is not filed here; else none. */
export function fewestVisits(matter: Asking & Pick<Matter, 'materials' | 'online'>): number {
  return matter.online && !needsPresence(matter) ? 0 : 1;
}
