// What a register may be asked: nothing beyond its contract, whatever the question.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RegisterQuestion, SourceContract } from '../src/contract/index.ts';
import { isGivenFor, itemsAsked, refusalOf } from '../src/rules/index.ts';

const now = new Date('2026-03-02T08:00:00+08:00');
const contract: SourceContract = {
  register: 'vehicles',
  department: 'JJ',
  parameter: 'vin',
  fields: { brand: {}, model: {}, owner: {} },
  predicates: {
    registered: {},
    ownedBy: { parameters: { owner: { type: 'idNumber', required: true } } },
    ownedFor: { parameters: { years: { type: 'count', required: true }, since: { type: 'date', required: false } } },
  },
  purposes: { 交管: ['brand', 'model', '?registered', '?ownedBy', '?ownedFor'], 税务: ['brand'] },
};
const ask = (more: Partial<RegisterQuestion>): RegisterQuestion => ({ fields: [], theme: '交管', ...more });

describe('a question', () => {
  test.each<[string, Partial<RegisterQuestion>]>([
    ['for fields', { fields: ['brand', 'model'] }],
    ['for what another purpose may have, too', { fields: ['brand'], theme: '税务' }],
    ['with a predicate', { predicate: 'registered' }],
    ['about one of several records', { predicate: 'registered', parameters: { vin: 'LATPAB071W1005301' } }],
    ['about a person', { predicate: 'ownedBy', parameters: { owner: '11010519491231002X' } }],
    ['without what may be left out', { predicate: 'ownedFor', parameters: { years: '3' } }],
    ['with it', { predicate: 'ownedFor', parameters: { years: '3', since: '2020-02-29' } }],
  ])('%s may be asked', (_what, more) => {
    expect(refusalOf(contract, ask(more), now)).toBeNull();
  });

  test.each<[string, Partial<RegisterQuestion>, string]>([
    ['for nothing', {}, 'nothing_asked'],
    ['for an unknown field', { fields: ['brand', 'price'] }, 'fields_not_allowed'],
    ['for a field beside a predicate', { fields: ['brand'], predicate: 'registered' }, 'fields_not_allowed'],
    ['with an unknown predicate', { predicate: 'pretty' }, 'predicate_not_allowed'],
    ['with an inherited one', { predicate: 'toString' }, 'predicate_not_allowed'],
    ['without its parameter', { predicate: 'ownedBy' }, 'parameters_not_allowed'],
    [
      'with a wrong one',
      { predicate: 'ownedBy', parameters: { owner: '110105194912310021' } },
      'parameters_not_allowed',
    ],
    ['with another’s', { predicate: 'registered', parameters: { years: '3' } }, 'parameters_not_allowed'],
    ['with a count that is none', { predicate: 'ownedFor', parameters: { years: '0' } }, 'parameters_not_allowed'],
    ['for a field nobody is given', { fields: ['owner'] }, 'purpose_not_allowed'],
    ['for more than the purpose needs', { fields: ['brand', 'model'], theme: '税务' }, 'purpose_not_allowed'],
    ['for a purpose that is given nothing', { fields: ['brand'], theme: '养犬' }, 'purpose_not_allowed'],
  ])('%s is refused', (_what, more, refusal) => {
    expect(refusalOf(contract, ask(more), now)).toBe(refusal);
  });

  test('is allowed only if everything it asks for is given to its theme, for any question', () => {
    const names = fc.constantFrom('brand', 'model', 'owner', 'price', '__proto__');
    const predicates = fc.constantFrom(undefined, 'registered', 'ownedBy', 'ownedFor', 'pretty', 'constructor');
    const themes = fc.constantFrom('交管', '税务', '养犬', 'constructor');
    const parameters = fc.dictionary(fc.constantFrom('vin', 'owner', 'years', 'since', 'x'), fc.string());
    fc.assert(
      fc.property(fc.array(names), predicates, themes, parameters, (fields, predicate, theme, given) => {
        const question = { fields, theme, parameters: given, ...(predicate === undefined ? {} : { predicate }) };
        if (refusalOf(contract, question, now) !== null) return;
        expect(isGivenFor(contract, question)).toBe(true);
        const allowed = theme === '交管' || theme === '税务' ? contract.purposes?.[theme] : [];
        expect(allowed).toEqual(expect.arrayContaining(itemsAsked(question)));
        expect(predicate === undefined || fields.length === 0).toBe(true);
      }),
    );
  });
});
