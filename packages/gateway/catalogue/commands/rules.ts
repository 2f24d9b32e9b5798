// `rules`: what the linter demands.
import { allRules } from '../check.ts';
import type { Command, Surroundings } from './command.ts';

function run(_args: string[], { out }: Surroundings): number {
  for (const [name, { level, demands }] of Object.entries(allRules)) {
    out(`${level.padEnd(8)} ${name.padEnd(24)} ${demands}`);
  }
  return 0;
}

/** Lists the rules. */
export const rules: Command = {
  usage: [['rules', 'the rules check runs, and what each demands']],
  run,
};
