// Every demand finds its supplier or says why it has none; what a department has already it does not demand again.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Material } from '../src/contract/material.ts';
import type { Source } from '../src/contract/register.ts';
import {
  asksTheSame,
  demandStanding,
  demandsOf,
  matchDemand,
  type OfferedRegister,
  sourcesAsked,
} from '../src/rules/index.ts';

const text = (zh: string) => ({ zh, en: zh });
const marriage: OfferedRegister = {
  register: 'marriage',
  department: 'MZ',
  label: text('婚姻登记库'),
  fields: { status: text('状况'), registeredOn: text('日期') },
  predicates: { married: {} },
};
const health: OfferedRegister = {
  register: 'health',
  department: 'WJ',
  label: text('健康档案'),
  linkedOn: '2026-06-30',
  fields: { status: text('状况') },
  predicates: {},
};
const registers = [marriage, health];
const source = (more: Partial<Source> = {}): Source => ({
  register: 'marriage',
  department: 'MZ',
  label: text('婚姻登记库'),
  fields: ['status'],
  ...more,
});
const material = (id: string, more: Partial<Material> = {}): Material => ({
  id,
  name: text(id),
  kind: 'paper',
  ...more,
});
const shared = (id: string, of = source()): Material => material(id, { ending: 'shared', source: of });
const day = '2026-03-02';
const theme = '婚育';

describe('what is demanded', () => {
  const before = { theme, materials: [material('proof', { ending: 'provided' }), shared('certificate')] };

  test('a paper that becomes shared, a record and a condition; not what was asked before, nor what only names a source', () => {
    const after = {
      theme,
      materials: [
        shared('proof'),
        shared('certificate'),
        material('file', { kind: 'record', source: source({ fields: ['registeredOn'] }) }),
        material('statement', { ending: 'commitment', source: source() }),
      ],
      eligibility: [{ id: 'married', text: text('已婚'), source: source({ fields: [], predicate: 'married' }) }],
    };
    expect(demandsOf(before, after).map(({ part, partId }) => `${part} ${partId}`)).toEqual([
      'material proof',
      'material file',
      'condition married',
    ]);
    expect(demandsOf(after, after)).toEqual([]);
  });

  test('more fields of the same register are a demand, fewer are none', () => {
    const more = { theme, materials: [shared('certificate', source({ fields: ['status', 'registeredOn'] }))] };
    expect(demandsOf(before, more)).toHaveLength(1);
    expect(demandsOf(more, before)).toEqual([]);
    expect(
      demandsOf(more, { theme, materials: [shared('certificate', source({ fields: ['registeredOn', 'status'] }))] }),
    ).toEqual([]);
  });

  test('is the same question in whatever order, and another with another register', () => {
    const both = source({ fields: ['status', 'registeredOn'] });
    expect(asksTheSame(both, source({ fields: ['registeredOn', 'status'], label: text('别名') }))).toBe(true);
    for (const other of [source(), { ...both, department: 'GA' }, { ...both, predicate: 'married' }]) {
      expect(asksTheSame(both, other)).toBe(false);
    }
  });
});

