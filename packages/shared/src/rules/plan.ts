// The plan: what a matter asks of a citizen in his situation, and why it does not ask for more.
import type { FeeItem } from '../contract/guide.ts';
import type { Material } from '../contract/material.ts';
import type { Matter } from '../contract/matter.ts';
import type { Plan, PlannedMaterial } from '../contract/plan.ts';
import type { Situation } from '../contract/situation.ts';
import { feeLines } from './fees.ts';
import { blocking } from './planBlocking.ts';
import { blockerFor, blockingWords, idDocuments, visitReason, why } from './planWords.ts';
import { isProvided, standing } from './situation.ts';

/** What a plan is made from, beside the matter. */
export interface PlanInput {
  readonly answers: Situation;
  /** Codes of the departments whose registers do not answer now. */
  readonly sourcesDown: ReadonlySet<string>;
  /** The table of fees, by fee id. */
  readonly fees: ReadonlyMap<string, FeeItem>;
  /** Last day of the promise if it were filed now, from `addTerm`. */
  readonly due: Plan['dueIfFiledNow'];
}

/**
 * Where a material's source stands now; only what ends in `shared`, or has no ending, waits for one. A commitment
 * stands in only where its text has been written.
 */
function availabilityOf(material: Material, sourcesDown: ReadonlySet<string>): PlannedMaterial['availability'] {
  if (material.source === undefined || (material.ending ?? 'shared') !== 'shared') return 'none';
  if (!sourcesDown.has(material.source.department)) return 'up';
  return material.ifDown === 'commitment' && material.commitment !== undefined ? 'commitmentInstead' : 'owed';
}

function planned(material: Material, sourcesDown: ReadonlySet<string>): PlannedMaterial {
  const { id, name, kind, ending, source, commitment, byLaw } = material;
  const availability = availabilityOf(material, sourcesDown);
  return {
    materialId: id,
    name,
    kind,
    ...(ending === undefined ? {} : { ending }),
    why: why(material, availability),
    ...(source === undefined ? {} : { source }),
    ...(commitment === undefined ? {} : { commitment }),
    ...(byLaw === undefined ? {} : { byLaw }),
    availability,
  };
}

/** Whether the citizen is asked to commit: by the paper's ending, or because its source is down and that will do. */
const isCommitted = (material: PlannedMaterial): boolean =>
  material.ending === 'commitment' || material.availability === 'commitmentInstead';

/** The papers between this matter and ID-only, here and over all situations, and the same in words. */
function planBlocking(matter: Matter, answers: Situation): Plan['blocking'] {
  const here = blocking(matter, answers).inEvery;
  const { inSome, inEvery } = blocking(matter);
  const named = (ids: readonly string[]) => matter.materials.filter(({ id }) => ids.includes(id));
  return {
    inThisSituation: [...here],
    inSomeSituation: [...inSome],
    inEverySituation: [...inEvery],
    explanation: blockingWords(named(here), named(inSome), named(inEvery)),
  };
}

/**
 * What a matter asks of this citizen in this situation. While a question is open, only what applies either way is
 * listed, and `idOnly` is claimed only if no answer can make a paper necessary: a promise is not taken back.
 */
export function plan(matter: Matter, { answers, sourcesDown, fees, due }: PlanInput): Plan {
  const situation = standing(matter, answers);
  const { verdict } = situation;
  const applicable = matter.materials.filter((material) => verdict(material.when) === true);
  const listed = (test: (material: Material) => boolean): PlannedMaterial[] =>
    applicable.filter(test).map((material) => planned(material, sourcesDown));

  const toBring = listed(isProvided);
  const notAsked = listed((material) => material.kind === 'paper' && !isProvided(material));
  const acts = listed((material) => material.kind === 'act');
  const reason = visitReason(matter, acts, toBring);
  const estimate = feeLines(matter, answers, fees);
  const inTheWay = planBlocking(matter, answers);

  return {
    matterId: matter.matterId,
    matterVersion: matter.version,
    idOnly: inTheWay.inThisSituation.length === 0,
    blocking: inTheWay,
    idDocuments: [...idDocuments],
    visits: reason === null ? 0 : Math.max(1, matter.visits ?? 1),
    visitReason: reason,
    toBring,
    notAsked,
    commitments: notAsked.filter(isCommitted),
    acts,
    forms: matter.form.filter((field) => verdict(field.when) === true),
    questions: [...situation.open],
    fees: estimate.lines,
    totalFen: estimate.totalFen,
    promised: matter.promised,
    dueIfFiledNow: due,
    blockers: [
      ...(matter.online ? [] : [blockerFor.notOnline(matter)]),
      ...situation.unknown.map((id) => blockerFor.unknownAnswer(matter, id)),
      ...situation.open.filter(({ id }) => !situation.unknown.includes(id)).map(blockerFor.questionOpen),
      ...toBring.map(blockerFor.paperProvided),
    ],
  };
}
