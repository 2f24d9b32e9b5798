// The catalogue's tool: the table of its commands, and the command line that runs one.
import { batches } from './commands/batches.ts';
import { check } from './commands/check.ts';
import { type Command, Slip, type Surroundings } from './commands/command.ts';
import { diff } from './commands/diff.ts';
import { exportFile } from './commands/export.ts';
import { importFile } from './commands/import.ts';
import { proofs } from './commands/proofs.ts';
import { publish, revert } from './commands/publish.ts';
import { questions } from './commands/questions.ts';
import { rules } from './commands/rules.ts';
import { stats } from './commands/stats.ts';
import { unlock } from './commands/unlock.ts';
import { CatalogueError } from './load.ts';
import { TableError } from './tables.ts';

/** The commands by name, in the order of the usage. */
const commands: Readonly<Record<string, Command>> = {
  check,
  stats,
  rules,
  batches,
  proofs,
  questions,
  diff,
  unlock,
  import: importFile,
  export: exportFile,
  publish,
  revert,
};

const usage = [
  'npm run --silent catalogue -- COMMAND',
  '',
  ...Object.values(commands).flatMap((command) =>
    command.usage.map(([call, does], row) => `  ${`${row === 0 ? '' : '      '}${call}`.padEnd(28)}${does}`.trimEnd()),
  ),
].join('\n');

/** Runs a command line without the tool's own name. */
export async function run([name, ...args]: string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  if (name === undefined || name === '--help') {
    (name ? out : err)(usage);
    return name ? 0 : 2;
  }
  const command = commands[name];
  try {
    if (!command) throw new Slip(`There is no command ${name}.`);
    return await command.run(args, surroundings);
  } catch (error) {
    if (error instanceof CatalogueError || error instanceof TableError) {
      err(error.message);
      return 1;
    }
    const code = (error as { code?: string }).code ?? '';
    if (!(error instanceof Slip) && !code.startsWith('ERR_PARSE_ARGS')) throw error;
    err(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
}
