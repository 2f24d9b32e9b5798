// The catalogue as the gateway uses it: published into the database at start, held in memory, searched by one index.
import { join } from 'node:path';
import type {
  FeeItem,
  LocalText,
  Matter,
  MatterHit,
  MatterPage,
  MatterQuery,
  UnlockPlan,
  UnlockQuery,
} from '@onetrip/shared/contract';
import { search } from '@onetrip/shared/search';
import { checkCatalogue } from '../../catalogue/check.ts';
import { CatalogueError, type CatalogueFiles, disclaimer, loadCatalogue, resolveMatter } from '../../catalogue/load.ts';
import { type CityWords, readCityWords, searchIndexOf, weightsOf } from '../../catalogue/searchIndex.ts';
import { readLevers, unlockOver } from '../../catalogue/unlocking.ts';
import type { Database } from '../database/connection.ts';
import { ProblemError } from '../http/problem.ts';
import { packageRoot } from '../packageRoot.ts';
import { findVersion, publish } from './store.ts';

/** The catalogue in force. */
export interface Catalogue {
  /** The table of fees, by fee item id. */
  readonly fees: ReadonlyMap<string, FeeItem>;
  /**
   * A matter in the version in force.
   * @throws ProblemError `matter_not_found`
   */
  get(matterId: string): Matter;
  /**
   * A matter in the version an application was filed under.
   * @throws ProblemError `matter_not_found`
   */
  version(matterId: string, version: number): Promise<Matter>;
  /** Name of a department or unit; its code where it is not listed. */
  departmentName(code: string): LocalText;
  /**
   * Finds matters; without words the most used first.
   * @throws ProblemError `invalid_request` for a cursor that is none of ours
   */
  search(query: MatterQuery): MatterPage;
  /** Which levers make the most further matters ID-only; see `unlock` of the rules. */
  unlock(query: UnlockQuery): UnlockPlan;
}

/** How many findings of the linter an error names. */
const findingsNamed = 5;

/** The catalogue's files as they stand in this package. */
export const catalogueFolder = join(packageRoot, 'catalogue');

/**
 * Publishes the catalogue's files and opens it for use.
 * @throws CatalogueError when the files do not fit the format or the linter finds something to mend
 */
export async function openCatalogue(
  database: Database,
  now: Date,
  files: CatalogueFiles = loadCatalogue(catalogueFolder),
): Promise<Catalogue> {
  const findings = checkCatalogue(files);
  if (findings.length > 0) {
    const named = findings
      .slice(0, findingsNamed)
      .map(({ file, matterId, message }) => `${file} ${matterId}: ${message}`);
    throw new CatalogueError(`The catalogue has ${findings.length} faults: ${named.join('; ')}`);
  }
  const resolved = files.matters.map((filed) => resolveMatter(filed, files.departments));
  const published = await publish(database, resolved, now);
  const key = (matterId: string, version: number) => `${matterId} ${version}`;
  // Every version, not only those in force: asking the database inside a transaction would block the embedded one.
  const versions = new Map(published.map(({ matter }) => [key(matter.matterId, matter.version), matter] as const));
  const inForce = new Map(
    published.filter(({ current }) => current).map(({ matter }) => [matter.matterId, matter] as const),
  );
  const departmentNames = new Map(files.departments.map(({ code, name }) => [code, name] as const));

  return {
    fees: files.fees,
    get(matterId) {
      const matter = inForce.get(matterId);
      if (!matter) throw new ProblemError('matter_not_found');
      return matter;
    },
    async version(matterId, version) {
      const known = versions.get(key(matterId, version)) ?? (await findVersion(database, matterId, version));
      if (!known) throw new ProblemError('matter_not_found');
      versions.set(key(matterId, version), known);
      return known;
    },
    departmentName: (code) => departmentNames.get(code) ?? { zh: code },
    search: searchOver([...inForce.values()], files),
    unlock: unlockOver([...inForce.values()], files, readLevers(catalogueFolder, files)),
  };
}

/** Search over these matters, by names, everyday words and pinyin; the index is built once. */
function searchOver(
  matters: Matter[],
  words: Pick<CatalogueFiles, 'mostUsed' | 'aliases'>,
  city: CityWords = readCityWords(catalogueFolder),
): Catalogue['search'] {
  const weightOf = weightsOf(words);
  const byUse = matters.toSorted(
    (a, b) => weightOf(b.matterId) - weightOf(a.matterId) || (a.matterId < b.matterId ? -1 : 1),
  );
  const byId = new Map(matters.map((matter) => [matter.matterId, matter] as const));
  const index = searchIndexOf(byUse, words, city);

  return ({ q = '', theme, department, idOnly, online, cursor, limit = 20 }) => {
    const from = cursor === undefined ? 0 : placeOf(cursor);
    if (q.trim() === '') {
      const listed = byUse.filter(
        (matter) =>
          (theme === undefined || matter.theme === theme) &&
          (department === undefined || matter.department.code === department) &&
          (idOnly !== true || matter.idOnly === true) &&
          (online !== true || matter.online),
      );
      const hits = listed.slice(from, from + limit).map((matter) => hitOf(matter, []));
      return pageOf(hits, from + limit, listed.length, null);
    }
    const { hits, total, didYouMean, nothingFound } = search(index, q, {
      limit: from + limit,
      filter: {
        ...(theme === undefined ? {} : { theme }),
        ...(department === undefined ? {} : { department }),
        ...(idOnly ? { idOnly } : {}),
        ...(online ? { online } : {}),
      },
    });
    const shown = hits.slice(from).flatMap(({ matterId, highlights }) => {
      const matter = byId.get(matterId);
      return matter ? [hitOf(matter, highlights)] : [];
    });
    return { ...pageOf(shown, from + limit, total, didYouMean), ...(nothingFound ? { nothingFound } : {}) };
  };
}

const hitOf = (matter: Matter, highlights: MatterHit['highlights']): MatterHit => {
  const { matterId, name, department, theme, idOnly, online, visits, promised, feeText } = matter;
  return { matterId, name, department, theme, idOnly, online, visits, promised, feeText, highlights };
};

const pageOf = (items: MatterHit[], to: number, total: number, didYouMean: string | null): MatterPage => ({
  items,
  nextCursor: to < total ? Buffer.from(String(to)).toString('base64url') : null,
  didYouMean,
  disclaimer,
});

/** Where a page begins; the catalogue does not change while the gateway runs, so a number of matters is enough. */
function placeOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const message = { zh: '翻页位置无效，请从第一页开始。', en: 'This place in the list is not valid; begin again.' };
  throw new ProblemError('invalid_request', { fields: [{ field: 'cursor', message }] });
}
