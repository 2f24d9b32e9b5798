// The linter: each way a catalogue goes wrong is found, with file and matter named; nothing else is.
import { describe, expect, test } from '@jest/globals';
import type { Eligibility } from '@onetrip/shared/contract';
import { allRules, type Finding, reviewCatalogue, wholeRules } from '../catalogue/check.ts';
import type { CatalogueMatter } from '../catalogue/format.ts';
import { type CatalogueFiles, loadCatalogue } from '../catalogue/load.ts';
import { catalogueFolder } from '../src/matters/service.ts';

const files = loadCatalogue(catalogueFolder);

const before = new Set(reviewCatalogue(files).map((finding) => JSON.stringify(finding)));

/** What the linter says that it did not say before one matter was changed. */
function after(matterId: string, change: (matter: CatalogueMatter) => void): Finding[] {
  const matters = files.matters.map((filed) =>
    filed.written.matterId === matterId ? { ...filed, written: structuredClone(filed.written) } : filed,
  );
  const filed = matters.find(({ written }) => written.matterId === matterId);
  if (!filed) throw new Error(`no matter ${matterId}`);
  change(filed.written);
  // An alias of a matter that has just lost its id would be one finding more.
  const { [matterId]: _alias, ...aliases } = files.aliases;
  return reviewCatalogue({ ...files, matters, aliases }).filter((finding) => !before.has(JSON.stringify(finding)));
}

/** A material of a matter, to be changed. */
function material(matter: CatalogueMatter, id: string) {
  const found = matter.materials?.find((one) => one.id === id);
  if (!found) throw new Error(`no material ${id}`);
  return found;
}

const option = (value: string) => ({ value, label: { zh: value } });
const condition = (asked: { predicate?: string; fields?: string[] }): Eligibility => ({
  id: 'one',
  text: { zh: '某' },
  source: { register: 'population', department: 'GA', label: { zh: '人口库' }, fields: [], ...asked },
});
const first = <T>(list: T[] | undefined): T => {
  const [one] = list ?? [];
  if (!one) throw new Error('an empty list');
  return one;
};

