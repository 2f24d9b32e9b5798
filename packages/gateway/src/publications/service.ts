// Publishing: changes are laid over what is in force, looked over by the linter, and appended in one transaction.
import { setImmediate } from 'node:timers/promises';
import type {
  LocalText,
  ProblemField,
  Publication,
  PublicationFinding,
  PublicationPreview,
  PublishedChange,
  RevertPublicationBody,
} from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { checking } from '../../catalogue/check.ts';
import { contentHashOf } from '../../catalogue/contentHash.ts';
import { type CatalogueFiles, type FiledMatter, resolveMatter } from '../../catalogue/load.ts';
import { filedAnew, formFault, mostSituations, overlaid, situationsOf } from '../../catalogue/overlay.ts';
import { inTurns } from '../../catalogue/steps.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { ProblemError } from '../http/problem.ts';
import { type Standing, withMatters } from '../matters/edition.ts';
import { weighing } from '../reform/effect.ts';
import type { PublicationRow } from './chain.ts';
import { wordsOf } from './files.ts';
import {
  changeOf,
  findPublication,
  findVersion,
  latestPublication,
  lockPublishing,
  publish,
  type Replacement,
  restore,
  showPublication,
} from './store.ts';

type Parts = Pick<Context, 'catalogue' | 'log' | 'now'>;

const refused = (field: string, zh: string, en: string, detail?: string) =>
  new ProblemError('invalid_request', {
    fields: [{ field, message: { zh, en } }],
    ...(detail === undefined ? {} : { detail }),
  });

/**
 * A change as it would stand in the catalogue; null: no longer there.
 * @throws ProblemError `invalid_request` for what cannot stand there
 */
function filedOf(
  { matterId, matter }: PublishedChange,
  field: string,
  files: CatalogueFiles,
  day: string,
): FiledMatter | null {
  const filed = files.matters.find(({ written }) => written.matterId === matterId);
  if (!matter) {
    if (!filed) throw refused(field, '目录中没有这个事项。', 'This matter is not in force.');
    return null;
  }
  if (matter.matterId !== matterId) throw refused(`${field}.matterId`, '事项编号不一致。', 'The two ids differ.');
  const { code } = matter.department;
  const isListed = files.departments.some((one) => one.code === code);
  if (!isListed || (filed && filed.department !== code)) {
    throw refused(`${field}.matter.department`, '部门不对。', 'This is not its department.');
  }
  if (situationsOf(matter) > mostSituations) {
    throw refused(
      `${field}.matter.questions`,
      `情形过多，最多 ${mostSituations} 种。`,
      `Too many situations; at most ${mostSituations}.`,
    );
  }
  const next = filed ? overlaid(filed, { ...matter }, files, day) : filedAnew(matter, day);
  const fault = formFault(next, files);
  if (fault !== undefined) {
    throw refused(`${field}.matter`, '不符合事项目录的格式。', 'It does not fit the catalogue’s form.', fault);
  }
  return next;
}

/** What changes come to over what is in force. */
interface Composed {
  files: CatalogueFiles;
  replacements: Replacement[];
  findings: PublicationFinding[];
}

/** @throws ProblemError `invalid_request` for a matter named twice, and for what cannot stand in the catalogue */
async function compose(
  { matters, hashes, files }: Standing,
  changes: readonly PublishedChange[],
  day: string,
): Promise<Composed> {
  const next = new Map(files.matters.map((filed) => [filed.written.matterId, filed] as const));
  const replacements: Replacement[] = [];
  const named = new Set<string>();
  for (const [index, change] of changes.entries()) {
    // There may be thousands: others are answered in between.
    await setImmediate();
    const { matterId } = change;
    const field = `changes.${index}`;
    if (named.has(matterId)) throw refused(`${field}.matterId`, '同一事项出现两次。', 'This matter is named twice.');
    named.add(matterId);
    const filed = filedOf(change, field, files, day);
    const after = filed ? resolveMatter(filed, files.departments) : undefined;
    if (after && contentHashOf(after) === hashes.get(matterId)) continue;
    if (filed) next.set(matterId, filed);
    else next.delete(matterId);
    const replacement = { matterId, before: matters.get(matterId), after };
    replacements.push({ ...replacement, words: wordsOf(replacement) });
  }
  const composed = withMatters(files, [...next.values()]);
  const changed = new Set(replacements.map(({ matterId }) => matterId));
  const found = await inTurns(checking(composed, (matterId) => changed.has(matterId)));
  return {
    files: composed,
    replacements,
    findings: found.map(({ matterId, rule, message }) => ({ matterId, rule, message })),
  };
}

