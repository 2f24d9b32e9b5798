// `questions`: which yes/no question took the place of each abolished proof, and the share of those that have one.
import type { Source } from '@onetrip/shared/contract';
import { loadCatalogue } from '../load.ts';
import { proofQuestions, shareAsQuestions } from '../proofs.ts';
import type { Command, Surroundings } from './command.ts';
import { padded } from './printing.ts';

/** A question in the short form in which it is written. */
function written({ register, department, predicate = '', parameters = {} }: Source): string {
  const given = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return `${register}@${department}?${predicate}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
}

function run(_args: string[], { folder, out }: Surroundings): number {
  const files = loadCatalogue(folder);
  const all = proofQuestions(files);
  for (const { paper, name, source, why } of all) {
    out(`${padded(name.zh, 48)} ${padded(paper, 32)} ${source ? written(source) : `– ${why?.zh ?? ''}`}`.trimEnd());
  }
  const share = (shareAsQuestions(files) * 100).toFixed(1);
  out(`${all.length} kinds of proof abolished, ${share} % of them are a yes/no question to a register now`);
  return 0;
}

/** Lists the questions. */
export const questions: Command = {
  usage: [['questions', 'the yes/no question that took the place of each abolished proof, or why none can']],
  run,
};
