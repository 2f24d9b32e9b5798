// The command `onetrip`: a table of commands, help, exit codes.
import { parseArgs } from 'node:util';
import { type Call, type Command, type ExitCode, UsageError } from './command.ts';
import { verify } from './verify.ts';

/** Every command by its name. */
const commands: Readonly<Record<string, Command>> = { verify };

const usage = [
  'onetrip COMMAND',
  '',
  ...Object.entries(commands).map(([name, command]) => `  ${name} ${command.usage}\n      ${command.summary}`),
  '',
  '  --json   the result for a program',
  '  --help   this',
  '',
].join('\n');

/** A command line taken apart. @throws {UsageError} */
function parse(
  name: string,
  command: Command,
  args: readonly string[],
): { words: string[]; options: Record<string, string>; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        ...Object.fromEntries(command.options.map((option) => [option, { type: 'string' as const }])),
      },
    });
    const { json = false, ...options } = values;
    return { words: positionals, options: options as Record<string, string>, json: json === true };
  } catch (error) {
    throw new UsageError(`onetrip ${name}: ${(error as Error).message}`);
  }
}

/**
 * Runs one command line.
 * @param args the words after `onetrip`
 * @returns the exit code; nothing is thrown for a command that was called wrongly
 */
export async function runCommand(args: readonly string[], out: Pick<Call, 'write' | 'warn'>): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  if (name === '' || name === 'help' || args.includes('--help')) {
    out.write(usage);
    return name === '' ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (!command) throw new UsageError(`There is no command ${name}.`);
    return await command.run({ ...parse(name, command, rest), ...out });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    out.warn(`${error.message}\n\n${usage}`);
    return 2;
  }
}
