// Finding: words, filters and facets over the catalogue in force, and what is suggested while somebody types.
import type {
  Matter,
  MatterHit,
  MatterPage,
  MatterQuery,
  MatterSuggestions,
  MatterSummary,
  SaidFilter,
  SuggestQuery,
} from '@onetrip/shared/contract';
import { type Among, type Answering, complete, type Said, type SearchIndex, search } from '@onetrip/shared/search';
import { disclaimer } from '../../catalogue/load.ts';
import { ProblemError } from '../http/problem.ts';
import type { ServicePoints } from '../servicePoints/near.ts';
import { placeIn } from '../servicePoints/place.ts';
import { type Filters, facetsOf, passes } from './facets.ts';

/** What is searched in. */
export interface Ground {
  /** The matters in force, the most used first. */
  readonly matters: readonly Matter[];
  readonly index: SearchIndex;
  readonly servicePoints: ServicePoints;
  /** Which of the matters a query is asked of, by their place; absent: of all. */
  readonly among?: (query: MatterQuery) => Among;
}

/** Facets are counted over so many matters at most; who asks nothing of a country is shown none. */
const mostFaceted = 3_000;

/** Searches and suggests. */
export interface Finder {
  /**
   * Finds matters; without words the most used first.
   * @throws ProblemError `invalid_request` for a cursor that is none of ours, half a position or an unknown district
   */
  search(query: MatterQuery): MatterPage;
  suggest(query: SuggestQuery): MatterSuggestions;
}

/** A department named in the query is a filter only where its own matters hold so much of what the best one holds. */
const asGood = 0.6;

/** What a list shows of a matter. */
export const summaryOf = (matter: Matter): MatterSummary => {
  const { matterId, name, department, theme, idOnly, idOnlyInSome, online, visits, promised, feeText } = matter;
  return { matterId, name, department, theme, idOnly, idOnlyInSome, online, visits, promised, feeText };
};

/** Makes a finder over the catalogue in force. */
export function finderOver({ matters, index, servicePoints, among }: Ground): Finder {
  const byId = new Map(matters.map((matter) => [matter.matterId, matter] as const));
  const known = (matterIds: readonly string[]): Matter[] => matterIds.flatMap((matterId) => byId.get(matterId) ?? []);

  const filtersOf = (query: MatterQuery): Filters => {
    const { theme, department = null, idOnly = false, online = false, onPhone = false, atBank = false } = query;
    const place = placeIn(query, servicePoints);
    return {
      themes: theme === undefined ? null : new Set(theme.split(',')),
      department,
      idOnly,
      online,
      onPhone,
      atBank,
      near: place && servicePoints.kindsAt(place),
    };
  };

  /** The filters that the words set by themselves, as far as they leave something worth showing. */
  function saidFilters(given: Filters, answering: readonly Answering[], said: Said): [Filters, SaidFilter[]] {
    let filters = given;
    const taken: SaidFilter[] = [];
    const greatest = answering.reduce((most, { coverage }) => Math.max(most, coverage), 0);
    const leaves = (next: Filters): boolean =>
      answering.some(({ matterId, coverage }) => {
        const matter = byId.get(matterId);
        return matter !== undefined && coverage >= asGood * greatest && passes(matter, next);
      });
    const take = (kind: SaidFilter['kind'], name: SaidFilter['name'], code: string, without: string, next: Filters) => {
      if (!leaves(next)) return;
      filters = next;
      taken.push({ kind, code, name, without });
    };
    const department = given.department === null ? said.department : null;
    const own = department && matters.find((matter) => matter.department.code === department.key)?.department;
    if (department && own) {
      take('department', own.name, own.code, department.without, { ...filters, department: own.code });
    }
    const place = given.near === null ? said.place : null;
    const district = place && servicePoints.districts.find(({ name }) => name === place.key);
    if (place && district) {
      const near = servicePoints.kindsAt({ district: district.code });
      take('district', { zh: district.name }, district.code, place.without, { ...filters, near });
    }
    return [filters, taken];
  }

  return {
    search(query) {
      const { q = '', cursor, limit = 20 } = query;
      const from = cursor === undefined ? 0 : placeOf(cursor);
      const given = filtersOf(query);
      const isFirst = cursor === undefined;
      const here = among?.(query);
      if (q.trim() === '') {
        const all = here === undefined ? matters : matters.filter((_, place) => here[place] !== 0);
        const kept = all.filter((matter) => passes(matter, given));
        const items = kept.slice(from, from + limit).map((matter) => ({ ...summaryOf(matter), highlights: [] }));
        const page = pageOf(items, from + limit, kept.length);
        const isCounted = isFirst && all.length <= mostFaceted;
        return isCounted ? { ...page, facets: facetsOf(all, given, servicePoints) } : page;
      }
      let said: SaidFilter[] = [];
      let facets: MatterPage['facets'];
      const { hits, total, didYouMean, nothingFound } = search(index, q, {
        limit: from + limit,
        ...(here === undefined ? {} : { among: here }),
        narrow(answering, named) {
          const [filters, taken] = saidFilters(given, answering, named);
          const found = known(answering.map(({ matterId }) => matterId));
          said = taken;
          if (isFirst) facets = facetsOf(found, filters, servicePoints);
          return new Set(found.filter((matter) => passes(matter, filters)).map(({ matterId }) => matterId));
        },
      });
      const items = hits.slice(from).flatMap(({ matterId, highlights }): MatterHit[] => {
        const matter = byId.get(matterId);
        return matter ? [{ ...summaryOf(matter), highlights }] : [];
      });
      return {
        ...pageOf(items, from + limit, total),
        didYouMean,
        said,
        ...(facets ? { facets } : {}),
        ...(nothingFound ? { nothingFound } : {}),
      };
    },

    suggest({ q, limit = 6 }) {
      const { suggestions, didYouMean, nothingFound } = complete(index, q, { limit });
      return {
        items: suggestions.flatMap(({ text, highlights, matterId }) =>
          known([matterId]).map(({ name, department, idOnly }) => ({
            text,
            highlights,
            matterId,
            name,
            department,
            idOnly,
          })),
        ),
        didYouMean,
        ...(nothingFound ? { nothingFound } : {}),
      };
    },
  };
}

const pageOf = (items: MatterHit[], to: number, total: number): MatterPage => ({
  items,
  nextCursor: to < total ? Buffer.from(String(to)).toString('base64url') : null,
  total,
  didYouMean: null,
  said: [],
  disclaimer,
});

/** Where a page begins; a number of matters is enough: a catalogue published in between moves a page by a few. */
function placeOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const message = { zh: '翻页位置无效，请从第一页开始。', en: 'This place in the list is not valid; begin again.' };
  throw new ProblemError('invalid_request', { fields: [{ field: 'cursor', message }] });
}
