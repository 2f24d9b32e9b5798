// What a command of the tool is.
/** Where the tool reads and writes. */
export interface Surroundings {
  /** The catalogue's folder. */
  folder: string;
  out: (text: string) => void;
  err: (text: string) => void;
}

/** A command of the tool. */
export interface Command {
  /** How it is called and what it does, as it stands in the usage: a row for the call, with what it does beside it. */
  usage: readonly (readonly [call: string, does: string])[];
  /** @returns the exit code: 0 well, 1 something is to be mended or was refused, 2 a slip in the command line */
  run: (args: string[], surroundings: Surroundings) => number | Promise<number>;
}

/** A slip in the command line: the message and the usage are printed. */
export class Slip extends Error {}
