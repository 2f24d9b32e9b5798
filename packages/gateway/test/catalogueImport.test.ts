// Tables of other systems: national field names and codes in, every refused row reported, nothing changed when one is.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { run } from '../catalogue/commands.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { matter, smallFolder } from './support/smallCatalogue.ts';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = smallFolder({
    matters: [
      matter(1, {
        questions: [{ id: 'home', text: '住房', options: { owned: '自有', rented: '租赁' } }],
        materials: [{ paper: 'marriageCertificate' }, { paper: 'statement', when: { home: 'rented' } }],
        fees: [{ feeId: 'F01-1', quantity: 1 }],
        feeText: ['10元', '10 yuan'],
      }),
      matter(2, { consultPhone: '0571-88888888', effective: { from: '2018-06-30' } }),
    ],
  }));
});
afterEach(() => remove());

const department = () => readFileSync(join(folder, 'departments/MZ.jsonc'), 'utf8');
const written = (matterId: string) =>
  loadCatalogue(folder).matters.find((filed) => filed.written.matterId === matterId)?.written;

/** Runs the tool on the small catalogue. */
async function tool(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await run(args, { folder, out: (text) => lines.push(text), err: (text) => lines.push(text) });
  return { code, lines };
}

/** Imports rows written as CSV. */
async function importing(rows: Record<string, string>[], ...options: string[]) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  const file = join(folder, 'rows.csv');
  writeFileSync(file, table.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'));
  return tool('import', file, ...options);
}

/** What a new matter needs, in national terms. */
const fresh = {
  task_name: '收养登记',
  dept_name: '市民政局',
  task_type: '07',
  use_level: '4^5',
  anticipate_day: '30',
  anticipate_type: '1',
  promise_day: '15',
  promise_type: '1',
  project_type: '2',
  is_fee: '0',
  user_topic_type: '民政',
};

describe('there and back', () => {
  test.each(['csv', 'json', 'xlsx'])('%s: what was exported and is imported changes nothing', async (kind) => {
    const before = department();
    const file = join(folder, `matters.${kind}`);
    expect(await tool('export', file)).toEqual({ code: 0, lines: [`2 matters written to ${file}`] });
    const { code, lines } = await tool('import', file);
    expect({ code, lines }).toEqual({ code: 0, lines: ['0 changed, 0 added, 2 unchanged, 0 refused'] });
    expect(department()).toBe(before);
  });

  test('with the codes for yes and no reversed on both sides too, and with a difference where they are not', async () => {
    const file = join(folder, 'matters.csv');
    await tool('export', file, '--codes', 'reversed');
    expect((await tool('import', file, '--codes', 'reversed')).lines).toEqual([
      '0 changed, 0 added, 2 unchanged, 0 refused',
    ]);
    expect((await tool('import', file)).lines.at(0)).toBe('changed  HZ-MZ-001');
  });

  test('the fields are the national ones', async () => {
    const [first, second] = JSON.parse((await tool('export')).lines.join('\n'));
    // What is free has neither basis nor a flag of payment.
    expect(second).toMatchObject({ is_fee: '0', fee_basis: '', is_pay_online: '' });
    expect(first).toMatchObject({
      task_name: '事项1',
      catalog_code: '332001001000',
      task_type: '20',
      use_level: '4',
      project_type: '2',
      anticipate_day: '20',
      promise_day: '5',
      is_fee: '1',
      fee_basis: '发改价格〔2004〕2831号',
      is_pay_online: '1',
      limit_scene_num: '0',
      online_handle_depth: '4',
      materials: [
        { material_name: '结婚证', is_need: '1', source_type: '20' },
        { material_name: '个人声明', is_need: '2', source_type: '20' },
      ],
    });
  });
});

describe('a known matter', () => {
  test('is found by id, code or name, and changed only where a column says otherwise', async () => {
    for (const [key, days] of [
      [{ matter_id: 'HZ-MZ-001' }, '4'],
      [{ catalog_code: '332001001000' }, '3'],
      [{ task_name: '事项1', dept_code: 'MZ' }, '2'],
    ] as const) {
      const { code, lines } = await importing([{ ...key, promise_day: days, promise_type: '1' }]);
      expect({ code, lines }).toEqual({
        code: 0,
        lines: ['changed  HZ-MZ-001', '1 changed, 0 added, 0 unchanged, 0 refused'],
      });
      expect(written('HZ-MZ-001')?.promised.count).toBe(Number(days));
    }
    expect(written('HZ-MZ-001')?.name).toEqual({ zh: '事项1', en: 'Matter 1' });
    expect(written('HZ-MZ-001')?.materials).toHaveLength(2);
    expect(department()).toMatch(/^\/\/ 民政\n/);
  });

  test('its list of materials is decided in the file', async () => {
    const { code, lines } = await importing([{ matter_id: 'HZ-MZ-001', material_name: '介绍信', source_type: '10' }]);
    expect(code).toBe(1);
    expect(lines[0]).toBe('refused  row 2 事项1: 介绍信 is not in the list here; its ending is decided in the file');
  });
});

