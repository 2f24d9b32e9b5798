// Publishes the catalogue's files at a start: first of all on an empty database, later only while no officer has published.
import type { Logger } from 'pino';
import { checkCatalogue } from '../../catalogue/check.ts';
import { diffMatters } from '../../catalogue/diff.ts';
import { CatalogueError, type CatalogueFiles } from '../../catalogue/load.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { sha256 } from '../database/protection.ts';
import { type Delivered, versionKey } from '../matters/edition.ts';
import type { PublicationRow } from './chain.ts';
import { latestOfFiles, latestPublication, lockPublishing, publish, type Replacement, versionsSince } from './store.ts';

const reason = '随服务交付的事项目录 The catalogue the service is delivered with';
/** How many matters a line of the log names. */
const mattersNamed = 10;
/** How many findings of the linter an error names. */
const findingsNamed = 5;

/** What the files would replace of what is in force. */
async function replacementsOf(
  tx: Transaction,
  latest: PublicationRow | undefined,
  { matters, hashes }: Delivered,
): Promise<Replacement[]> {
  const inForce = new Map((latest?.versions ?? []).map((one) => [one.matterId, one] as const));
  const contents = latest ? await versionsSince(tx, 0) : [];
  const published = new Map(contents.map(({ content }) => [versionKey(content), content] as const));
  const before = (matterId: string) => {
    const version = inForce.get(matterId);
    return version && published.get(versionKey(version));
  };
  const changed = matters
    .filter(({ matterId }) => inForce.get(matterId)?.contentHash !== hashes.get(matterId))
    .map((after): Omit<Replacement, 'words'> => ({ matterId: after.matterId, before: before(after.matterId), after }));
  const gone = [...inForce.keys()]
    .filter((matterId) => !hashes.has(matterId))
    .map((matterId): Omit<Replacement, 'words'> => ({ matterId, before: before(matterId), after: undefined }));
  return [...changed, ...gone].map((one) => ({ ...one, words: wordsOf(one) }));
}

/** What citizens notice of a replacement. */
export const wordsOf = ({ before, after }: Pick<Replacement, 'before' | 'after'>): Replacement['words'] =>
  diffMatters(before ? [before] : [], after ? [after] : [])[0]?.changes ?? [];

/** @throws CatalogueError when the linter finds something to mend */
function refuseFaults(files: CatalogueFiles): void {
  const findings = checkCatalogue(files);
  if (findings.length === 0) return;
  const named = findings
    .slice(0, findingsNamed)
    .map(({ file, matterId, message }) => `${file} ${matterId}: ${message}`);
  throw new CatalogueError(`The catalogue has ${findings.length} faults: ${named.join('; ')}`);
}

/**
 * Publishes the files where that is due.
 * @returns the publication in force
 * @throws CatalogueError when it is due and the linter finds something to mend
 */
export function publishFiles(
  database: Database,
  delivered: Delivered,
  now: Date,
  log: Logger | undefined,
): Promise<PublicationRow> {
  const filesHash = sha256(
    [...delivered.hashes]
      .map((one) => one.join(' '))
      .sort()
      .join('\n'),
  );
  return database.transaction(async (tx) => {
    await lockPublishing(tx);
    const latest = await latestPublication(tx);
    const ofFiles = latest && (await latestOfFiles(tx));
    if (latest && ofFiles?.filesHash === filesHash) return latest;
    const replacements = await replacementsOf(tx, latest, delivered);
    if (latest && latest.number !== ofFiles?.number) {
      const differing = replacements.map(({ matterId }) => matterId);
      if (differing.length > 0) {
        const named = differing.slice(0, mattersNamed).join(', ');
        log?.warn(
          { matters: differing.length },
          `the catalogue’s files differ from what officers have published (${named}${differing.length > mattersNamed ? ', …' : ''}); to publish them: npm run --silent catalogue -- publish --gateway URL --reason TEXT`,
        );
      }
      return latest;
    }
    refuseFaults(delivered.files);
    return publish(tx, latest, replacements, { officerId: null, reason, reverts: null, filesHash }, now);
  });
}
