// The outbox's storage of servers and command lines: one file a filing, in a folder only its owner may read.
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutboxStorage } from './storage.ts';

const ending = '.json';

/**
 * Keeps filings in a folder, which it makes. A file is written beside its place, flushed to the disk, and then put in place
 * whole, so that a crash leaves the old or the new.
 * @param folder its path; what lies in it is plain text and names persons
 * @example
 * const outbox = createOutbox({ client, storage: fileStorage('/var/lib/counter/filings'), owner: citizenId });
 */
export function fileStorage(folder: string): OutboxStorage {
  const placeOf = (key: string) => join(folder, `${encodeURIComponent(key)}${ending}`);
  return {
    async keys() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
      return names.map((name) => decodeURIComponent(name.slice(0, -ending.length)));
    },
    get: (key) =>
      readFile(placeOf(key), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    async set(key, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const beside = `${placeOf(key)}.${process.pid}.part`;
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, placeOf(key));
    },
    remove: (key) => rm(placeOf(key), { force: true }),
  };
}
