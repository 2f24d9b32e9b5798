// The unlock planner: which levers make the most further matters ID-only, and what citizens save by it in a year.
import type { Lever, UnlockGoal, UnlockPlan, UnlockStep } from '../contract/insight.ts';
import type { Matter } from '../contract/matter.ts';
import { type Outcome, outcomes } from './planBlocking.ts';
import { chooseLevers, type Goal } from './unlockSearch.ts';
import { unlockWords } from './unlockWords.ts';

/** What the planner has to know of a matter. */
export type UnlockMatter = Pick<Matter, 'matterId' | 'name' | 'questions' | 'materials' | 'channels'>;

/** What the planner works on. */
export interface UnlockInput {
  /** Matters whose materials are known. */
  readonly matters: readonly {
    readonly matter: UnlockMatter;
    /** Cases filed in a year: a whole number. */
    readonly casesAYear: number;
    /** Whether the risk is too high for any commitment. */
    readonly noCommitment?: boolean;
  }[];
  readonly levers: readonly Lever[];
  /** The most levers to choose. */
  readonly budget: number;
  readonly goal: UnlockGoal;
  /** See `chooseLevers`. */
  readonly effort?: number;
}

/** What is computed; what is said about the data comes from where the data comes from. */
export type UnlockResult = Omit<UnlockPlan, 'assumptions' | 'disclaimer'>;

/** A matter's outcomes in kinds of paper. */
interface Known {
  readonly matter: UnlockMatter;
  readonly casesAYear: number;
  readonly noCommitment: boolean;
  readonly outcomes: readonly Outcome[];
}

/** Whether a kind of paper has ended for a matter. */
type Ended = (kind: string, of: Known) => boolean;

/** Whether a lever may be used in a matter. */
const mayUse = (lever: Lever, { noCommitment }: Known): boolean => !(noCommitment && lever.kind === 'commitment');

/** Channels by which a case is filed from home, once nothing has to be handed over. */
const fromHome: readonly string[] = ['phone', 'web', 'post'];

/** A paper's kind, by which levers know it; a paper of no kind is a kind of its own. */
export const paperKindOf = (matterId: string, { id, paper }: { id: string; paper?: string | undefined }): string =>
  paper ?? `${matterId}/${id}`;

function known({ matter, casesAYear, noCommitment = false }: UnlockInput['matters'][number]): Known {
  const kinds = new Map(matter.materials.map((one) => [one.id, paperKindOf(matter.matterId, one)] as const));
  const inKinds = (ids: readonly string[]) => [...new Set(ids.map((id) => kinds.get(id) ?? id))];
  return {
    matter,
    casesAYear,
    noCommitment,
    outcomes: outcomes(matter).map((outcome) => ({ ...outcome, papers: inKinds(outcome.papers) })),
  };
}

/** Whether a matter counts as ID-only once these kinds of paper have ended. */
function isUnlocked(one: Known, goal: UnlockGoal, ended: Ended): boolean {
  const free = ({ papers }: Outcome) => papers.every((kind) => ended(kind, one));
  return goal === 'someSituation' ? one.outcomes.some(free) : one.outcomes.every(free);
}

/** The sets of papers any of which has to end, as the goal has it. */
function waysIn({ outcomes: all }: Known, goal: UnlockGoal): readonly (readonly string[])[] {
  if (goal === 'someSituation') return all.map(({ papers }) => papers);
  const every = new Set<string>();
  for (const { papers } of all) for (const kind of papers) every.add(kind);
  return [[...every]];
}

/** Every way to end these papers by levers: one lever for each, where several can end the same. */
function waysByLevers(papers: readonly string[], endedBy: (kind: string) => readonly number[]): number[][] {
  return papers.reduce<number[][]>(
    (ways, kind) => {
      const longer: number[][] = [];
      for (const way of ways) {
        const levers = endedBy(kind);
        if (levers.some((lever) => way.includes(lever))) longer.push(way);
        else for (const lever of levers) longer.push([...way, lever].sort((a, b) => a - b));
      }
      return longer;
    },
    [[]],
  );
}

