// An edition: the catalogue as one publication puts it in force, with everything that is computed from it once.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Batch, Matter, MatterIndex, MatterIndexQuery, UnlockPlan, UnlockQuery } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { search } from '@onetrip/shared/search';
import { publicBatches } from '../../catalogue/batches.ts';
import { contentHashOf } from '../../catalogue/contentHash.ts';
import { mattersOf } from '../../catalogue/diff.ts';
import type { CatalogueFiles, FiledMatter, ResolvedMatter } from '../../catalogue/load.ts';
import { filedAnew, overlaid } from '../../catalogue/overlay.ts';
import { type CityWords, readCityWords, searchIndexOf, weightsOf } from '../../catalogue/searchIndex.ts';
import { readServicePoints } from '../../catalogue/servicePoints.ts';
import { type Levers, readLevers, unlockOver } from '../../catalogue/unlocking.ts';
import { readImplementations } from '../implementations/list.ts';
import { type Implementations, implementationsOver } from '../implementations/service.ts';
import type { PublicationRow } from '../publications/chain.ts';
import { type ServicePoints, servicePointsOf } from '../servicePoints/near.ts';
import { type Finder, finderOver, type Ground } from './finding.ts';
import { phoneIndexOver } from './phoneIndex.ts';

/** The catalogue's files as delivered, and what stands beside them. */
export interface Delivered {
  files: CatalogueFiles;
  /** The matters of the files as they would be published, and the hash of each. */
  matters: readonly ResolvedMatter[];
  hashes: ReadonlyMap<string, string>;
  city: CityWords;
  servicePoints: ServicePoints;
  levers: Levers;
  /** 实施清单 of further authorities; null where there are none. */
  implementationsFile: string | null;
}

/** Reads what stands beside the files. */
export function deliver(files: CatalogueFiles, folder: string, implementationsFile: string | null): Delivered {
  const matters = mattersOf(files);
  return {
    files,
    matters,
    hashes: new Map(matters.map((matter) => [matter.matterId, contentHashOf(matter)] as const)),
    city: readCityWords(folder),
    servicePoints: servicePointsOf(readServicePoints(folder)),
    levers: readLevers(folder, files),
    implementationsFile,
  };
}

/** A version of a matter, and when it was published. */
export interface PublishedVersion {
  content: Matter;
  publishedAt: Date;
}

/** What is in force: guides, and the catalogue they make over the files. */
export interface Standing {
  matters: ReadonlyMap<string, Matter>;
  hashes: ReadonlyMap<string, string>;
  files: CatalogueFiles;
}

/** What a version is found by. */
export const versionKey = ({ matterId, version }: Pick<Matter, 'matterId' | 'version'>): string =>
  `${matterId} ${version}`;

/** The catalogue with these matters; lists of the most used and of everyday words name no others. */
export function withMatters(files: CatalogueFiles, matters: FiledMatter[]): CatalogueFiles {
  const known = new Set(matters.map(({ written }) => written.matterId));
  return {
    ...files,
    matters,
    mostUsed: files.mostUsed.filter((matterId) => known.has(matterId)),
    aliases: Object.fromEntries(Object.entries(files.aliases).filter(([matterId]) => known.has(matterId))),
  };
}

/** What a publication puts in force: what the files say where they say the same, laid over them where not. */
export function standingAfter(
  { versions }: Pick<PublicationRow, 'versions'>,
  published: ReadonlyMap<string, PublishedVersion>,
  { files, hashes }: Delivered,
): Standing {
  const inForce = new Map(versions.map((one) => [one.matterId, one] as const));
  const matters = new Map<string, Matter>();
  const laid = (filed: FiledMatter | undefined, { content, publishedAt }: PublishedVersion, hash: string) => {
    if (filed && hashes.get(content.matterId) === hash) return filed;
    const day = hangzhouDate(publishedAt);
    return filed ? overlaid(filed, { ...content }, files, day) : filedAnew(content, day);
  };
  const filedBefore = new Map(files.matters.map((filed) => [filed.written.matterId, filed] as const));
  const filed: FiledMatter[] = [];
  // In the order of the files; what no file has follows.
  const order = [...filedBefore.keys(), ...[...inForce.keys()].filter((matterId) => !filedBefore.has(matterId))];
  for (const matterId of order) {
    const one = inForce.get(matterId);
    if (!one) continue;
    const version = published.get(versionKey(one));
    if (!version) throw new Error(`version ${one.version} of ${matterId} is in force and not there`);
    matters.set(matterId, version.content);
    filed.push(laid(filedBefore.get(matterId), version, one.contentHash));
  }
  return {
    matters,
    hashes: new Map(versions.map(({ matterId, contentHash }) => [matterId, contentHash] as const)),
    files: withMatters(files, filed),
  };
}

/** The catalogue as one publication puts it in force. */
export interface Edition extends Standing, Pick<Finder, 'suggest'> {
  publication: PublicationRow;
  implementations: Implementations;
  search: Finder['search'];
  mostUsed: { readonly matters: readonly Matter[]; readonly ordered: number };
  phoneIndex: (query: MatterIndexQuery) => MatterIndex;
  batches: readonly Batch[];
  unlock: (query: UnlockQuery) => UnlockPlan;
}

/**
 * Builds an edition, in steps between which other requests have their turn.
 * @param ready whether first uses are made ready too, so that no request waits for them
 */
export async function buildEdition(
  publication: PublicationRow,
  published: ReadonlyMap<string, PublishedVersion>,
  delivered: Delivered,
  ready: boolean,
): Promise<Edition> {
  const { city, servicePoints, implementationsFile, levers } = delivered;
  const standing = standingAfter(publication, published, delivered);
  const { files } = standing;
  const weightOf = weightsOf(files);
  const byUse = [...standing.matters.values()].toSorted(
    (a, b) => weightOf(b.matterId) - weightOf(a.matterId) || (a.matterId < b.matterId ? -1 : 1),
  );
  await breathe();
  const ground: Ground = { matters: byUse, index: searchIndexOf(byUse, files, city), servicePoints };
  await breathe();
  if (ready) search(ground.index, byUse[0]?.name.zh ?? '', { limit: 1 });
  await breathe();
  const departments = Object.fromEntries(byUse.map(({ department: { code, name } }) => [code, name.zh] as const));
  const phoneIndex = phoneIndexOver(() => searchIndexOf(byUse, files, city, { english: false }), departments);
  if (ready) phoneIndex({});
  await breathe();
  const matterIds = byUse.map(({ matterId }) => matterId);
  const implementations = implementationsOver(
    await readImplementations(implementationsFile, matterIds),
    ground,
    (searched, matterOf) => searchIndexOf(searched, files, city, { matterOf }),
  );
  await breathe();
  const finder = finderOver(ground);
  return {
    ...standing,
    publication,
    implementations,
    suggest: finder.suggest,
    search: (query) =>
      query.division === undefined ? finder.search(query) : implementations.search(query, query.division),
    mostUsed: { matters: byUse, ordered: byUse.filter(({ matterId }) => weightOf(matterId) > 0).length },
    phoneIndex,
    batches: publicBatches(files),
    unlock: unlockOver(byUse, files, levers),
  };
}
