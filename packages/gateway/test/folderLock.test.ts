// One process holds the data folder; the next is told who, and a dead one's lock is taken over.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { holdFolder } from '../src/database/folderLock.ts';

let folder: string;
const lock = () => join(folder, 'gateway.lock');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onetrip-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('held once, and free again after it was let go', async () => {
  const release = await holdFolder(folder);
  await expect(holdFolder(folder)).rejects.toThrow(/is held by another gateway/);
  release();
  expect(existsSync(lock())).toBe(false);
  (await holdFolder(folder))();
});

test('a living holder is named', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  try {
    writeFileSync(lock(), JSON.stringify({ pid: other.pid, startedAt: null, token: 'other' }));
    await expect(holdFolder(folder)).rejects.toThrow(`(process ${other.pid})`);
  } finally {
    other.kill();
  }
});

test.each([
  ['of a process that ended', { pid: 2 ** 22 - 3, startedAt: '1', token: 'dead' }],
  ['of an earlier process with our own pid, as in a container', { pid: process.pid, startedAt: '1', token: 'dead' }],
  ['of an earlier process with another’s pid', { pid: process.ppid, startedAt: 'long ago', token: 'dead' }],
])('a lock %s is taken over', async (_whose, left) => {
  writeFileSync(lock(), JSON.stringify(left));
  (await holdFolder(folder))();
});

test('a lock half written by a process that died is taken over', async () => {
  writeFileSync(lock(), '{"pid": 1');
  (await holdFolder(folder))();
});

test('of two that find the same dead holder one gives way', async () => {
  writeFileSync(lock(), JSON.stringify({ pid: 2 ** 22 - 3, startedAt: '1', token: 'dead' }));
  const outcomes = await Promise.allSettled([holdFolder(folder), holdFolder(folder)]);
  const held = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(held).toHaveLength(1);
  for (const release of held) release();
});
