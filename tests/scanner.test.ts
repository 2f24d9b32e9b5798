// The scanner finds what is planted, wherever and however it is written, and does not pass on having seen nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { found, scan } from '../scripts/scan.mjs';

const people = [{ name: '王小明', idNumber: '110105194912310038', mobile: '13900001234' }];
const clean = { log: '{"msg":"request done","id":"app_1234567890123456789"}', metrics: 'onetrip_requests 17' };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onetrip-scan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const emit = (name: string, emitted: Record<string, string>) =>
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ test: `tests/${name}.test.ts`, people, emitted }));
const command = () => {
  const script = new URL('../scripts/scan.mjs', import.meta.url).pathname;
  const { status, stderr } = spawnSync(process.execPath, [script, folder], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, said: stderr };
};

test.each([
  ['anybody’s number', 'GET /v1/x?q=11010519491231002X', 'an identity number'],
  ['in lower case', '11010519491231002x', 'an identity number'],
  ['in full-width digits', '１１０１０５１９４９１２３１００２Ｘ', 'an identity number'],
  ['a known number whose check fails', people[0]?.idNumber ?? '', 'an identity number'],
  ['a mobile', 'tel:13900001234', 'a mobile number'],
  ['a name', '"holder":"王小明"', 'a name'],
  ['a name in an address', '/v1/x?name=%E7%8E%8B%E5%B0%8F%E6%98%8E', 'a name'],
])('finds %s', (_what, text, kind) => {
  expect(found(`before ${text} after`, people)).toEqual([kind]);
});

test.each(['20260302091500123456', '1101**********002X', '110105200013310028', '1390000123'])(
  'lets %s pass',
  (text) => {
    expect(found(text, people)).toEqual([]);
  },
);

test('scans every system’s every source, and says how much it saw', () => {
  emit('one', clean);
  emit('two', clean);
  const bytes = Buffer.byteLength(clean.log) * 2;
  expect(scan(folder)).toMatchObject({ systems: 2, bySource: { log: bytes }, faults: [] });
  expect(command()).toEqual({ status: 0, said: expect.stringContaining('2 systems') });
});

test('names the test and the source of what was planted, never the thing', () => {
  emit('one', clean);
  emit('two', { ...clean, 'job payloads': '{"idNumber":"11010519491231002X"}' });
  const { status, said } = command();
  expect(status).toBe(1);
  expect(said).toContain('tests/two.test.ts: an identity number in job payloads');
  expect(said).not.toContain('11010519491231002X');
});

test('an empty folder is no proof', () => {
  expect(command()).toMatchObject({ status: 1, said: expect.stringContaining('nothing to scan') });
});
