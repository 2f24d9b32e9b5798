// What keeps a matter from needing nothing but the ID: in one situation, in the best one, and in all of them.
import type { Matter } from '../contract/matter.ts';
import type { Situation } from '../contract/situation.ts';
import { isProvided, standing } from './situation.ts';

/** What situations come to that ask for the same papers for the same reasons. */
export interface Outcome {
  /** Ids of the papers the citizen provides, in the matter's order. */
  readonly papers: readonly string[];
  /** Whether he has to come for an act. */
  readonly act: boolean;
  /** Its part of all situations, where every option of a question is as likely as the next; all parts make 1. */
  readonly share: number;
}

/**
 * Everything the answers can still lead to. Branches only while a question decides something: what is the same in many
 * situations stands there once. At worst as many outcomes as situations.
 */
export function outcomes(matter: Pick<Matter, 'questions' | 'materials'>, given: Situation = {}): Outcome[] {
  const counted = matter.materials.filter((material) => isProvided(material) || material.kind === 'act');
  const found: Outcome[] = [];
  const explore = (situation: Situation, share: number): void => {
    const { open, verdict } = standing(matter, situation);
    const next = open[0];
    if (next !== undefined && counted.some(({ when }) => verdict(when) === null)) {
      for (const { value } of next.options) {
        // An answer already given to a question that may come to apply later is kept.
        explore({ ...situation, [next.id]: value }, share / next.options.length);
      }
      return;
    }
    const applicable = counted.filter(({ when }) => verdict(when) === true);
    found.push({
      papers: applicable.filter(isProvided).map(({ id }) => id),
      act: applicable.some(({ kind }) => kind === 'act'),
      share,
    });
  };
  explore(given, 1);
  return found;
}

/** Ids of papers, in the matter's order. Each is minimal: with any one of them left, the promise does not hold. */
export interface Blocking {
  /** The fewest papers whose end makes it ID-only in some situation; empty where it is already. */
  readonly inSome: readonly string[];
  /** The papers whose end makes it ID-only in every situation; empty where it is already. */
  readonly inEvery: readonly string[];
}

/**
 * What blocks ID-only, over all situations these answers leave open. With every question answered there is one
 * situation left, and both are its papers.
 */
export function blocking(matter: Pick<Matter, 'questions' | 'materials'>, answers: Situation = {}): Blocking {
  const provided = matter.materials.filter(isProvided);
  const sets = outcomes({ questions: matter.questions, materials: provided }, answers).map(({ papers }) => papers);
  const asked = new Set<string>();
  for (const papers of sets) for (const id of papers) asked.add(id);
  return {
    inSome: sets.reduce((fewest, papers) => (papers.length < fewest.length ? papers : fewest)),
    inEvery: provided.filter(({ id }) => asked.has(id)).map(({ id }) => id),
  };
}
