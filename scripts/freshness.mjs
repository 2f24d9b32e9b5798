// Whether something built is still fresh: a hash over its inputs, kept in `.cache/`.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './run.mjs';

const ignored = new Set(['node_modules', 'dist', 'test']);

function* files(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) yield path;
  else
    for (const name of readdirSync(path).sort()) {
      // What begins with a dot is some tool's own.
      if (!ignored.has(name) && !name.startsWith('.')) yield* files(join(path, name));
    }
}

/** SHA-256 over names and contents of all files below `inputs` (relative to the root); tests and outputs left out. */
export function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of files(join(root, input)))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

const stampOf = (name) => join(root, '.cache', 'build', `${name}.sha256`);

/** Whether `outputs` exist and were built from exactly `inputs`. */
export function isFresh({ name, inputs, outputs }) {
  const stamp = stampOf(name);
  return (
    outputs.every((file) => existsSync(join(root, file))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hashOf(inputs)
  );
}

/** Remembers the inputs' hash after a build. Take `hash` before building, so a change made meanwhile is not missed. */
export function remember(name, hash) {
  mkdirSync(join(root, '.cache', 'build'), { recursive: true });
  writeFileSync(stampOf(name), hash);
}
