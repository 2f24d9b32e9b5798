// The short forms a person writes, what they stand for, and what the tool says of a slip.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Condition } from '@onetrip/shared/contract';
import { isIdOnly } from '@onetrip/shared/rules';
import fc from 'fast-check';
import { conditionOf, neededBy, textKeys } from '../catalogue/expand.ts';
import { fileSchema } from '../catalogue/fileSchema.ts';
import type { WrittenCondition } from '../catalogue/format.ts';
import { CatalogueError, loadCatalogue, resolveMatter } from '../catalogue/load.ts';
import { catalogueFolder } from '../src/matters/service.ts';
import { packageRoot } from '../src/packageRoot.ts';
import { matter, papers, smallCatalogue } from './support/smallCatalogue.ts';

/** One matter, resolved. */
function resolved(more: Record<string, unknown>) {
  const files = smallCatalogue({ matters: [matter(1, more)] });
  const [filed] = files.matters;
  if (!filed) throw new Error('no matter');
  return resolveMatter(filed, files.departments);
}

const refusal = (more: Record<string, unknown>): string => {
  try {
    resolved(more);
  } catch (error) {
    if (error instanceof CatalogueError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('short forms', () => {
  test('a paper brings its name, its usual ending and what that needs', () => {
    expect(resolved({ materials: [{ paper: 'marriageCertificate' }] }).materials).toEqual([
      {
        id: 'marriageCertificate',
        paper: 'marriageCertificate',
        kind: 'paper',
        name: { zh: '结婚证', en: 'Marriage certificate' },
        ending: 'shared',
        source: {
          register: 'marriage',
          department: 'MZ',
          label: { zh: '婚姻登记库', en: 'Marriages' },
          fields: [],
          predicate: 'married',
        },
      },
    ]);
  });

  test('a matter may end a paper otherwise, and then nothing of the usual ending is left', () => {
    const [material] = resolved({
      materials: [{ paper: 'kinshipProof', ending: 'provided', byLaw: '某法第1条', name: '关系证明' }],
    }).materials;
    expect(material).toEqual({
      id: 'kinshipProof',
      paper: 'kinshipProof',
      kind: 'paper',
      name: { zh: '关系证明' },
      ending: 'provided',
      byLaw: '某法第1条',
    });
  });

  test('its history is not published, its kind is', () => {
    const [material] = resolved({
      materials: [{ paper: 'statement', since: '2020-01-01', in2017: '原件2份' }],
    }).materials;
    expect(Object.keys(material ?? {}).sort()).toEqual(['commitment', 'ending', 'id', 'kind', 'name', 'paper']);
  });

  test('the same paper twice has two ids; one that is written stays', () => {
    const { materials } = resolved({
      materials: [{ paper: 'statement' }, { paper: 'statement' }, { paper: 'kinshipProof', id: 'statement2' }],
    });
    expect(materials.map(({ id }) => id)).toEqual(['statement', 'statement3', 'statement2']);
  });

  test('what is no paper, by its entry or by a text', () => {
    const { materials } = resolved({
      materials: [
        { identity: 'idCard' },
        { act: ['犬只到场', 'The dog is shown'] },
        { record: '在册信息', source: 'marriage@MZ: status, registeredOn' },
      ],
    });
    expect(materials.map(({ kind, name, source }) => [kind, name.zh, source?.fields])).toEqual([
      ['identity', '居民身份证', undefined],
      ['act', '犬只到场', undefined],
      ['record', '在册信息', ['status', 'registeredOn']],
    ]);
  });

  test('options and conditions', () => {
    const { questions, materials } = resolved({
      questions: [{ id: 'home', text: '住房', options: { owned: '自有', rented: ['租赁', 'Rented'] } }],
      materials: [{ paper: 'statement', when: { home: ['rented'] } }],
    });
    expect(questions[0]?.options).toEqual([
      { value: 'owned', label: { zh: '自有' } },
      { value: 'rented', label: { zh: '租赁', en: 'Rented' } },
    ]);
    expect(materials[0]?.when).toEqual({ question: 'home', in: ['rented'] });
  });

  test.each<[WrittenCondition, Condition]>([
    [{ home: 'rented' }, { question: 'home', in: ['rented'] }],
    [{ home: ['a', 'b'] }, { question: 'home', in: ['a', 'b'] }],
    [
      { home: 'a', ill: 'yes' },
      {
        all: [
          { question: 'home', in: ['a'] },
          { question: 'ill', in: ['yes'] },
        ],
      },
    ],
    [{ not: { home: 'a' } }, { not: { question: 'home', in: ['a'] } }],
    [
      { any: [{ home: 'a' }, { all: [{ ill: 'yes' }] }] },
      { any: [{ question: 'home', in: ['a'] }, { all: [{ question: 'ill', in: ['yes'] }] }] },
    ],
  ])('the condition %j', (short, full) => {
    expect(conditionOf(short)).toEqual(full);
    expect(conditionOf(conditionOf(short))).toEqual(full);
  });

  test('every key that holds a text in a department’s or a papers’ file is put in full', () => {
    const keys = new Set<string>();
    const walk = (schema: unknown): void => {
      if (Array.isArray(schema)) for (const one of schema) walk(one);
      else if (typeof schema === 'object' && schema !== null) {
        const { properties = {} } = schema as { properties?: Record<string, { $ref?: string }> };
        for (const [key, value] of Object.entries(properties)) {
          if (value.$ref === '#/$defs/WrittenText' && !['identity', 'form', 'act', 'record'].includes(key))
            keys.add(key);
        }
        for (const value of Object.values(schema)) walk(value);
      }
    };
    walk([fileSchema.$defs.DepartmentFile, fileSchema.$defs.PaperFile]);
    expect([...keys].sort()).toEqual([...textKeys].sort());
  });

  test('what follows need not be written', () => {
    const { steps, faq, results, form, servicePointKinds, consultPhone } = resolved({
      type: 'licence',
      channels: ['counter', 'bank'],
      levels: ['district', 'community'],
      materials: [{ identity: 'idCard' }],
      results: [{ kind: 'card', name: '证' }],
    });
    expect(steps?.map(({ name }) => name.zh)).toEqual(['申请', '受理', '审核', '审批', '办结', '送达']);
    expect(faq?.length).toBeGreaterThan(0);
    expect(form.map(({ id }) => id)).toEqual(['mobile']);
    expect(results).toEqual([
      {
        kind: 'card',
        name: { zh: '证' },
        fields: [{ id: 'holder', label: { zh: '持有人', en: 'Holder' }, from: 'citizen.name' }],
        sample: { holder: '张样例' },
      },
    ]);
    expect(servicePointKinds).toEqual(['admin_center', 'community_point', 'bank_branch']);
    expect(consultPhone).toMatch(/^0571-/);
  });
});

describe('a slip', () => {
  test.each([
    [
      { materials: [{ paper: 'papyrus' }] },
      /^departments\/MZ\.jsonc:\d+ HZ-MZ-001 materials\/0 there is no paper papyrus/,
    ],
    [{ materials: [{ act: 'dance' }] }, /there is no act dance/],
    [{ materials: [{ paper: 'statement', form: '表' }] }, /several things at once/],
    [{ materials: [{ name: '什么' }] }, /needs one of paper, identity, form, act, record/],
    [{ materials: [{ paper: 'statement', source: 'marriage of MZ' }] }, /materials\/0\/source/],
    [{ materials: [{ paper: 'statement', ending: 'lost' }] }, /materials\/0\/ending .*cancelled shared commitment/],
    [{ colour: 'red' }, /matters\/0 \(HZ-MZ-001\)\/colour is not known here/],
  ])('%j is refused with file, line and place', (more, message) => {
    expect(refusal(more)).toMatch(message);
  });

  test('several matters at fault are all named', () => {
    const matters = [matter(1, { colour: 'red' }), matter(2), matter(3, { promised: 5 })];
    expect(() => smallCatalogue({ matters })).toThrow(/HZ-MZ-001.*\n.*HZ-MZ-003/);
  });
});

test('a paper asks for something exactly when it ends in `provided`, whatever else stands beside it', () => {
  const endings = Object.keys(neededBy) as (keyof typeof neededBy)[];
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ paper: fc.constantFrom(...papers.map(({ id }) => id)), ending: fc.constantFrom(...endings) }),
      ),
      (materials) => {
        const all = {
          source: 'marriage@MZ?married',
          byLaw: '某法',
          reason: '某因',
          owner: '某所',
          step: '某步',
          days: 1,
        };
        const { materials: full, questions } = resolved({ materials: materials.map((one) => ({ ...one, ...all })) });
        expect(isIdOnly({ questions, materials: full })).toBe(materials.every(({ ending }) => ending !== 'provided'));
      },
    ),
    { numRuns: 40 },
  );
});

test('naming papers changed nothing of what the matters of the first journey ask', () => {
  const before: Record<string, { id: string }[]> = JSON.parse(
    readFileSync(join(packageRoot, 'test/fixtures/journey-materials.json'), 'utf8'),
  );
  const files = loadCatalogue(catalogueFolder);
  for (const [matterId, asked] of Object.entries(before)) {
    const filed = files.matters.find(({ written }) => written.matterId === matterId);
    if (!filed) throw new Error(`no matter ${matterId}`);
    const now = resolveMatter(filed, files.departments).materials.map(({ paper: _paper, ...material }) => material);
    expect(now.filter(({ id }) => asked.some((one) => one.id === id))).toEqual(asked);
  }
});
