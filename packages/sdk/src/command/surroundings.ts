// The process as a command sees it: its streams, its environment, and whoever sits at the terminal.
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Surroundings } from './command.ts';

/** The surroundings of this process, and what ends its hold on standard input. */
export function surroundings(process: NodeJS.Process): Surroundings & { close(): void } {
  const { stdin, stdout, stderr, env } = process;
  let hidden = false;
  let lines: Interface | undefined;
  let arrived: AsyncIterator<string> | undefined;
  /** What is typed is echoed by the line editor, through here. */
  const echo = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      if (!hidden) stderr.write(chunk);
      done();
    },
  });
  return {
    env,
    write: (text) => void stdout.write(text),
    warn: (text) => void stderr.write(text),
    async readInput() {
      const parts: Uint8Array[] = [];
      for await (const part of stdin as AsyncIterable<Uint8Array>) parts.push(part);
      return Buffer.concat(parts);
    },
    async ask(question, options = {}) {
      lines ??= createInterface({ input: stdin, output: echo, terminal: stdin.isTTY === true });
      arrived ??= lines[Symbol.asyncIterator]();
      stderr.write(question);
      hidden = options.hidden === true;
      const { value, done } = await arrived.next();
      if (hidden) stderr.write('\n');
      hidden = false;
      if (done) throw new Error('Standard input has ended');
      return String(value);
    },
    close: () => lines?.close(),
  };
}
