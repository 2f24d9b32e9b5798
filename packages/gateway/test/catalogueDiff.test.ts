// What a new version changes for citizens, in words of both languages.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { run } from '../catalogue/commands.ts';
import { diffCatalogues } from '../catalogue/diff.ts';
import { matter, smallCatalogue, smallFolder } from './support/smallCatalogue.ts';

const before = matter(1, { materials: [{ paper: 'kinshipProof', ending: 'provided', byLaw: '某法' }] });
const diff = (is: Record<string, unknown>, was = before) =>
  diffCatalogues(smallCatalogue({ matters: [was] }), smallCatalogue({ matters: [is] }));
const says = (is: Record<string, unknown>, was = before) => diff(is, was).flatMap(({ changes }) => changes);

describe('what changes', () => {
  test('nothing, where nothing does', () => {
    expect(diff(before)).toEqual([]);
  });

  test('a paper that need not be brought any more, by how it ends', () => {
    expect(says({ ...before, materials: [{ paper: 'kinshipProof' }] })).toEqual([
      { zh: '带身份证或市民卡即可办（一证通办）。', en: 'Nothing but the ID is needed now.' },
      {
        zh: '不用再带亲属关系证明：改由部门自行调查。',
        en: 'No need to bring Proof of kinship: the department finds out itself.',
      },
    ]);
  });

  test('and one that has to be brought again', () => {
    expect(says(before, { ...before, materials: [{ paper: 'kinshipProof' }] }).map(({ zh }) => zh)).toEqual([
      '不再是一证通办。',
      '须提供：亲属关系证明。',
    ]);
  });

  test.each<[Record<string, unknown>, string, string]>([
    [
      { promised: { count: 0, unit: 'workingDays' } },
      '承诺时限由5个工作日改为当场。',
      'Promised on the spot instead of 5 working days.',
    ],
    [{ channels: ['counter', 'phone', 'bank'] }, '新增办理渠道：银行网点。', 'Now also at a bank.'],
    [{ channels: ['counter'] }, '不再通过手机办理。', 'No longer on the phone.'],
    [{ handleArea: 'city' }, '办理范围改为全市任一窗口。', 'Handled at any counter of the city.'],
    [{ feeText: ['10元', '10 yuan'] }, '费用由“免费”改为“10元”。', 'Fee: 10 yuan instead of Free.'],
    [{ name: ['新名', 'New name'] }, '名称由“事项1”改为“新名”。', 'It was called “Matter 1”.'],
    [
      { questions: [{ id: 'q', text: ['住房？', 'A home?'], options: { a: '有', b: '无' } }] },
      '新问：住房？',
      'Now asked: A home?',
    ],
  ])('%j', (change, zh, en) => {
    expect(says({ ...before, ...change })).toEqual([{ zh, en }]);
  });

  test('a matter that is new, and one that is gone', () => {
    const changes = diffCatalogues(smallCatalogue({ matters: [before] }), smallCatalogue({ matters: [matter(2)] }));
    expect(changes.map(({ matterId, kind }) => [matterId, kind])).toEqual([
      ['HZ-MZ-001', 'gone'],
      ['HZ-MZ-002', 'new'],
    ]);
  });
});

describe('what is compared', () => {
  let folder: string;
  let remove: () => void;
  beforeEach(() => {
    ({ folder, remove } = smallFolder({ matters: [before] }));
  });
  afterEach(() => remove());

  const file = () => join(folder, 'departments/MZ.jsonc');
  const change = (from: string, to: string) => writeFileSync(file(), readFileSync(file(), 'utf8').replace(from, to));
  async function diffing(...args: string[]): Promise<{ code: number; lines: string[] }> {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    const code = await run(['diff', ...args, '--language', 'en'], { folder, out: say, err: say });
    return { code, lines };
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, stdio: 'pipe' });
  const commit = () => {
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'as it was');
  };
  const changed = {
    code: 0,
    lines: ['HZ-MZ-001 Matter 1', '  Promised on the spot instead of 5 working days.', '1 matter changes'],
  };

  test('this catalogue with a git revision of it', async () => {
    commit();
    change('"count": 5', '"count": 0');
    expect(await diffing('HEAD')).toEqual(changed);
  });

  test('a revision in an older format says so in one sentence', async () => {
    change('"theme"', '"topic"');
    commit();
    const { code, lines } = await diffing('HEAD');
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^HEAD has its catalogue in an older format, which is no longer read \(/),
    ]);
  });

  test('matters as they were published, out of a file', async () => {
    const published = join(folder, 'published.json');
    await run(['export', published, '--published'], { folder, out: () => {}, err: () => {} });
    expect((await diffing(published)).lines).toEqual(['0 matters change']);
    change('"count": 5', '"count": 0');
    expect(await diffing(published)).toEqual(changed);
    expect(await diffing(folder, published)).toMatchObject({ code: 0, lines: { length: 3 } });
  });

  test('a file of something else, or none, is refused', async () => {
    const other = join(folder, 'other.json');
    writeFileSync(other, '[{"matterId": 1}]');
    expect((await diffing(other)).lines[0]).toMatch(/is no list of published matters/);
    writeFileSync(other, '[');
    expect((await diffing(other)).lines[0]).toMatch(/is not JSON/);
    rmSync(other);
    expect(await diffing(other)).toMatchObject({ code: 2, lines: [expect.stringMatching(/^There is no file/)] });
  });
});
