// A list of matters that grows page by page: from the service, or from this phone while the service cannot be reached.
import type { MatterPage } from '@onetrip/shared/contract';
import { useEffect, useState } from 'react';
import { placeQuery, useWhereabouts } from '../location/place.ts';
import type { Fault } from '../service/fault.ts';
import { type FoundHere, type FoundMatter, searchHere } from './here.ts';
import { useFound } from './useFound.ts';

/** Filters somebody set. */
export interface Narrowing {
  idOnly: boolean;
  onPhone: boolean;
  atBank: boolean;
  department: string | null;
}

/** Nothing set. */
export const unnarrowed: Narrowing = { idOnly: false, onPhone: false, atBank: false, department: null };

/** Matters a page: what a phone shows in two or three screens. */
const pageSize = 8;
/** As many as this phone is asked for at once; they are shown page by page all the same. */
const mostHere = 60;

/** The list as it stands. */
export interface MatterList {
  items: readonly FoundMatter[];
  /** What came with the first page; null while nothing came from the service. */
  first: MatterPage | null;
  /** What this phone found meanwhile. */
  here: FoundHere | null;
  total: number;
  fault: Fault | null;
  asking: boolean;
  more: (() => void) | null;
  again: () => void;
}

/** Finds matters by words and themes, narrowed, near the place chosen. */
export function useMatters(q: string, themes: readonly string[], narrowing: Narrowing): MatterList {
  const { place } = useWhereabouts();
  const { idOnly, onPhone, atBank, department } = narrowing;
  const query = {
    ...(q && { q }),
    ...(themes.length > 0 && { theme: themes.join(',') }),
    ...(idOnly && { idOnly }),
    ...(onPhone && { onPhone }),
    ...(atBank && { atBank }),
    ...(department !== null && { department }),
    ...placeQuery(place),
    limit: pageSize,
  };
  const question = JSON.stringify(query);
  const [pages, setPages] = useState<{ of: string; cursor: string | null; before: readonly FoundMatter[] }>({
    of: question,
    cursor: null,
    before: [],
  });
  const { cursor, before } = pages.of === question ? pages : { cursor: null, before: [] };
  const { value, here, fault, asking, again } = useFound(
    `${question} ${cursor}`,
    (client, withSignal) => client.matters.search({ ...query, ...(cursor && { cursor }) }, withSignal),
    () => (cursor ? null : searchHere(q, { themes, idOnly, department: department ?? undefined }, mostHere)),
  );
  const [pagesHere, setPagesHere] = useState(1);
  const [first, setFirst] = useState<MatterPage | null>(null);
  useEffect(() => {
    if (value?.facets) setFirst(value);
  }, [value]);
  const shown = cursor ? [...before, ...(asking ? [] : (value?.items ?? []))] : (value?.items ?? []);
  const next = value?.nextCursor ?? null;
  const shownHere = here?.items.slice(0, pagesHere * pageSize) ?? null;
  const moreHere = here && here.items.length > (shownHere?.length ?? 0) ? () => setPagesHere(pagesHere + 1) : null;
  const moreThere = next === null ? null : () => setPages({ of: question, cursor: next, before: shown });
  return {
    items: shownHere ?? shown,
    first,
    here,
    total: here?.total ?? value?.total ?? 0,
    fault,
    asking,
    more: here ? moreHere : moreThere,
    again,
  };
}
