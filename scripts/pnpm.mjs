// The pinned pnpm: the one on this machine when its version is right, else fetched by npx. `node scripts/pnpm.mjs <arguments>`
import './node-version.mjs';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEntry, root, run } from './run.mjs';

/** `pnpm@x.y.z`, as pinned in package.json. */
export const pinned = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager;

/** Runs the pinned pnpm; options as of `run`. */
export async function pnpm(args, options) {
  // Asked from outside the project: inside it, another pnpm would fetch and answer for the pinned one.
  const installed = await run('pnpm', ['--version'], { cwd: tmpdir() });
  return installed.code === 0 && `pnpm@${installed.output.trim()}` === pinned
    ? run('pnpm', args, options)
    : run('npx', ['--yes', pinned, ...args], options);
}

if (isEntry(import.meta)) process.exitCode = (await pnpm(process.argv.slice(2), { stdio: 'inherit' })).code;
