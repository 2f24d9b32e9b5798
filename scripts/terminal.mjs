// What the scripts say while they work: one line a step with its time, a live line on a terminal, plain lines in a log.
import { stripVTControlCharacters } from 'node:util';

const colours = process.stderr.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : String(text));

export const bold = paint('1');
export const dim = paint('2');
export const green = paint('38;5;72');
export const red = paint('38;5;167');
export const amber = paint('38;5;178');

/** A failure whose message is all the reader needs: printed as one sentence, never with a stack. */
export class Plain extends Error {}

/** `840 ms`, `12.3 s`, `2 min 05 s`. */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Writes one line to standard error; standard output is kept for results. */
export const say = (text = '') => void process.stderr.write(`${text}\n`);

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Starts a step. On a terminal its line lives until the step ends; elsewhere only the end is written.
 * `detail` shows what the step is at; `done`, `failed` and `skipped` end it with its time.
 */
export function begin(name) {
  const started = performance.now();
  const live = process.stderr.isTTY;
  let note = '';
  let frame = 0;
  const draw = () => {
    frame += 1;
    const line = `  ${green(frames[frame % frames.length])} ${name} ${dim(`${duration(performance.now() - started)} ${note}`)}`;
    const room = (process.stderr.columns ?? 100) - 1;
    process.stderr.write(`\r\u001b[2K${stripVTControlCharacters(line).length > room ? `  ${name}` : line}`);
  };
  const timer = live ? setInterval(draw, 100) : undefined;
  timer?.unref();
  const end = (mark, text) => {
    clearInterval(timer);
    const ms = performance.now() - started;
    if (live) process.stderr.write('\r\u001b[2K');
    say(`  ${mark} ${name.padEnd(46)} ${dim(duration(ms).padStart(9))}${text ? `  ${text}` : ''}`);
    return ms;
  };
  return {
    detail: (text) => {
      note = text;
    },
    done: (text) => end(green('✓'), text && dim(text)),
    failed: (text) => end(red('✗'), text && red(text)),
    skipped: (text) => end(amber('–'), amber(`skipped: ${text}`)),
  };
}

/** Runs `work` as a step; a failure ends the step's line and is thrown on. */
export async function step(name, work) {
  const line = begin(name);
  try {
    const result = await work(line);
    line.done(typeof result === 'string' ? result : '');
    return result;
  } catch (error) {
    line.failed();
    throw error;
  }
}

/** Runs a script's main function: a `Plain` failure is one sentence, any other keeps its stack; exit code 1 for both. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    say(error instanceof Plain ? `\n${red('✗')} ${error.message}` : `\n${error?.stack ?? error}`);
    process.exitCode = 1;
  }
}
