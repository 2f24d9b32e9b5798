// Finding on the phone itself, with the engine the service uses, in the index kept here.
import type { MatterHit, MatterSuggestions, NothingFound } from '@onetrip/shared/contract';
import { complete, search } from '@onetrip/shared/search';
import { type PhoneIndex, phoneIndex } from './phoneIndex.ts';

/** What the phone itself knows of a matter; the service knows the rest. */
export type FoundMatter = Pick<MatterHit, 'matterId' | 'name' | 'department' | 'idOnly'> &
  Partial<Omit<MatterHit, 'matterId' | 'name' | 'department' | 'idOnly'>>;

/** What was found here. */
export interface FoundHere {
  items: FoundMatter[];
  total: number;
  didYouMean: string | null;
  nothingFound?: NothingFound;
}

/** Filters the phone can judge by itself. */
export interface HereFilter {
  themes: readonly string[];
  idOnly: boolean;
  department?: string | undefined;
}

/** Fields and marks of a row of the index. */
const [nameAt, departmentAt, themeAt, marksAt] = [1, 3, 4, 5] as const;
const idOnlyMark = 2;

type Row = PhoneIndex['index']['matters'][number];
let rows: { of: PhoneIndex; byId: ReadonlyMap<string, Row> } | null = null;

function rowsOf(kept: PhoneIndex): ReadonlyMap<string, Row> {
  if (rows?.of !== kept) rows = { of: kept, byId: new Map(kept.index.matters.map((row) => [row[0], row] as const)) };
  return rows.byId;
}

function matterOf(row: Row, { index, departments }: PhoneIndex): FoundMatter {
  const code = index.departments[row[departmentAt]] ?? '';
  return {
    matterId: row[0],
    name: { zh: row[nameAt] },
    department: { code, name: { zh: departments[code] ?? code } },
    idOnly: ((row[marksAt] ?? 0) & idOnlyMark) !== 0,
  };
}

/** Searches here; null where there is no index yet. Without words the most used first. */
export function searchHere(q: string, filter: HereFilter, limit: number): FoundHere | null {
  const kept = phoneIndex();
  if (!kept) return null;
  const byId = rowsOf(kept);
  const themes = new Set(filter.themes);
  const { hits, total, didYouMean, nothingFound } = search(kept.index, q, {
    limit,
    filter: { idOnly: filter.idOnly, ...(filter.department === undefined ? {} : { department: filter.department }) },
    ...(themes.size === 0
      ? {}
      : {
          narrow: (answering) =>
            new Set(
              answering
                .map(({ matterId }) => matterId)
                .filter((matterId) => themes.has(kept.index.themes[byId.get(matterId)?.[themeAt] ?? -1] ?? '')),
            ),
        }),
  });
  const items = hits.flatMap(({ matterId, highlights }) => {
    const row = byId.get(matterId);
    return row ? [{ ...matterOf(row, kept), highlights }] : [];
  });
  return { items, total, didYouMean, ...(nothingFound ? { nothingFound } : {}) };
}

/** Suggests here; null where there is no index yet. */
export function suggestHere(q: string, limit: number): MatterSuggestions | null {
  const kept = phoneIndex();
  if (!kept) return null;
  const byId = rowsOf(kept);
  const { suggestions, didYouMean, nothingFound } = complete(kept.index, q, { limit });
  return {
    items: suggestions.flatMap(({ matterId, ...rest }) => {
      const row = byId.get(matterId);
      return row ? [{ ...rest, ...matterOf(row, kept) }] : [];
    }),
    didYouMean,
    ...(nothingFound ? { nothingFound } : {}),
  };
}