describe('a new matter', () => {
  test('gets the next number of its department, and a paper its usual ending', async () => {
    const { code, lines } = await importing([
      { ...fresh, material_name: '亲属关系证明', source_type: '20' },
      { material_name: '收养人声明', source_type: '10', material_by_law: '《收养法》第6条' },
      { material_name: '居民身份证' },
      { material_name: '收养登记表' },
    ]);
    expect({ code, lines }).toEqual({
      code: 0,
      lines: ['added    HZ-MZ-003', '0 changed, 1 added, 0 unchanged, 0 refused'],
    });
    expect(written('HZ-MZ-003')).toMatchObject({
      name: { zh: '收养登记' },
      type: 'confirmation',
      levels: ['district', 'street'],
      feeText: { zh: '免费' },
    });
    expect(written('HZ-MZ-003')?.materials?.map(({ kind, ending, byLaw }) => [kind, ending, byLaw])).toEqual([
      ['paper', 'investigated', undefined],
      ['paper', 'provided', '《收养法》第6条'],
      ['identity', undefined, undefined],
      ['form', undefined, undefined],
    ]);
  });
});

describe('refused, with the reason', () => {
  test.each<[Record<string, string>, string]>([
    [{ dept_name: '火星局' }, 'there is no such department (火星局)'],
    [{ task_type: '02' }, 'task_type: 02 is none of'],
    [{ use_level: '1' }, 'use_level: 1 is no level of a city'],
    [{ promise_day: 'soon' }, 'promise_day: soon is no number'],
    [{ project_type: '1' }, '即办件 is promised on the spot'],
    [{ is_fee: '1' }, 'charged, without fee_explain'],
    [{ limit_scene_num: '1' }, 'a visit needs a reason'],
    [{ limit_scene_num: '0', limit_scene_explain: '核验' }, 'a visit that is not needed'],
    [{ limit_scene_num: '1', limit_scene_explain: '核验', online_handle_depth: '4' }, 'Ⅳ means no visit'],
    [{ server_type: '2' }, 'not a matter for natural persons'],
    [{ task_state: '3' }, 'without plan_cancel_date'],
    [{ plan_effective_date: 'June' }, 'June is no date'],
    [{ catalog_code: '42' }, 'not 12 characters'],
    [{ task_code: '42' }, 'not 31 characters'],
    [{ user_topic_type: '' }, 'a new matter needs its theme'],
    [{ material_name: '收养人声明', source_type: '10' }, 'without the article that asks for it'],
    [{ material_name: '收养人声明', source_type: '20' }, 'no kind of paper is called so'],
    // Not a field, but what the linter says of the matter as a whole.
    [{ promise_day: '60' }, 'a longer term than the statutory one'],
    [{ dept_name: '', matter_id: 'HZ-MZ-009' }, 'no such department'],
    [{ task_name: '事项2', matter_id: 'HZ-MZ-009' }, '事项2 is there twice'],
    [{ link_way: '12345' }, 'has no area code'],
  ])('%j', async (cells, reason) => {
    const before = department();
    const { code, lines } = await importing([{ ...fresh, ...cells }]);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^refused {2}row 2 /);
    expect(lines.join('\n')).toContain(reason);
    expect(lines.at(-1)).toContain('Nothing was written');
    expect(department()).toBe(before);
  });

  test('one refused row keeps all others out, unless partial', async () => {
    const rows = [
      { matter_id: 'HZ-MZ-001', promise_day: '1', promise_type: '1' },
      { matter_id: 'HZ-MZ-002', promise_day: '99', promise_type: '1' },
    ];
    const before = department();
    expect((await importing(rows)).lines.at(-2)).toBe('1 changed, 0 added, 0 unchanged, 1 refused');
    expect(department()).toBe(before);
    const { code, lines } = await importing(rows, '--partial');
    expect([code, lines.at(-1)]).toEqual([1, '1 changed, 0 added, 0 unchanged, 1 refused']);
    expect([written('HZ-MZ-001')?.promised.count, written('HZ-MZ-002')?.promised.count]).toEqual([1, 5]);
  });

  test('a file that is no table', async () => {
    const file = join(folder, 'matters.json');
    writeFileSync(file, '{');
    expect((await tool('import', file)).code).toBe(1);
    expect((await tool('import', join(folder, 'departments/MZ.jsonc'))).lines[0]).toContain('neither .csv');
  });
});

