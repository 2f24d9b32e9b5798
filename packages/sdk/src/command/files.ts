// Files a command is given.
import { readFileSync } from 'node:fs';
import { UsageError } from './command.ts';

/** @throws {UsageError} when it cannot be read */
export function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new UsageError(`${path} cannot be read.`);
  }
}

/** @throws {UsageError} when the text is no JSON; `what` says where it stood */
export function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${what} is no JSON.`);
  }
}

/** The one word a command takes. @throws {UsageError} */
export function onlyWord(words: readonly string[], what: string): string {
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) throw new UsageError(`Which ${what}?`);
  return word;
}