/** Drops the ways that hold another one: whoever takes them has taken that one already. */
function minimal(ways: readonly number[][]): number[][] {
  const distinct = [...new Map(ways.map((way) => [way.join(), way] as const)).values()];
  return distinct.filter(
    (way) => !distinct.some((other) => other.length < way.length && other.every((lever) => way.includes(lever))),
  );
}

function goalOf(one: Known, goal: UnlockGoal, levers: readonly Lever[]): Goal {
  const endedBy = (kind: string) =>
    levers.map((lever, at) => (lever.papers.includes(kind) && mayUse(lever, one) ? at : -1)).filter((at) => at >= 0);
  const ways: number[][] = [];
  for (const papers of waysIn(one, goal)) ways.push(...waysByLevers(papers, endedBy));
  return { weight: one.casesAYear, ways: minimal(ways) };
}

/** What a year brings once these kinds have ended, beside today. */
function saved(all: readonly Known[], goal: UnlockGoal, ended: Ended) {
  let [casesAYear, papers, trips] = [0, 0, 0];
  for (const one of all) {
    const remote = one.matter.channels.some((channel) => fromHome.includes(channel));
    if (isUnlocked(one, goal, ended)) casesAYear += one.casesAYear;
    for (const outcome of one.outcomes) {
      const gone = outcome.papers.filter((kind) => ended(kind, one)).length;
      papers += one.casesAYear * outcome.share * gone;
      if (remote && !outcome.act && gone > 0 && gone === outcome.papers.length) {
        trips += one.casesAYear * outcome.share;
      }
    }
  }
  return { casesAYear, papersAYear: Math.round(papers), tripsAYear: Math.round(trips) };
}

/**
 * The levers that make the most further matters ID-only, weighted by the cases filed in a year, in the order that gains
 * the most the soonest; at most `budget` of them, and none that brings nothing. `exact` says whether no other choice is
 * better; if it is not proved, `upperBound` says how much better one could be at most.
 *
 * Savings take every option of a question to be as likely as the next. A trip is saved where no paper and no act is
 * left and the matter can be filed from home; where a commitment ends a paper, signing it is no trip.
 */
export function unlock({ matters, levers, budget, goal, effort }: UnlockInput): UnlockResult {
  const all = matters.map(known);
  const nothing = () => false;
  const locked = all.filter((one) => !isUnlocked(one, goal, nothing));
  const goals = locked.map((one) => goalOf(one, goal, levers)).filter(({ ways }) => ways.length > 0);
  const choice = chooseLevers(goals, budget, effort);

  const pulled = choice.levers.map((lever) => levers[lever]).filter((lever) => lever !== undefined);
  const endedAfter =
    (count: number): Ended =>
    (kind, of) =>
      pulled.slice(0, count).some((lever) => lever.papers.includes(kind) && mayUse(lever, of));
  const today = saved(all, goal, nothing);
  const after = (count: number) => saved(all, goal, endedAfter(count));
  const steps = pulled.map((lever, at): UnlockStep => {
    const [before, now] = [after(at), after(at + 1)];
    return {
      lever,
      matters: locked
        .filter((one) => !isUnlocked(one, goal, endedAfter(at)) && isUnlocked(one, goal, endedAfter(at + 1)))
        .map(({ matter: { matterId, name }, casesAYear }) => ({ matterId, name, casesAYear }))
        .sort((a, b) => b.casesAYear - a.casesAYear || (a.matterId < b.matterId ? -1 : 1)),
      casesAYear: now.casesAYear - before.casesAYear,
      papersAYear: now.papersAYear - before.papersAYear,
      tripsAYear: now.tripsAYear - before.tripsAYear,
    };
  });
  const end = after(pulled.length);
  const idOnlyBefore = all.length - locked.length;
  const figures = {
    goal,
    budget,
    steps,
    idOnlyBefore,
    idOnlyAfter: idOnlyBefore + steps.reduce((sum, step) => sum + step.matters.length, 0),
    mattersCompiled: all.length,
    casesAYear: end.casesAYear - today.casesAYear,
    papersAYear: end.papersAYear,
    tripsAYear: end.tripsAYear,
    upperBound: choice.upperBound,
    exact: choice.value === choice.upperBound,
  };
  return { ...figures, explanation: unlockWords(figures) };
}
