// The linter: each way a catalogue goes wrong is found, with file and matter named; nothing else is.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkCatalogue, type Finding } from '../catalogue/check.ts';
import type { CatalogueMatter } from '../catalogue/format.ts';
import { type CatalogueFiles, loadCatalogue } from '../catalogue/load.ts';
import { catalogueFolder } from '../src/matters/service.ts';

const files = loadCatalogue(catalogueFolder);

/** What the linter says once one matter has been changed. */
function after(matterId: string, change: (matter: CatalogueMatter) => void): Finding[] {
  const changed: CatalogueFiles = { ...files, matters: structuredClone(files.matters) };
  const filed = changed.matters.find(({ written }) => written.matterId === matterId);
  if (!filed) throw new Error(`no matter ${matterId}`);
  change(filed.written);
  // An alias of a matter that has just lost its id would be one finding more.
  const { [matterId]: _alias, ...aliases } = files.aliases;
  return checkCatalogue({ ...changed, aliases });
}

/** A material of a matter, to be changed. */
function material(matter: CatalogueMatter, id: string) {
  const found = matter.materials?.find((one) => one.id === id);
  if (!found) throw new Error(`no material ${id}`);
  return found;
}

const cases: [rule: string, matterId: string, change: (matter: CatalogueMatter) => void, message: string][] = [
  ['paperWithoutEnding', 'HZ-GA-041', (m) => delete material(m, 'photo').ending, 'photo'],
  ['endingOfNoPaper', 'HZ-JJ-026', (m) => (material(m, 'driver').ending = 'shared'), 'driver'],
  ['sharedWithoutSource', 'HZ-GA-041', (m) => delete material(m, 'photo').source, 'photo'],
  ['recordWithoutSource', 'HZ-JJ-026', (m) => delete material(m, 'inForce').source, 'inForce'],
  ['providedWithoutBasis', 'HZ-JJ-025', (m) => delete material(m, 'oldLicence').byLaw, 'oldLicence'],
  ['commitmentWithoutText', 'HZ-JJ-026', (m) => delete material(m, 'loss').commitment, 'loss'],
  ['commitmentWithoutText', 'HZ-GA-041', (m) => delete material(m, 'lease').commitment, 'lease'],
  ['cancelledWithoutReason', 'HZ-RS-008', (m) => delete material(m, 'employerLetter').reason, 'employerLetter'],
  ['investigatedByNobody', 'HZ-TJ-005', (m) => delete material(m, 'kinship').owner, 'kinship'],
  ['afterWithoutStep', 'HZ-CG-001', (m) => delete material(m, 'neighbourhood').step, 'neighbourhood'],
  ['promisedLonger', 'HZ-GA-002', (m) => (m.promised.count = 31), 'longer'],
  ['feeUnknown', 'HZ-JJ-025', (m) => m.fees?.push({ feeId: 'F99-1', quantity: 1 }), 'F99-1'],
  ['onlineIncomplete', 'HZ-JJ-026', (m) => m.fees?.push({ feeId: 'F08-2', quantity: 1 }), 'cannot be charged'],
  ['onlineIncomplete', 'HZ-GA-002', (m) => (m.online = true), 'without materials'],
  ['onlineIncomplete', 'HZ-GA-041', (m) => delete material(m, 'photo').name.en, 'no English'],
  ['repeatedId', 'HZ-TJ-005', (m) => (material(m, 'need').id = 'kinship'), 'kinship'],
  ['repeatedName', 'HZ-GA-035', (m) => (m.name.zh = '居民身份证补领'), 'twice'],
  ['repeatedMatter', 'HZ-QX-001', (m) => (m.matterId = 'HZ-QX-002'), 'twice'],
  ['departmentOfId', 'HZ-QX-001', (m) => (m.matterId = 'HZ-JJ-902'), 'QX'],
  ['sourceUnknown', 'HZ-GA-041', (m) => (material(m, 'photo').source = { ...source(m), fields: ['face'] }), 'face'],
  [
    'sourceUnknown',
    'HZ-GA-041',
    (m) => (material(m, 'photo').source = { ...source(m), fields: [], predicate: 'pretty' }),
    'pretty',
  ],
  ['sourceUnknown', 'HZ-GA-041', (m) => (material(m, 'photo').source = { ...source(m), department: 'SW' }), 'SW'],
  ['sourceUnknown', 'HZ-GA-041', (m) => (material(m, 'photo').source = { ...source(m), fields: [] }), 'either'],
  ['condition', 'HZ-JJ-001', (m) => (material(m, 'quota').when = { question: 'colour', in: ['red'] }), 'quota'],
  ['condition', 'HZ-JJ-001', (m) => (material(m, 'quota').when = { question: 'energy', in: ['steam'] }), 'steam'],
  [
    'condition',
    'HZ-GA-041',
    (m) =>
      (material(m, 'lease').when = {
        all: [
          { question: 'basis', in: ['study'] },
          { question: 'home', in: ['rented'] },
        ],
      }),
    'never reached',
  ],
  [
    'condition',
    'HZ-GA-041',
    (m) => {
      const [basis] = m.questions ?? [];
      if (basis) basis.when = { question: 'home', in: ['owned'] };
    },
    'not asked before',
  ],
];