/**
 * What changes would come to over what is in force: what the linter demands, what citizens notice, the figures that move.
 * @throws ProblemError `invalid_request` for what cannot stand in the catalogue
 */
export async function previewOf(context: Context, changes: readonly PublishedChange[]): Promise<PublicationPreview> {
  const { catalogue, database, now } = context;
  const latest = await latestPublication(database);
  if (!latest) throw new ProblemError('service_unavailable');
  const standing = await database.transaction((tx) => catalogue.standing(tx, latest));
  const { files, replacements, findings } = await compose(standing, changes, hangzhouDate(now()));
  return {
    base: latest.publicationId,
    findings,
    changes: replacements.map((one) => changeOf(one, null)),
    effect: await inTurns(weighing(standing.files, files, catalogue.levers.usage)),
  };
}

/** What is published, by whom and why. */
export interface NewPublication {
  /** The publication the changes were drawn up against; whichever is in force when absent. */
  base?: string;
  reason: string;
  changes: readonly PublishedChange[];
  officerId: string;
}

/** The publication in force, and nobody else publishes until the transaction ends. @throws ProblemError `publication_outdated` */
async function lockedLatest(tx: Transaction, base: string | undefined): Promise<PublicationRow> {
  await lockPublishing(tx);
  const latest = await latestPublication(tx);
  if (!latest || (base !== undefined && base !== latest.publicationId)) throw new ProblemError('publication_outdated');
  return latest;
}

/** A finding of the linter beside the change it concerns. */
function fieldOf({ matterId, rule, message }: PublicationFinding, changes: readonly PublishedChange[]): ProblemField {
  const index = changes.findIndex((one) => one.matterId === matterId);
  const said: LocalText = { zh: `规则 ${rule}：${matterId} ${message}`, en: `${rule}: ${matterId} ${message}` };
  return { field: index < 0 ? 'changes' : `changes.${index}`, message: said };
}

/**
 * Publishes changes in a transaction of the caller's. They are in force for everybody within a second of its commit; call
 * `catalogue.refresh` after it to see them here at once.
 * @throws ProblemError `publication_outdated`, `catalogue_faulty` with a field for each finding, `invalid_request` for what
 *   cannot stand in the catalogue or changes nothing
 */
export async function publishChanges(
  { catalogue, log, now }: Parts,
  tx: Transaction,
  { base, reason, changes, officerId }: NewPublication,
): Promise<Publication> {
  const latest = await lockedLatest(tx, base);
  const at = now();
  const { replacements, findings } = await compose(await catalogue.standing(tx, latest), changes, hangzhouDate(at));
  if (findings.length > 0) {
    throw new ProblemError('catalogue_faulty', { fields: findings.map((one) => fieldOf(one, changes)) });
  }
  if (replacements.length === 0) {
    throw refused('changes', '与现行目录相同，没有可公布的变化。', 'All of it is in force already.');
  }
  const row = await publish(tx, latest, replacements, { officerId, reason, reverts: null, filesHash: null }, at);
  log.info({ publication: row.number, officerId, matters: replacements.length }, 'catalogue published');
  return showPublication(tx, row);
}

/**
 * Puts back in force, version by version, what was in force after an earlier publication. The linter is not asked: it was
 * in force before, and whoever reverts is in a hurry.
 * @throws ProblemError `not_found`, `publication_outdated`, `invalid_request` when that is what is in force
 */
export async function revertTo(
  { log, now }: Parts,
  tx: Transaction,
  publicationId: string,
  { base, reason, officerId }: RevertPublicationBody & { officerId: string },
): Promise<Publication> {
  const latest = await lockedLatest(tx, base);
  const target = await findPublication(tx, publicationId);
  if (!target) throw new ProblemError('not_found');
  const was = new Map(latest.versions.map(({ matterId, version }) => [matterId, version] as const));
  const is = new Map(target.versions.map(({ matterId, version }) => [matterId, version] as const));
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
  if (differing.length === 0) throw refused('publicationId', '这就是现行的内容。', 'This is what is in force.');
  const guide = async (matterId: string, version: number | undefined) =>
    version === undefined ? undefined : findVersion(tx, matterId, version);
  const changes: Publication['changes'] = [];
  for (const matterId of differing) {
    const replacement = {
      matterId,
      before: await guide(matterId, was.get(matterId)),
      after: await guide(matterId, is.get(matterId)),
    };
    changes.push(changeOf({ ...replacement, words: wordsOf(replacement) }, is.get(matterId) ?? null));
  }
  const row = await restore(tx, latest, target, changes, { officerId, reason }, now());
  log.info({ publication: row.number, reverts: target.number, officerId }, 'catalogue reverted');
  return showPublication(tx, row);
}
