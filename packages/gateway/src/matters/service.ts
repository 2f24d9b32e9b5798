// The catalogue as the gateway uses it: what is in force, held in memory, put in place whole when something is published.
import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import type {
  Batch,
  FeeItem,
  LocalText,
  Matter,
  MatterIndex,
  MatterIndexQuery,
  UnlockPlan,
  UnlockQuery,
} from '@onetrip/shared/contract';
import type { Logger } from 'pino';
import { type CatalogueFiles, loadCatalogue } from '../../catalogue/load.ts';
import type { Levers } from '../../catalogue/unlocking.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { ProblemError } from '../http/problem.ts';
import { packageRoot } from '../packageRoot.ts';
import type { PublicationRow } from '../publications/chain.ts';
import { publishFiles } from '../publications/files.ts';
import { type Connection, findVersion, latestNumber, latestPublication, versionsSince } from '../publications/store.ts';
import type { ServicePoints } from '../servicePoints/near.ts';
import {
  buildEdition,
  deliver,
  type Edition,
  type PublishedVersion,
  type Standing,
  standingAfter,
  versionKey,
} from './edition.ts';
import type { Finder } from './finding.ts';

/** The catalogue in force. */
export interface Catalogue extends Finder {
  /** The table of fees, by fee item id. */
  readonly fees: ReadonlyMap<string, FeeItem>;
  /**
   * A matter in the version in force.
   * @throws ProblemError `matter_not_found`
   */
  get(matterId: string): Matter;
  /** The same; undefined where it is not, or no longer, offered. */
  find(matterId: string): Matter | undefined;
  /**
   * A matter in the version an application was filed under.
   * @param db the transaction this is asked in, if any: what is not held here is read over it
   * @throws ProblemError `matter_not_found`
   */
  version(matterId: string, version: number, db?: Connection): Promise<Matter>;
  /** Name of a department or unit; its code where it is not listed. */
  departmentName(code: string): LocalText;
  /** The matters in force as the editors order them; the first `ordered` really are, the rest stands by id. */
  readonly mostUsed: { readonly matters: readonly Matter[]; readonly ordered: number };
  readonly servicePoints: ServicePoints;
  /** The index a phone searches in offline. */
  phoneIndex(query: MatterIndexQuery): MatterIndex;
  /** The batches in which the reform was published, with what each lists. */
  readonly batches: readonly Batch[];
  /** Which levers make the most further matters ID-only; see `unlock` of the rules. */
  unlock(query: UnlockQuery): UnlockPlan;
  /** How often matters are used, and which steps of the reform are at hand. */
  readonly levers: Levers;
  /** The catalogue in force in the form of its files: what the linter and the figures work over. Never changed, only replaced. */
  files(): CatalogueFiles;
  /** The publication in force. */
  publication(): Pick<PublicationRow, 'number' | 'publicationId'>;
  /** What a publication puts in force, read where it is not what is in force here: another gateway's, a moment ago. */
  standing(tx: Transaction, publication: PublicationRow): Promise<Standing>;
  /** Does something over one edition: whatever is published meanwhile, it sees what was in force when it began. */
  steady<T>(work: () => T): T;
  /** Puts in place what was published since, here or by another gateway. Never throws: what was in force stays. */
  refresh(): Promise<void>;
}

/** The catalogue's files as they stand in this package. */
export const catalogueFolder = join(packageRoot, 'catalogue');

const byKey = (versions: readonly PublishedVersion[]) =>
  versions.map((version) => [versionKey(version.content), version] as const);

/**
 * Publishes the catalogue's files where that is due, and opens what is in force.
 * @param implementationsFile 实施清单 of further authorities, see `readImplementations`
 * @throws CatalogueError when the files do not fit the format, or are to be published and the linter finds something to mend
 */
export async function openCatalogue(
  database: Database,
  now: Date,
  files: CatalogueFiles = loadCatalogue(catalogueFolder),
  implementationsFile: string | null = null,
  log?: Logger,
): Promise<Catalogue> {
  const delivered = deliver(files, catalogueFolder, implementationsFile);
  const first = await publishFiles(database, delivered, now, log);
  // Every version, not only those in force: asking the database inside a transaction would block the embedded one.
  const versions = new Map<string, PublishedVersion>(byKey(await versionsSince(database, 0)));
  let current: Edition = await buildEdition(first, versions, delivered, false);
  const held = new AsyncLocalStorage<Edition>();
  const edition = (): Edition => held.getStore() ?? current;

  function find(matterId: string): Matter | undefined {
    const { matters, implementations } = edition();
    const inCatalogue = (id: string) => matters.get(id);
    return inCatalogue(matterId) ?? implementations.get(matterId, inCatalogue);
  }

  async function look(): Promise<void> {
    try {
      if ((await latestNumber(database)) === current.publication.number) return;
      const publication = await latestPublication(database);
      if (!publication) return;
      for (const [key, version] of byKey(await versionsSince(database, current.publication.number))) {
        versions.set(key, version);
      }
      current = await buildEdition(publication, versions, delivered, true);
      log?.info({ publication: publication.number, matters: current.matters.size }, 'catalogue in force');
    } catch (error) {
      log?.error({ err: error }, 'what was published could not be put in place; what was in force stays');
    }
  }
  let looking: Promise<void> = Promise.resolve();

  return {
    fees: files.fees,
    servicePoints: delivered.servicePoints,
    levers: delivered.levers,
    get mostUsed() {
      return edition().mostUsed;
    },
    get batches() {
      return edition().batches;
    },
    find,
    get(matterId) {
      const matter = find(matterId);
      if (!matter) throw new ProblemError('matter_not_found');
      return matter;
    },
    async version(matterId, version, db = database) {
      const held = async (id: string) => versions.get(versionKey({ matterId: id, version }))?.content;
      // Only what another gateway published a moment ago is not held: of an implementation its matter is looked for too.
      for (const look of [held, (id: string) => findVersion(db, id, version)]) {
        const matter = (await look(matterId)) ?? (await edition().implementations.version(matterId, look));
        if (matter) return matter;
      }
      throw new ProblemError('matter_not_found');
    },
    departmentName: (code) => files.departments.find((one) => one.code === code)?.name ?? { zh: code },
    search: (query) => edition().search(query),
    suggest: (query) => edition().suggest(query),
    phoneIndex: (query) => edition().phoneIndex(query),
    unlock: (query) => edition().unlock(query),
    files: () => edition().files,
    publication: () => edition().publication,
    async standing(tx, publication) {
      if (publication.number === current.publication.number) return current;
      return standingAfter(publication, new Map(byKey(await versionsSince(tx, 0))), delivered);
    },
    steady: (work) => held.run(current, work),
    refresh() {
      // One look after the other: whoever has just published is not answered by one that began before.
      looking = looking.then(look);
      return looking;
    },
  };
}
