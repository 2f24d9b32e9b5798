// What a command of `onetrip` is.
import type { Client } from '../client.ts';
import type { Language } from '../core/errors.ts';

/**
 * How a command ended. 0: as hoped; 1: not – refused, not genuine, rejected; 2: it was called wrongly; 3: the service
 * cannot be reached now, the same command may succeed later; 4: sign in first.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** The world outside: what a process gives. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output. */
  write(text: string): void;
  /** Writes to standard error. */
  warn(text: string): void;
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
  /** Asks a person and reads one line; what is hidden is not shown while it is typed. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string>;
}

/** What a command is given. */
export interface Call extends Surroundings {
  /** Words after the command that are no options. */
  readonly words: readonly string[];
  /** Options that take a value, e.g. `--keys FILE`, by their names. */
  readonly options: Readonly<Record<string, string>>;
  /** Options without a value that were given. */
  readonly flags: ReadonlySet<string>;
  /** Whether the result is for a program. */
  readonly json: boolean;
  /** What people are told in. */
  readonly language: Language;
  /** Where the service answers. @throws {UsageError} when nobody said */
  baseUrl(): string;
  /** A client of the service, signed in where somebody has signed in. @throws {UsageError} */
  client(): Client;
  /** Tells a program the value, or people the lines. */
  tell(value: unknown, lines: readonly string[]): void;
}

/** One command. */
export interface Command {
  /** What follows its name, e.g. `FILE [--keys FILE]`. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** The options that take a value. */
  readonly options: readonly string[];
  /** The options without one. */
  readonly flags?: readonly string[];
  /** @throws {UsageError} when it was called wrongly */
  run(call: Call): Promise<ExitCode>;
}

/** The command was called wrongly, or a file it needs cannot be read; the message is one sentence. */
export class UsageError extends Error {
  override name = 'UsageError';
}
