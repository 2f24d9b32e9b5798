// Who holds the data folder: PGlite takes no lock of its own, and two processes on one folder lose rows.
import { randomBytes } from 'node:crypto';
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError } from '../config/index.ts';

interface Holder {
  pid: number;
  /** When the process with that pid started, in the system's own ticks: tells it from a later one with the same pid. */
  startedAt: string | null;
  token: string;
}

const heldHere = new Set<string>();

/**
 * Takes the folder for this process; a dead holder's lock is taken over.
 * @returns releases it
 * @throws ConfigError naming the process that holds it
 */
export async function holdFolder(folder: string): Promise<() => void> {
  const path = join(resolve(folder), 'gateway.lock');
  const holder = readHolder(path);
  if (heldHere.has(path) || (holder && isAlive(holder))) throw held(folder, holder?.pid ?? process.pid);
  if (holder) unlinkSync(path);
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid), token: randomBytes(16).toString('hex') };
  try {
    writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw held(folder, readHolder(path)?.pid);
  }
  heldHere.add(path);
  // Two processes may have found the same dead holder at once; the one whose lock was replaced gives way.
  await wait(holder ? 200 : 0);
  const now = readHolder(path);
  if (now?.token !== mine.token) {
    heldHere.delete(path);
    throw held(folder, now?.pid);
  }
  const release = () => {
    if (!heldHere.delete(path)) return;
    process.off('exit', release);
    if (readHolder(path)?.token === mine.token) unlinkSync(path);
  };
  process.on('exit', release);
  return release;
}

const held = (folder: string, pid: number | undefined) =>
  new ConfigError(
    `The data folder ${folder} is held by another gateway${pid ? ` (process ${pid})` : ''}; stop it, or name another folder.`,
  );

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    // Half written by a process that died: nobody holds it.
    return { pid: 0, startedAt: null, token: '' };
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  // Not held here, yet our pid: an earlier process had it, as the first process of every container has.
  if (pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = startOf(pid);
  return startedAt === null || started === null || started === startedAt;
}

/** Start of a process, from Linux's /proc; null elsewhere. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
