// The command `matters`: one query a line in, one JSON array of names a line out, in order, whatever is typed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = new URL('..', import.meta.url).pathname;
const command = (args: string[], input = '') =>
  spawnSync(process.execPath, ['scripts/matters.mjs', ...args], { cwd: root, input, encoding: 'utf8' });

test('answers line by line, ten names at most, and nothing else on standard output', () => {
  const queries = ['刚买了车怎么上牌照', '身份正', '', 'jzz', '红烧肉怎么做', '"; [', '余杭 居住证'];
  const { status, stdout } = command(['search', '--stdin', '--json'], `${queries.join('\n')}\n`);
  expect(status).toBe(0);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string[]);
  expect(answers).toHaveLength(queries.length);
  expect(answers[0]?.[0]).toBe('机动车注册登记（新车上牌）');
  expect(answers[1]?.[0]).toContain('身份证');
  expect(answers[2]).toHaveLength(10);
  expect(answers[3]?.[0]).toBe('浙江省居住证申领（IC卡式）');
  expect(answers[4]).toEqual([]);
  expect(answers[6]?.[0]).toBe('浙江省居住证申领（IC卡式）');
  for (const names of answers) expect(names.length).toBeLessThanOrEqual(10);
});

test('writes the phone’s index, at most 150 KB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-matters-'));
  try {
    const file = join(folder, 'new', 'index.json');
    expect(command(['index', file]).status).toBe(0);
    const text = readFileSync(file);
    expect(text.length).toBeLessThanOrEqual(150_000);
    expect(JSON.parse(text.toString('utf8')).matters).toHaveLength(668);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('says how it is used, when it is not', () => {
  const { status, stderr } = command(['serch', 'x']);
  expect(status).not.toBe(0);
  expect(stderr).toContain('search --stdin --json');
});
