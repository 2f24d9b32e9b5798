// The folder a development system keeps everything in: ours alone (a marker), held by one process at a time (a lock).
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Plain } from './terminal.mjs';

const marker = '.onetrip-data';
const holderFile = '.held-by';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/**
 * Takes the folder for this process, creating it where missing; `reset` empties it first.
 * A dead holder's lock is taken over. Throws `Plain` when the folder is not ours or held by another.
 * @returns {{ folder: string, release: () => void }}
 */
export function takeFolder(path, { reset = false } = {}) {
  const folder = resolve(path);
  const others = existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, marker));
  if (others) {
    throw new Plain(
      `${folder} holds files that are not OneTrip's, so it is neither used nor emptied; name an empty or new folder with --data.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, marker),
    'The data of a OneTrip development system. `npm start -- --reset` empties this folder.\n',
  );
  const lock = join(folder, holderFile);
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Plain(`${folder} cannot be written: ${error.message}`);
      const holder = Number(readFileSync(lock, 'utf8'));
      if (holder > 0 && holder !== process.pid && isAlive(holder)) {
        throw new Plain(
          `${folder} is in use by process ${holder}; stop that one first, or name another folder with --data.`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
  if (reset) {
    for (const name of readdirSync(folder)) {
      if (name !== marker && name !== holderFile) rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
  return { folder, release: () => rmSync(lock, { force: true }) };
}
