// What a command of `onetrip` is.

/** How a command ended: 0 as hoped, 1 not, 2 when it was called wrongly. */
export type ExitCode = 0 | 1 | 2;

/** What a command is given. */
export interface Call {
  /** Words after the command that are no options. */
  readonly words: readonly string[];
  /** Options that take a value, e.g. `--keys FILE`, by their names. */
  readonly options: Readonly<Record<string, string>>;
  /** Whether the result is for a program. */
  readonly json: boolean;
  /** Writes to standard output. */
  write(text: string): void;
  /** Writes to standard error. */
  warn(text: string): void;
}

/** One command. */
export interface Command {
  /** What follows its name, e.g. `FILE [--keys FILE]`. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** The options that take a value. */
  readonly options: readonly string[];
  /** @throws {UsageError} when it was called wrongly */
  run(call: Call): Promise<ExitCode>;
}

/** The command was called wrongly, or a file it needs cannot be read; the message is one sentence. */
export class UsageError extends Error {
  override name = 'UsageError';
}
