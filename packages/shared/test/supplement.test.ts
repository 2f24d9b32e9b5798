// What is added after filing: a supplement answers exactly what was asked, a correction keeps to its table.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applicationStates } from '../src/contract/application.ts';
import { fieldTypes } from '../src/contract/guide.ts';
import { matterTypes } from '../src/contract/matter.ts';
import type { GiveSupplementBody, SupplementItem } from '../src/contract/supplement.ts';
import {
  checkCorrection,
  checkSupplement,
  checkSupplementItems,
  correctableFields,
  correctableTypes,
  type Filed,
  isTerminal,
  remedyFor,
} from '../src/rules/index.ts';
import { dogLicence } from './fixtures/matter.ts';

const filed: Filed = { situation: { size: 'small' }, values: { mobile: '13900001234', breed: 'corgi' } };
const item = (more: Partial<SupplementItem>): SupplementItem => ({
  what: { zh: '请补充' },
  why: { zh: '看不清' },
  ...more,
});
const nothing: GiveSupplementBody = { form: {}, commitments: [], statements: {} };
const fieldsAt = (faults: { field: string }[]) => faults.map(({ field }) => field);

describe('corrections', () => {
  test('what the application is about is never corrected, and nothing is once it is over', () => {
    for (const state of applicationStates) {
      for (const type of correctableTypes[state]) expect(fieldTypes).toContain(type);
      expect(correctableTypes[state]).not.toContain('vin');
      expect(correctableTypes[state]).not.toContain('plateReservation');
      if (isTerminal(state)) expect(correctableTypes[state]).toEqual([]);
    }
  });
  test('before the decision whatever was said may be mended, after it only where one can be reached', () => {
    const ids = (state: (typeof applicationStates)[number]) =>
      correctableFields(dogLicence, filed, state).map(({ id }) => id);
    expect(ids('accepted')).toEqual(['mobile', 'breed', 'born', 'name']);
    expect(ids('specialProcedure')).toEqual(['mobile']);
    expect(ids('approved')).toEqual(['mobile']);
    expect(ids('delivered')).toEqual([]);
  });
  test('a correction that is right has no fault; each that is not is named', () => {
    expect(checkCorrection(dogLicence, filed, 'inReview', { mobile: '13900005678' })).toEqual([]);
    expect(fieldsAt(checkCorrection(dogLicence, filed, 'inReview', {}))).toEqual(['form']);
    const wrong = { mobile: '123', breed: 'corgi', vin: 'LATPAB071W1005301', nonsense: 'x', name: 'Wellington' };
    expect(fieldsAt(checkCorrection(dogLicence, filed, 'inReview', wrong))).toEqual([
      'form.mobile',
      'form.breed',
      'form.vin',
      'form.nonsense',
      'form.name',
    ]);
    expect(fieldsAt(checkCorrection(dogLicence, filed, 'approved', { name: 'Rex' }))).toEqual(['form.name']);
  });
});

describe('supplements', () => {
  test('can ask for fields and papers of this situation, each once, one an item', () => {
    const good = [item({ field: 'name' }), item({ materialId: 'household' })];
    expect(checkSupplementItems(dogLicence, filed, good)).toEqual([]);
    const bad = [
      item({}),
      item({ field: 'name', materialId: 'household' }),
      item({ field: 'vin' }),
      item({ materialId: 'permit' }),
      item({ materialId: 'id' }),
      item({ field: 'name' }),
      item({ field: 'name' }),
    ];
    expect(fieldsAt(checkSupplementItems(dogLicence, filed, bad))).toEqual([
      'items.0',
      'items.1',
      'items.2.field',
      'items.3.materialId',
      'items.4.materialId',
      'items.6',
    ]);
  });

  const asked = [item({ field: 'name' }), item({ materialId: 'vaccinated' }), item({ materialId: 'household' })];
  const complete: GiveSupplementBody = {
    form: { name: '小白' },
    commitments: ['vaccinated'],
    statements: { household: '户口簿在办理迁移' },
  };
  test('all that was asked for, and nothing else', () => {
    expect(checkSupplement(dogLicence, asked, complete)).toEqual([]);
    expect(fieldsAt(checkSupplement(dogLicence, asked, nothing))).toEqual([
      'form.name',
      'statements.household',
      'commitments.vaccinated',
    ]);
    const more = {
      form: { name: '小白', breed: 'corgi' },
      commitments: ['vaccinated', 'home'],
      statements: { household: '有', photo: '有' },
    };
    expect(fieldsAt(checkSupplement(dogLicence, asked, more))).toEqual([
      'form.breed',
      'commitments.home',
      'statements.photo',
    ]);
  });
  test('a paper that ends in a commitment is committed to, not talked about; any other is stated', () => {
    const talked = { ...complete, commitments: [], statements: { ...complete.statements, vaccinated: '已免疫' } };
    expect(fieldsAt(checkSupplement(dogLicence, asked, talked))).toEqual(['commitments.vaccinated']);
    const committed = { ...complete, commitments: ['vaccinated', 'household'], statements: {} };
    expect(fieldsAt(checkSupplement(dogLicence, asked, committed))).toEqual(['commitments.household']);
  });
  test('leaving anything out of a complete one is a fault', () => {
    fc.assert(
      fc.property(fc.subarray(['name', 'vaccinated', 'household']), (kept) => {
        const given: GiveSupplementBody = {
          form: kept.includes('name') ? complete.form : {},
          commitments: kept.includes('vaccinated') ? complete.commitments : [],
          statements: kept.includes('household') ? complete.statements : {},
        };
        expect(checkSupplement(dogLicence, asked, given)).toHaveLength(3 - kept.length);
      }),
    );
  });
});

test('every type of matter has a remedy, and a service of an enterprise is no act of the administration', () => {
  for (const type of matterTypes) expect(remedyFor(type).zh).toMatch(/。$/);
  expect(remedyFor('licence').zh).toContain('行政复议');
  expect(remedyFor('publicService').zh).toContain('12345');
});