test('a table in GB 18030 reads like one in UTF-8', async () => {
  const file = join(folder, 'gbk.csv');
  // matter_id,accept_address / HZ-MZ-001,杭州
  writeFileSync(
    file,
    Buffer.concat([Buffer.from('matter_id,accept_address\nHZ-MZ-001,'), Buffer.from([0xba, 0xbc, 0xd6, 0xdd])]),
  );
  expect((await tool('import', file)).code).toBe(0);
  expect(written('HZ-MZ-001')?.where).toBe('杭州');
});

describe('the command line', () => {
  test.each([
    [[], 2],
    [['--help'], 0],
    [['fly'], 2],
    [['check', '--loud'], 2],
    [['import'], 2],
    [['diff'], 2],
    [['diff', 'no-such-revision'], 2],
    [['export', '--codes', 'upside-down'], 2],
    [['check'], 0],
    [['stats'], 0],
    [['rules'], 0],
    [['batches'], 0],
    [['batches', 'no-such-batch'], 2],
    [['proofs'], 0],
    [['proofs', '--date', 'today'], 2],
    [['stats', '--date', 'today'], 2],
    [['check', '--rule', 'promisedLonger'], 0],
    [['check', '--rule', 'no-such-rule'], 2],
  ])('%j ends with %i', async (args, code) => {
    expect((await tool(...args)).code).toBe(code);
  });

  test('check names file, line and rule, also of files that cannot be read, and fails', async () => {
    writeFileSync(join(folder, 'departments/MZ.jsonc'), department().replace('"count": 5', '"count": 99'));
    const { code, lines } = await tool('check', 'MZ');
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^error {4}departments\/MZ\.jsonc:\d+ HZ-MZ-001 promisedLonger: /);
    const line = Number(/:(\d+) /.exec(lines[0] ?? '')?.[1]);
    expect(department().split('\n')[line - 1]).toContain('"promised"');

    writeFileSync(join(folder, 'departments/MZ.jsonc'), department().replace('"theme"', '"them"'));
    expect((await tool('check')).lines[0]).toMatch(/departments\/MZ\.jsonc:\d+ matters\/0 \(HZ-MZ-001\)/);
  });

  test('stats print the same figures as text and as JSON', async () => {
    const json = JSON.parse((await tool('stats', '--json')).lines.join('\n'));
    expect(json).toMatchObject({ matters: 2, idOnly: 1, materialItemsCut: 2, announced: { matters: 598 } });
    const text = (await tool('stats')).lines;
    expect(text.find((line) => line.includes('material items cut'))).toMatch(/ 2 +669 +-667 +2$/);
  });

  test('proofs say how each ends and whether it is abolished', async () => {
    const rows = JSON.parse((await tool('proofs', '--json')).lines.join('\n'));
    expect(rows.map(({ id, abolished, askedBy }: Record<string, unknown>) => [id, abolished, askedBy])).toEqual([
      ['kinshipProof', false, 0],
      ['employerLetter', false, 0],
    ]);
    expect((await tool('proofs')).lines.at(-1)).toBe('2 kinds of proof, 0 of them abolished by 2018-06-30');
  });

  test('warnings come as one line a rule, with what it demands and where; or one by one', async () => {
    const { lines } = await tool('check');
    const at = lines.findIndex((line) => line.includes('paperUnused'));
    expect(lines[at]).toMatch(/^warning +\d+ paperUnused: A kind of paper is asked by some matter$/);
    expect(lines[at + 1]).toContain('papers/proofs.jsonc 2');
    const one = (await tool('check', '--rule', 'paperUnused')).lines;
    expect(one[0]).toMatch(/^warning {2}papers\/[a-z]+\.jsonc:\d+ paperUnused: /);
  });

  test('diff of a folder with itself is empty', async () => {
    expect((await tool('diff', folder, '--language', 'en')).lines).toEqual(['0 matters change']);
    expect(JSON.parse((await tool('diff', folder, '--json')).lines.join(''))).toEqual([]);
  });
});