describe('the supplier', () => {
  const why = (of: Source, asking = 'GA', on = day) =>
    matchDemand(asking, { source: of, theme }, registers, on).unmet.map((one) => one.why);

  test('offers the fields and answers the question', () => {
    expect(matchDemand('GA', { source: source(), theme }, registers, day)).toEqual({ supplier: marriage, unmet: [] });
    expect(why(source({ fields: [], predicate: 'married' }))).toEqual([]);
  });

  test('or the demand says what is lacking, everything at once', () => {
    expect(why(source({ department: 'GA' }))).toEqual(['registerNotHeld']);
    expect(why(source({ fields: ['status', 'income'], predicate: 'rich' }))).toEqual([
      'fieldNotOffered',
      'questionNotAnswered',
    ]);
    expect(why(source({ fields: ['constructor'], predicate: 'toString' }))).toEqual([
      'fieldNotOffered',
      'questionNotAnswered',
    ]);
    const { unmet } = matchDemand('GA', { source: source({ department: 'JY' }), theme }, registers, day);
    expect(unmet[0]?.sentence).toEqual({
      zh: 'JY没有登记库marriage，由MZ提供。',
      en: 'JY holds no register marriage; MZ holds it.',
    });
    expect(
      matchDemand('GA', { source: source({ register: 'tax' }), theme }, registers, day).unmet[0]?.sentence.en,
    ).toContain('nobody does');
  });

  test('gives it for this purpose', () => {
    const agreed = [{ ...marriage, purposes: { 婚育: ['status', '?married'] } }];
    const lacks = (of: Source, purpose: string) =>
      matchDemand('GA', { source: of, theme: purpose }, agreed, day).unmet.map((one) => one.why);
    expect(lacks(source(), theme)).toEqual([]);
    expect(lacks(source({ fields: [], predicate: 'married' }), theme)).toEqual([]);
    expect(lacks(source({ fields: ['registeredOn'] }), theme)).toEqual(['purposeNotAgreed']);
    expect(lacks(source(), '户籍')).toEqual(['purposeNotAgreed']);
    expect(
      demandsOf({ theme, materials: [shared('one')] }, { theme: '户籍', materials: [shared('one')] }),
    ).toHaveLength(1);
  });

  test('is linked, or it is the department’s own', () => {
    const of = source({ register: 'health', department: 'WJ' });
    expect(why(of)).toEqual(['notLinkedYet']);
    expect(why(of, 'GA', '2026-06-30')).toEqual([]);
    expect(why(of, 'WJ')).toEqual([]);
  });
});

describe('where it stands', () => {
  const accepted = (suppliedFrom: string) => ({ outcome: 'accepted', suppliedFrom }) as const;
  const declined = { outcome: 'declined', suppliedFrom: null } as const;

  test('supplied only once accepted and due, declined whatever else', () => {
    const match = matchDemand('GA', { source: source(), theme }, registers, day);
    expect(demandStanding('GA', match, null, day)).toBe('unanswered');
    expect(demandStanding('GA', match, accepted(day), day)).toBe('supplied');
    expect(demandStanding('GA', match, accepted('2026-03-03'), day)).toBe('promised');
    expect(demandStanding('GA', match, declined, day)).toBe('declined');
    expect(demandStanding('MZ', match, null, day)).toBe('supplied');
    const unmatched = matchDemand('GA', { source: source({ fields: ['income'] }), theme }, registers, day);
    expect(demandStanding('GA', unmatched, accepted(day), day)).toBe('unmatched');
    expect(demandStanding('MZ', unmatched, null, day)).toBe('unmatched');
  });

  test('nothing unmatched, unanswered, declined or early ever counts as supplied', () => {
    const names = ['status', 'registeredOn', 'income'];
    const answers = fc.option(
      fc.oneof(fc.constant(declined), fc.constantFrom(day, '2026-03-01', '2027-01-01').map(accepted)),
      { nil: null },
    );
    const asked = fc.record({
      register: fc.constantFrom('marriage' as const, 'health' as const, 'tax' as const),
      department: fc.constantFrom('MZ', 'WJ', 'GA'),
      fields: fc.uniqueArray(fc.constantFrom(...names)),
    });
    fc.assert(
      fc.property(asked, answers, fc.constantFrom('GA', 'MZ'), (of, answer, asking) => {
        const standing = demandStanding(
          asking,
          matchDemand(asking, { source: source(of), theme }, registers, day),
          answer,
          day,
        );
        const held = of.register === 'marriage' && of.department === 'MZ' && !of.fields.includes('income');
        const willing =
          answer === null
            ? asking === 'MZ'
            : answer.outcome === 'accepted' && (asking === 'MZ' || answer.suppliedFrom <= day);
        expect(standing === 'supplied').toBe(held && willing);
      }),
    );
  });
});

test('a record is asked whatever its ending, a paper only where it is shared', () => {
  const materials = [
    material('cancelled', { ending: 'cancelled', source: source() }),
    material('record', { kind: 'record', source: source() }),
  ];
  expect(sourcesAsked({ theme, materials }).map(({ partId }) => partId)).toEqual(['record']);
});
