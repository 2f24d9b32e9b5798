// The files of a city: secrets readable by their owner only, each made once.
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const secret = 0o600;

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/** The file's text, or null where there is none. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

async function writeBeside(path: string, content: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: secret });
  return draft;
}

/** The file's text; made where there is none. Of two processes that make it at once, both read the first one's. */
export async function readOrMake(path: string, make: () => string | Promise<string>): Promise<string> {
  const there = await readIfThere(path);
  if (there !== null) return there;
  const draft = await writeBeside(path, await make());
  try {
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

/** Writes a file whole, over the one before. */
export async function replace(path: string, content: string): Promise<void> {
  await rename(await writeBeside(path, content), path);
}
