// A file of the catalogue that does not fit its format is refused, with the place named.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCatalogue } from '../catalogue/load.ts';
import { catalogueFolder } from '../src/matters/service.ts';

/** What reviewers check of values that are computed here, so that nobody can write them wrong: 即办, 到场次数, 一证通办, 网上办理深度, 服务对象, 网上支付. */
const computed = ['immediate', 'visits', 'idOnly', 'onlineDepth', 'serverType', 'payOnline'];

describe('a file that does not fit the format', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onetrip-catalogue-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The message the loader refuses a changed copy with. */
  function refusal(file: string, change: (text: string) => string): string {
    cpSync(catalogueFolder, folder, { recursive: true });
    const path = join(folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    try {
      loadCatalogue(folder);
    } catch (error) {
      return (error as Error).message;
    }
    return 'accepted';
  }

  test('is refused with the matter and the place named', () => {
    const message = refusal('departments/GA.jsonc', (text) => text.replace('"kind": "paper"', '"kind": "papyrus"'));
    expect(message).toMatch(/^departments\/GA\.jsonc:\d+ matters\/0 \(HZ-GA-001\)\/materials\/0\/kind /);
  });

  test.each(computed)('%s is computed, and cannot be written', (key) => {
    const message = refusal('departments/QX.jsonc', (text) => text.replace('"matterId"', `"${key}": 0, "matterId"`));
    expect(message).toMatch(/^departments\/QX\.jsonc:\d+ matters\/0 .* is not known here/);
    expect(message).toContain(key);
  });

  test('a misspelt key is not silently ignored', () => {
    const message = refusal('departments/JJ.jsonc', (text) => text.replace('"online": true', '"onlin": true'));
    expect(message).toMatch(/^departments\/JJ\.jsonc:\d+ matters\/0 \(HZ-JJ-001\)/);
  });

  test('half a file is no JSON, and says so', () => {
    expect(refusal('fees.json', (text) => text.slice(0, 100))).toMatch(/^fees\.json:\d+ is not JSON/);
  });

  test('a department’s file stands under its code', () => {
    const message = refusal('departments/QX.jsonc', (text) => text.replace('"department": "QX"', '"department": "QT"'));
    expect(message).toBe('departments/QX.jsonc says it is of department QT.');
  });

  test('and is called the same in both places', () => {
    const message = refusal('departments/QX.jsonc', (text) => text.replace('市气象局', '气象台'));
    expect(message).toBe('departments/QX.jsonc calls the department 气象台, departments.json 市气象局.');
  });
});