const source = (matter: CatalogueMatter) => {
  const found = material(matter, 'photo').source;
  if (!found) throw new Error('the photo has no source');
  return found;
};

const unresolved: [from: string, message: string][] = [
  ['citizen.idNumber', 'not printed'],
  ['form.colour', 'not in the form'],
  ['evidence.insurance.policyNumber', 'not fetched'],
  ['evidence.quota.quotaNumber', 'not fetched'],
  ['application.price', 'not known'],
  ['case.permitNumber', 'on the spot'],
  ['weather.today', 'unknown origin'],
];

describe('the linter', () => {
  test.each(cases)('finds %s in %s', (rule, matterId, change, message) => {
    const findings = after(matterId, change);
    expect(findings).toContainEqual({
      rule,
      file: expect.stringMatching(/^departments\/[A-Z]+\.json$/),
      matterId: expect.stringContaining('HZ-'),
      message: expect.stringContaining(message),
    });
    expect(new Set(findings.map((finding) => finding.rule))).toEqual(new Set([rule]));
  });

  test.each(unresolved)('finds that a result cannot be printed from %s', (from, message) => {
    const findings = after('HZ-JJ-001', ({ results }) => {
      const field = results?.[0]?.fields[0];
      if (field) field.from = from;
    });
    expect(findings).toEqual([
      {
        rule: 'resultUnresolved',
        file: 'departments/JJ.json',
        matterId: 'HZ-JJ-001',
        message: expect.stringContaining(message),
      },
    ]);
  });

  test('a result may not rest on what is fetched in some situations only', () => {
    const findings = after('HZ-GA-041', (matter) => {
      const lease = material(matter, 'lease');
      lease.source = { register: 'housing', department: 'FG', label: { zh: '租赁备案库' }, fields: ['address'] };
      const field = matter.results?.[0]?.fields[0];
      if (field) field.from = 'evidence.lease.address';
    });
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('every situation')]);
  });

  test('a vocabulary that names a matter nobody has', () => {
    expect(checkCatalogue({ ...files, mostUsed: ['HZ-GA-999'] })).toEqual([
      { rule: 'matterUnknown', file: 'vocabulary.json', matterId: 'HZ-GA-999', message: expect.any(String) },
    ]);
  });
});

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
    const message = refusal('departments/GA.json', (text) => text.replace('"kind": "paper"', '"kind": "papyrus"'));
    expect(message).toMatch(/^departments\/GA\.json: matters\/0 \(HZ-GA-001\)\/materials\/0\/kind /);
  });

  test('a misspelt key is not silently ignored', () => {
    const message = refusal('departments/JJ.json', (text) => text.replace('"online": true', '"onlin": true'));
    expect(message).toContain('departments/JJ.json: matters/0 (HZ-JJ-001)');
  });

  test('half a file is no JSON, and says so', () => {
    expect(refusal('fees.json', (text) => text.slice(0, 100))).toContain('fees.json is not JSON');
  });

  test('a department’s file stands under its code', () => {
    const message = refusal('departments/QX.json', (text) => text.replace('"department": "QX"', '"department": "QT"'));
    expect(message).toBe('departments/QX.json says it is of department QT.');
  });

  test('and is called the same in both places', () => {
    const message = refusal('departments/QX.json', (text) => text.replace('市气象局', '气象台'));
    expect(message).toBe('departments/QX.json calls the department 气象台, departments.json 市气象局.');
  });
});
