// `batches`: what was published when.
import { parseArgs } from 'node:util';
import { batchLists } from '../batches.ts';
import { loadCatalogue } from '../load.ts';
import { type Command, Slip, type Surroundings } from './command.ts';
import { padded } from './printing.ts';

function run(args: string[], { folder, out }: Surroundings): number {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const files = loadCatalogue(folder);
  const [only] = positionals;
  if (only !== undefined && !files.batches.some(({ id }) => id === only)) throw new Slip(`There is no batch ${only}.`);
  const names = new Map([
    ...files.papers.map(({ paper }) => [paper.id, paper.name.zh] as const),
    ...files.matters.map(({ written }) => [written.matterId, written.name.zh] as const),
  ]);
  const lists = batchLists(files);
  for (const { id, name, publishedOn } of files.batches) {
    if (only !== undefined && only !== id) continue;
    const listed = lists.get(id) ?? [];
    out(`${id.padEnd(10)} ${publishedOn}  ${padded(name.zh, 36)}${listed.length}`);
    if (only !== undefined) for (const one of listed) out(`  ${one} ${names.get(one) ?? ''}`);
  }
  return 0;
}

/** Lists the batches, or what one of them lists. */
export const batches: Command = {
  usage: [['batches [ID]', 'what was published when; with an id, what that batch lists']],
  run,
};
