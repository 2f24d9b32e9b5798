// Folders that are dear to make: made once for what they are made from, kept in `.cache`, and copied.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../scripts/freshness.mjs';

const cache = join(new URL('../../', import.meta.url).pathname, '.cache', 'made-once');

/**
 * Copies a folder that is made where it is not there yet.
 * @param name what it is called; one of each name is kept
 * @param inputs what it is made from, relative to the root
 * @param make fills an empty folder, and leaves nothing open
 */
export async function copyMadeOnce(
  name: string,
  inputs: readonly string[],
  to: string,
  make: (folder: string) => Promise<unknown>,
): Promise<void> {
  const kept = `${name}-${hashOf(inputs).slice(0, 16)}`;
  const template = join(cache, kept);
  if (!existsSync(template)) {
    mkdirSync(cache, { recursive: true });
    const making = mkdtempSync(join(cache, 'making-'));
    await make(making);
    try {
      renameSync(making, template);
    } catch (error) {
      // Another worker was first: what it made is as good.
      if (!existsSync(template)) throw error;
      rmSync(making, { recursive: true, force: true });
    }
    const former = readdirSync(cache).filter((one) => one.startsWith(`${name}-`) && one !== kept);
    for (const one of former) rmSync(join(cache, one), { recursive: true, force: true });
  }
  cpSync(template, to, { recursive: true });
}
