// Which levers to pull: a goal is reached when every lever of one of its ways is pulled, and only so many can be.

/** Something to be gained. */
export interface Goal {
  /** What it is worth: a whole number, so that bounds may be rounded down. */
  readonly weight: number;
  /** Sets of levers, by number; all of any one set reach it. An empty set is reached at once. */
  readonly ways: readonly (readonly number[])[];
}

/** A choice of levers, and how good any choice can be at most. */
export interface Choice {
  /** The levers needed for it, in the order that gains the most the soonest. */
  readonly levers: readonly number[];
  readonly value: number;
  /** No choice within the budget is worth more; equal to `value` where the choice is proved best. */
  readonly upperBound: number;
}

/** What the goals reached by these levers are worth. */
function gainOf(goals: readonly Goal[], pulled: (lever: number) => boolean): number {
  return goals.reduce((sum, { weight, ways }) => (ways.some((way) => way.every(pulled)) ? sum + weight : sum), 0);
}

type Mark = 'pulled' | 'excluded' | undefined;

/**
 * A bound on what `room` more levers can bring, and the lever that promises most. Each goal's weight is spread evenly
 * over the levers a way still lacks, so that whoever pulls them all collects at least the weight: the `room` greatest
 * sums of such parts are then at least what any `room` levers gain.
 */
function promiseOf(goals: readonly Goal[], marks: readonly Mark[], room: number) {
  const parts = new Map<number, number>();
  let value = 0;
  let within = 0;
  for (const { weight, ways } of goals) {
    const lacking = ways
      .filter((way) => way.every((lever) => marks[lever] !== 'excluded'))
      .map((way) => way.filter((lever) => marks[lever] !== 'pulled'))
      .filter((way) => way.length <= room);
    if (lacking.some((way) => way.length === 0)) {
      value += weight;
      continue;
    }
    if (lacking.length > 0) within += weight;
    const own = new Map<number, number>();
    for (const way of lacking) {
      for (const lever of way) own.set(lever, Math.max(own.get(lever) ?? 0, weight / way.length));
    }
    for (const [lever, part] of own) parts.set(lever, (parts.get(lever) ?? 0) + part);
  }
  const ranked = [...parts].sort(([a, x], [b, y]) => y - x || a - b);
  const most = ranked.slice(0, room).reduce((sum, [, part]) => sum + part, 0);
  // Weights are whole: what a fraction promises beyond a whole number cannot be gained.
  return { value, bound: value + Math.min(within, Math.floor(most + 1e-6)), lever: ranked[0]?.[0] };
}

/** Takes, again and again, the way that brings most for each lever it still lacks. */
function greedy(goals: readonly Goal[], budget: number): number[] {
  const taken = new Set<number>();
  for (;;) {
    const bundles = new Map<string, readonly number[]>();
    for (const { ways } of goals) {
      for (const way of ways) {
        const lacking = way.filter((lever) => !taken.has(lever));
        if (lacking.length > 0 && taken.size + lacking.length <= budget) bundles.set(lacking.join(), lacking);
      }
    }
    const now = gainOf(goals, (lever) => taken.has(lever));
    let best: { rate: number; bundle: readonly number[] } = { rate: 0, bundle: [] };
    for (const bundle of bundles.values()) {
      const then = gainOf(goals, (lever) => taken.has(lever) || bundle.includes(lever));
      const rate = (then - now) / bundle.length;
      if (rate > best.rate) best = { rate, bundle };
    }
    if (best.bundle.length === 0) return [...taken];
    for (const lever of best.bundle) taken.add(lever);
  }
}

/** The most levers whose orders are all compared. */
const comparedOrders = 10;

/** Leaves out levers that bring nothing, and puts the rest in the order that gains the most the soonest. */
function inOrder(goals: readonly Goal[], chosen: readonly number[]): number[] {
  const worth = (levers: readonly number[]) => gainOf(goals, (lever) => levers.includes(lever));
  const all = worth(chosen);
  const needed = chosen.reduce<readonly number[]>((kept, lever) => {
    const without = kept.filter((one) => one !== lever);
    return worth(without) === all ? without : kept;
  }, chosen);
  const concerned = goals
    .map(({ weight, ways }) => ({ weight, ways: ways.filter((way) => way.every((lever) => needed.includes(lever))) }))
    .filter(({ ways }) => ways.length > 0);
  if (needed.length > comparedOrders) return greedy(concerned, needed.length);
  // For each subset, the last lever of its best order: the sum of what its prefixes are worth is the greatest.
  const best: { sum: number; last: number }[] = [{ sum: 0, last: -1 }];
  for (let subset = 1; subset < 1 << needed.length; subset++) {
    const has = (at: number) => (subset & (1 << at)) !== 0;
    let [sum, last] = [-1, -1];
    for (let at = 0; at < needed.length; at++) {
      const before = has(at) ? (best[subset ^ (1 << at)]?.sum ?? 0) : -1;
      if (before > sum) [sum, last] = [before, at];
    }
    best.push({ sum: sum + gainOf(concerned, (lever) => has(needed.indexOf(lever))), last });
  }
  const order: number[] = [];
  for (let subset = (1 << needed.length) - 1; subset > 0; ) {
    const last = best[subset]?.last ?? 0;
    order.unshift(needed[last] as number);
    subset ^= 1 << last;
  }
  return order;
}

/**
 * Chooses at most `budget` levers. Begins with a greedy choice and betters it by branch and bound, until it is proved
 * best or `effort` is spent; then the bound says how much better another choice could be at most. A greedy choice alone
 * has no constant guarantee here: a goal may need several levers at once, so what a lever brings can grow with those
 * already pulled (the gain is not submodular), and the (1 − 1/e) of plain coverage does not hold.
 * @param effort goals looked at before the search gives up: a count and no time, so that every machine answers the same
 */
export function chooseLevers(goals: readonly Goal[], budget: number, effort = 4_000_000): Choice {
  let chosen = greedy(goals, budget);
  let value = gainOf(goals, (lever) => chosen.includes(lever));
  let spent = 0;
  let unexplored = 0;
  const marks: Mark[] = [];

  const explore = (path: readonly number[], room: number): void => {
    const excludedHere: number[] = [];
    for (;;) {
      spent += goals.length;
      const promise = promiseOf(goals, marks, room);
      if (promise.value > value) {
        value = promise.value;
        chosen = [...path];
      }
      const { lever } = promise;
      if (lever === undefined || room === 0 || promise.bound <= value) break;
      if (spent > effort) {
        unexplored = Math.max(unexplored, promise.bound);
        break;
      }
      marks[lever] = 'pulled';
      explore([...path, lever], room - 1);
      marks[lever] = 'excluded';
      excludedHere.push(lever);
    }
    for (const lever of excludedHere) marks[lever] = undefined;
  };
  explore([], budget);
  return { levers: inOrder(goals, chosen), value, upperBound: Math.max(value, unexplored) };
}
