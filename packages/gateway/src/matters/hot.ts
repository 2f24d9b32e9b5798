// Which matters are used most: what people filed and read, mixed with the editors' order until there is enough of it.

/** What was counted of a matter. */
export interface Use {
  /** Guides opened. */
  readonly views: number;
  readonly filings: number;
}

/** A filing says as much as so many guides opened: it takes an identity, and most who read do not file. */
const filingWorth = 20;
/** The editors' first counts as so much use before anybody has come; the last of their list as next to none. */
const editorsWorth = 400;

/**
 * Matters by use, the most first; equals in the editors' order.
 * @param editors every matter, as editors order them
 * @param listed how many of them the editors really ordered; the rest has no order
 */
export function byUse<T extends { readonly matterId: string }>(
  editors: readonly T[],
  listed: number,
  use: ReadonlyMap<string, Use>,
): T[] {
  const worth = (matterId: string, place: number): number => {
    const { views = 0, filings = 0 } = use.get(matterId) ?? {};
    return views + filingWorth * filings + (editorsWorth * Math.max(0, listed - place)) / Math.max(1, listed);
  };
  return editors
    .map((matter, place) => ({ matter, worth: worth(matter.matterId, place) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ matter }) => matter);
}
