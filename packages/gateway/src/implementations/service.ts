// 实施清单 in use: the catalogue's matters as the authorities of many cities carry them out, found within a division.
import type { Matter, MatterHit, MatterPage, MatterQuery } from '@onetrip/shared/contract';
import { type SearchIndex, search } from '@onetrip/shared/search';
import { finderOver, type Ground } from '../matters/finding.ts';
import { isWithin, ownCity } from './division.ts';
import type { Document, ImplementationList } from './list.ts';

/** Who carries out what, and where. */
export interface Implementations {
  /**
   * Finds the matters of a division, each once, by the highest of its authorities.
   * @throws ProblemError as `Finder.search` does
   */
  search(query: MatterQuery, division: string): MatterPage;
  /**
   * The implementation (实施事项) an id stands for, put together from its matter; undefined where the list has none.
   * @param find finds a matter of the catalogue
   */
  get(implementationId: string, find: (matterId: string) => Matter | undefined): Matter | undefined;
  /** The same for an application filed under it, even where the authority no longer carries it out. */
  version(
    implementationId: string,
    find: (matterId: string) => Promise<Matter | undefined>,
  ): Promise<Matter | undefined>;
}

/** Ours are the catalogue's own ids; another authority's bear its code, as 实施编码 do. */
const idOf = (matterId: string, division: string): string =>
  division === ownCity ? matterId : `${matterId}-${division}`;

const idPattern = /^(.+)-(\d{6}(?:\d{3}){0,2})$/;

/** The matter and the authority an id names. */
function namedBy(implementationId: string): { matterId: string; division: string } | undefined {
  const [, matterId, division] = idPattern.exec(implementationId) ?? [];
  return matterId === undefined || division === undefined ? undefined : { matterId, division };
}

/** Whether an area and our own city have authorities in common. */
const isOurArea = (division: string): boolean => isWithin(division, ownCity) || isWithin(ownCity, division);

/** A matter by the name it has elsewhere. Only in our own city can it be filed here. */
const named = (matter: Matter, name: string | null, isOurs: boolean): Matter => ({
  ...matter,
  ...(name === null ? {} : { name: { zh: name } }),
  online: matter.online && isOurs,
});

const carriedOut = (matter: Matter, name: string | null, division: string): Matter => ({
  ...named(matter, name, isWithin(division, ownCity)),
  matterId: idOf(matter.matterId, division),
  division,
});

/**
 * Puts a list to use.
 * @param ground the catalogue's own matters, in the order the list's first documents have, and their index
 * @param indexOf builds an index over further ones, whose words and use are those of the matter `matterOf` names
 */
export function implementationsOver(
  { documents, table }: ImplementationList,
  ground: Ground,
  indexOf: (matters: readonly Matter[], matterOf: (id: string) => string) => SearchIndex,
): Implementations {
  const { matters, servicePoints } = ground;
  const byId = new Map(matters.map((matter) => [matter.matterId, matter] as const));
  const numbers = new Map<string, number>();
  const searched = documents.map((document, number): Matter => {
    const matter = byId.get(document.matterId) as Matter;
    const searchId = number < matters.length ? matter.matterId : `${matter.matterId}~${number}`;
    numbers.set(searchId, number);
    return number < matters.length ? matter : { ...named(matter, document.name, document.isOurs), matterId: searchId };
  });
  const documentOf = (searchId: string): Document => documents[numbers.get(searchId) as number] as Document;
  // Most gateways are of one city, and need no second index.
  const isOfOneCity = documents.length === matters.length;
  const index = isOfOneCity ? ground.index : indexOf(searched, (searchId) => documentOf(searchId).matterId);
  // An index is made ready by its first query: of a country that takes seconds, and nobody shall wait for it.
  if (!isOfOneCity) search(index, '', { limit: 1 });
  const among: Ground['among'] = ({ division = ownCity }) => table.area(division).counts;
  const atHome = finderOver({ matters: searched, index, servicePoints, among });
  const offline = searched.map((matter) => (matter.online ? { ...matter, online: false } : matter));
  const elsewhere = finderOver({ matters: offline, index, servicePoints, among });

  return {
    search(query, within) {
      const { counts, highest } = table.area(within);
      const isOurs = isOurArea(within);
      const page = (isOurs ? atHome : elsewhere).search(query);
      const items = page.items.map((hit): MatterHit => {
        const number = numbers.get(hit.matterId) as number;
        // Our own city carries out its whole catalogue, and comes before others.
        const division = (isOurs && number < matters.length ? null : highest(number)) ?? ownCity;
        const matterId = idOf(documentOf(hit.matterId).matterId, division);
        return { ...hit, matterId, division, implementations: counts[number] as number };
      });
      return { ...page, items };
    },
    get(implementationId, find) {
      const wanted = namedBy(implementationId);
      const matter = wanted && find(wanted.matterId);
      if (!wanted || !matter) return undefined;
      const { matterId, division } = wanted;
      const number = table.documentsOf(division).find((one) => documents[one]?.matterId === matterId);
      return number === undefined ? undefined : carriedOut(matter, documents[number]?.name ?? null, division);
    },
    async version(implementationId, find) {
      const wanted = namedBy(implementationId);
      const matter = wanted && (await find(wanted.matterId));
      if (!wanted || !matter) return undefined;
      return this.get(implementationId, () => matter) ?? carriedOut(matter, null, wanted.division);
    },
  };
}
