// `publish` and `revert`: the catalogue's files into a running service, and an earlier state back.
import { parseArgs } from 'node:util';
import type { Publication, PublicationChange, PublicationPreview, PublishedChange } from '@onetrip/shared/contract';
import { contentHashOf } from '../contentHash.ts';
import { mattersOf } from '../diff.ts';
import { loadCatalogue } from '../load.ts';
import { type Command, Slip, type Surroundings } from './command.ts';
import { type OfficerDoor, openDoor, Refused, tokenVariable, usualRedirect } from './officerDoor.ts';

const options = {
  gateway: { type: 'string' },
  reason: { type: 'string' },
  redirect: { type: 'string', default: usualRedirect },
  preview: { type: 'boolean', default: false },
} as const;

/** Does something with the service; what it refuses is printed. */
async function atDoor(
  args: string[],
  surroundings: Surroundings,
  work: (door: OfficerDoor, reason: string, given: { positionals: string[]; preview: boolean }) => Promise<number>,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const { gateway, reason = '', redirect, preview } = values;
  if (!gateway || !URL.canParse(gateway)) throw new Slip('--gateway names the service, e.g. http://127.0.0.1:7400.');
  if (!preview && reason.trim() === '') throw new Slip('--reason says why; it is kept with the publication.');
  try {
    return await work(await openDoor(gateway, redirect, surroundings), reason, { positionals, preview });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    surroundings.err(error.message);
    return 1;
  }
}

/** The publication in force. */
async function inForce(door: OfficerDoor): Promise<Publication> {
  for await (const { publicationId } of door.publications()) {
    return door.ask<Publication>('publications.get', { params: { publicationId } });
  }
  throw new Slip('The service has no catalogue yet.');
}

/** What the files would change of what is in force. */
function changesOf(folder: string, { versions }: Publication): PublishedChange[] {
  const matters = mattersOf(loadCatalogue(folder));
  const hashes = new Map(versions.map(({ matterId, contentHash }) => [matterId, contentHash] as const));
  const filed = new Set(matters.map(({ matterId }) => matterId));
  return [
    ...matters
      .filter((matter) => contentHashOf(matter) !== hashes.get(matter.matterId))
      .map((matter) => ({ matterId: matter.matterId, matter })),
    ...[...hashes.keys()].filter((id) => !filed.has(id)).map((matterId) => ({ matterId, matter: null })),
  ];
}

function printChanges(changes: readonly PublicationChange[], { out }: Surroundings): void {
  for (const { matterId, name, words } of changes) {
    out(`${matterId} ${name.zh}`);
    for (const { zh } of words.length > 0 ? words : [{ zh: '办事人看不出变化。' }]) out(`  ${zh}`);
  }
}

const runPublish = (args: string[], surroundings: Surroundings): Promise<number> =>
  atDoor(args, surroundings, async (door, reason, { preview }) => {
    const { out, folder } = surroundings;
    const before = await inForce(door);
    const changes = changesOf(folder, before);
    if (changes.length === 0) {
      out(`与现行目录（第${before.number}次公布）相同，没有可公布的变化。`);
      return 0;
    }
    const shown = await door.ask<PublicationPreview>('publications.preview', { body: { changes } });
    printChanges(shown.changes, surroundings);
    for (const { zh } of shown.effect.words) out(zh);
    for (const { matterId, rule, message } of shown.findings) out(`error    ${matterId} ${rule}: ${message}`);
    if (preview || shown.findings.length > 0) return shown.findings.length > 0 ? 1 : 0;
    const body = { base: before.publicationId, reason, changes };
    const { number } = await door.ask<Publication>('publications.create', { body });
    out(`第${number}次公布，${shown.changes.length}个事项有变化。`);
    return 0;
  });

const runRevert = (args: string[], surroundings: Surroundings): Promise<number> =>
  atDoor(args, surroundings, async (door, reason, { positionals, preview }) => {
    const [wanted = ''] = positionals;
    if (!/^[1-9]\d*$/.test(wanted) || preview) throw new Slip('revert takes the number of a publication.');
    let base: string | undefined;
    for await (const { publicationId, number } of door.publications()) {
      base ??= publicationId;
      if (number !== Number(wanted)) continue;
      const reverted = await door.ask<Publication>('publications.revert', {
        params: { publicationId },
        body: { base, reason },
      });
      printChanges(reverted.changes, surroundings);
      surroundings.out(`第${reverted.number}次公布：恢复到第${wanted}次公布之后的内容。`);
      return 0;
    }
    throw new Slip(`There is no publication ${wanted}.`);
  });

/** Publishes the files. */
export const publish: Command = {
  usage: [
    ['publish --gateway URL', 'publishes these files into a running service; what changes is printed in words first'],
    ['--reason TEXT', `signed in by ${tokenVariable}, or by a link that is printed`],
    ['[--preview]', 'only prints what would change'],
    ['[--redirect URL]', `where signing in comes back to; ${usualRedirect} unless named`],
  ],
  run: runPublish,
};

/** Puts an earlier state back. */
export const revert: Command = {
  usage: [
    ['revert NUMBER', 'puts back in force what was after that publication'],
    ['--gateway URL --reason TEXT', ''],
  ],
  run: runRevert,
};