const cases: [rule: string, matterId: string, change: (matter: CatalogueMatter) => void, message: string][] = [
  ['paperWithoutEnding', 'HZ-GA-041', (m) => delete material(m, 'photo').ending, 'photo'],
  ['endingOfNoPaper', 'HZ-JJ-026', (m) => (material(m, 'driver').ending = 'shared'), 'driver'],
  ['sharedWithoutSource', 'HZ-GA-041', (m) => delete material(m, 'photo').source, 'photo'],
  ['recordWithoutSource', 'HZ-JJ-026', (m) => delete material(m, 'inForce').source, 'inForce'],
  ['providedWithoutBasis', 'HZ-JJ-025', (m) => delete material(m, 'oldLicence').byLaw, 'oldLicence'],
  ['commitmentTooRisky', 'HZ-JJ-026', (m) => (m.risk = 'publicSafety'), 'loss'],
  ['cancelledWithoutReason', 'HZ-RS-008', (m) => delete material(m, 'employerLetter').cancelledOn, 'since when'],
  ['investigatedByNobody', 'HZ-TJ-005', (m) => delete material(m, 'kinship').days, 'how many days'],
  ['afterWithoutStep', 'HZ-CG-001', (m) => delete material(m, 'neighbourhood').days, 'how many days'],
  ['sinceBefore2018', 'HZ-GA-041', (m) => (material(m, 'photo').since = '2016-01-01'), 'asked in 2017'],
  ['freeButCharged', 'HZ-JJ-026', (m) => (m.feeText = { zh: '免费' }), 'free'],
  ['sampleUnknown', 'HZ-JJ-026', (m) => (first(m.results).sample = { colour: '红' }), 'colour'],
  ['licenceSteps', 'HZ-JJ-026', (m) => (m.steps = [{ name: { zh: '受理' } }]), 'five steps'],
  ['licenceSteps', 'HZ-JJ-026', (m) => (m.faq = []), 'question and answer'],
  ['phones', 'HZ-JJ-026', (m) => (m.complaintPhone = '0571-12123'), 'share'],
  ['phones', 'HZ-JJ-026', (m) => (m.consultPhone = '12123'), 'area code'],
  ['otherDepartmentUnknown', 'HZ-JJ-026', (m) => (m.otherDepartments = ['XX']), 'XX'],
  ['openedUnknown', 'HZ-QX-002', (m) => (m.opened = { bank: '2018-01-01' }), 'bank'],
  ['effectiveBackwards', 'HZ-JJ-026', (m) => (m.effective = { from: '2020-01-01', until: '2019-01-01' }), 'before'],
  ['reasonWithoutVisit', 'HZ-GA-041', (m) => (m.visitReason = { zh: '核验原件' }), 'not needed'],
  ['sourceUnknown', 'HZ-GA-041', (m) => (m.eligibility = [condition({ predicate: 'pretty' })]), 'pretty'],
  ['sourceUnknown', 'HZ-GA-041', (m) => (m.eligibility = [condition({ fields: ['name'] })]), 'yes/no'],
  ['parametersUnknown', 'HZ-GA-041', (m) => (m.eligibility = [condition({ predicate: 'agedAtLeast' })]), 'declares'],
  ['beyondPurposeOnline', 'HZ-GA-041', (m) => (m.eligibility = [condition({ predicate: 'childless' })]), '居住证'],
  ['beyondPurpose', 'HZ-CG-001', (m) => (m.eligibility = [condition({ predicate: 'childless' })]), '养犬'],
  [
    'fieldsForProof',
    'HZ-GA-041',
    (m) => {
      const { label } = material(m, 'employment').source ?? { label: { zh: '社保' } };
      const source = { register: 'socialInsurance', department: 'RS', label, fields: ['insured'] } as const;
      Object.assign(material(m, 'employment'), { paper: 'socialInsuranceProof', source });
    },
    'paidEachOfLastMonths',
  ],
  [
    'condition',
    'HZ-GA-041',
    (m) => (m.eligibility = [{ id: 'one', text: { zh: '某' }, meets: { question: 'colour', in: ['red'] } }]),
    'colour',
  ],
  ['repeatedId', 'HZ-GA-041', (m) => (material(m, 'photo').id = 'halfYear'), 'halfYear'],
  ['visitUnexplained', 'HZ-JJ-011', (m) => Object.assign(m, { channels: ['counter'], opened: {} }), 'nothing needs'],
  ['onTheSpotInvestigated', 'HZ-TJ-005', (m) => (m.promised.count = 0), 'on the spot'],
  [
    'paperTwice',
    'HZ-GA-041',
    (m) => Object.assign(material(m, 'halfYear'), { paper: 'citizenPhoto', name: material(m, 'photo').name }),
    'twice',
  ],
  ['resultMissing', 'HZ-TJ-005', (m) => (m.results = []), 'no result'],
  ['unverified', 'HZ-GA-041', (m) => (material(m, 'photo').confidence = 'verify'), 'verified'],
  ['notCompiled', 'HZ-TJ-005', (m) => delete m.materials, 'no materials'],
  ['themeAlone', 'HZ-TJ-005', (m) => (m.theme = '退投军人'), 'a slip'],
  ['chargedWithoutItem', 'HZ-JJ-011', (m) => (m.fees = []), 'no item'],
  [
    'questionIdle',
    'HZ-TJ-005',
    (m) => (m.questions = [{ id: 'x', text: { zh: '某' }, options: [option('a'), option('b')] }]),
    'decides nothing',
  ],
  ['commitmentWithoutText', 'HZ-JJ-026', (m) => delete material(m, 'loss').commitment, 'loss'],
  ['commitmentWithoutText', 'HZ-GA-041', (m) => delete material(m, 'lease').commitment, 'lease'],
  ['cancelledWithoutReason', 'HZ-RS-008', (m) => delete material(m, 'employerLetter').reason, 'employerLetter'],
  ['investigatedByNobody', 'HZ-TJ-005', (m) => delete material(m, 'kinship').owner, 'kinship'],
  ['afterWithoutStep', 'HZ-CG-001', (m) => delete material(m, 'neighbourhood').step, 'neighbourhood'],
  ['promisedLonger', 'HZ-GA-002', (m) => (m.promised.count = 31), 'longer'],
  ['feeUnknown', 'HZ-JJ-025', (m) => m.fees?.push({ feeId: 'F99-1', quantity: 1 }), 'F99-1'],
  ['feeWithoutBasis', 'HZ-JJ-025', (m) => m.fees?.push({ feeId: 'F10-2', quantity: 1 }), 'no basis'],
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

/** Faults of the catalogue as a whole; each is found by its rule, in its file. */
const wholeCases: [rule: keyof typeof wholeRules, change: Partial<CatalogueFiles>, file: string][] = [
  ['matterUnknown', { mostUsed: ['HZ-GA-999'] }, 'vocabulary.json'],
  [
    'departmentUnknown',
    { registers: files.registers.map((one) => ({ ...one, department: 'XX' })) },
    'departments.json',
  ],
  ['repeatedPaper', { papers: [...files.papers, first([...files.papers])] }, first([...files.papers]).file],
  [
    'proofElsewhere',
    { papers: files.papers.map((one) => ({ ...one, file: 'papers/common.jsonc' })) },
    'papers/common.jsonc',
  ],
  ['paperSourceUnknown', { registers: [] }, 'papers/common.jsonc'],
  ['paperUnused', { matters: [] }, 'papers/common.jsonc'],
];

/** What reviewers of the city check in a guide, and the rule of the linter that checks it here. */
const reviewersRules: [demand: string, rule: string][] = [
  ['到场次数为0 ⇒ 无到场原因', 'reasonWithoutVisit'],
  ['到场次数不为0 ⇒ 原因；不到场且不能网办 ⇒ 可邮寄', 'visitUnexplained'],
  ['收费 ⇒ 依据', 'feeWithoutBasis'],
  ['收费 ⇒ 项目', 'chargedWithoutItem'],
  ['不收费 ⇒ 无项目', 'freeButCharged'],
  ['咨询电话 ≠ 投诉电话，均带区号', 'phones'],
  ['行政许可 ⇒ 常见问题与五个环节', 'licenceSteps'],
  ['承诺时限 ≤ 法定时限', 'promisedLonger'],
  ['由申请人提供 ⇒ 依据', 'providedWithoutBasis'],
];

test('every rule has a case here', () => {
  const tested = new Set([...[...cases, ...wholeCases].map(([rule]) => rule), 'resultUnresolved']);
  expect(Object.keys(allRules).filter((rule) => !tested.has(rule))).toEqual([]);
});

test.each(reviewersRules)('what reviewers check is checked: %s', (_demand, rule) => {
  expect(Object.keys(allRules)).toContain(rule);
});

describe('the linter', () => {
  test.each(cases)('finds %s in %s', (rule, matterId, change, message) => {
    const findings = after(matterId, change);
    expect(findings).toContainEqual({
      rule,
      level: allRules[rule]?.level,
      file: expect.stringMatching(/^departments\/[A-Z]+\.jsonc$/),
      line: expect.any(Number),
      matterId: expect.stringContaining('HZ-'),
      message: expect.stringContaining(message),
    });
    // A warning may follow from the same change; another error may not.
    const errors = findings.filter(({ level }) => level === 'error').map((finding) => finding.rule);
    expect(errors.every((one) => one === rule)).toBe(true);
  });

  test.each(unresolved)('finds that a result cannot be printed from %s', (from, message) => {
    const findings = after('HZ-JJ-001', ({ results }) => {
      const field = results?.[0]?.fields[0];
      if (field) field.from = from;
    });
    expect(findings).toEqual([
      {
        rule: 'resultUnresolved',
        level: 'error',
        file: 'departments/JJ.jsonc',
        line: expect.any(Number),
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

  test.each(wholeCases)('finds %s over the whole', (rule, change, file) => {
    const found = reviewCatalogue({ ...files, ...change }).filter((one) => one.rule === rule && one.file === file);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ level }) => level))).toEqual(new Set([wholeRules[rule].level]));
    expect(found.every(({ line }) => line >= 1)).toBe(true);
  });
});
