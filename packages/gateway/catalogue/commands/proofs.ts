// `proofs`: the table of proofs (证明), which of them are abolished, and in which batch that was published.
import { parseArgs } from 'node:util';
import { figuresOn } from '../asOf.ts';
import { batchLists } from '../batches.ts';
import { loadCatalogue } from '../load.ts';
import { abolishedProofs } from '../progress.ts';
import { type Command, Slip, type Surroundings } from './command.ts';
import { padded } from './printing.ts';

/** One kind of proof as the table has it. */
interface ProofRow {
  id: string;
  name: string;
  /** How it usually ends today. */
  ending: string;
  /** Matters of 2018 that asked for it. */
  askedBy: number;
  abolished: boolean;
  /** The batch that lists it; null where none does. */
  batch: string | null;
}

function run(args: string[], { folder, out }: Surroundings): number {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, date: { type: 'string', default: figuresOn } },
  });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date)) throw new Slip('--date is a day, as in 2018-06-30.');
  const files = loadCatalogue(folder);
  const abolished = new Set(abolishedProofs(files, values.date));
  const lists = batchLists(files);
  const batches = new Map(
    files.batches
      .filter(({ kind }) => kind === 'papers')
      .flatMap(({ id }) => (lists.get(id) ?? []).map((paper) => [paper, id] as const)),
  );
  const asked = files.matters
    .filter(({ written }) => written.in2018)
    .map(({ written }) => new Set((written.materials ?? []).map(({ paper }) => paper)));
  const rows = files.papers
    .filter(({ paper }) => paper.proof)
    .map(
      ({ paper: { id, name, ending = 'provided' } }): ProofRow => ({
        id,
        name: name.zh,
        ending,
        askedBy: asked.filter((papers) => papers.has(id)).length,
        abolished: abolished.has(id),
        batch: batches.get(id) ?? null,
      }),
    );
  if (values.json) {
    out(JSON.stringify(rows, null, 2));
    return 0;
  }
  for (const { id, name, ending, askedBy, abolished: gone, batch } of rows) {
    const state = gone ? 'abolished' : 'asked';
    out(
      [padded(name, 48), padded(id, 32), padded(ending, 14), padded(state, 11), `${askedBy}`.padStart(3), batch ?? '']
        .join(' ')
        .trimEnd(),
    );
  }
  out(`${rows.length} kinds of proof, ${abolished.size} of them abolished by ${values.date}`);
  return 0;
}

/** Lists the table of proofs. */
export const proofs: Command = {
  usage: [
    ['proofs [--json]', 'the table of proofs: how each ends, whether it is abolished, how many matters asked for it'],
    ['[--date DAY]', `as it stood on a day; ${figuresOn} unless said`],
  ],
  run,
};
