// What is printed on a licence, and the dates it bears.
import { describe, expect, test } from '@jest/globals';
import { datedFields } from '../src/licences/fields.ts';

const field = (id: string, value: string) => ({ id, label: { zh: id }, value });
const result = { kind: 'drivingLicence', name: { zh: '机动车驾驶证' }, fields: [] };
const now = new Date('2026-11-23T17:30:00Z');

describe('the dates of a licence', () => {
  test('a replacement keeps the dates of what it replaces, and prints them once', () => {
    const printed = [field('classes', 'C1'), field('validFrom', '2025-10-11'), field('validUntil', '2035-10-11')];
    expect(datedFields(printed, { ...result, validYears: 6 }, now)).toEqual({
      fields: [field('classes', 'C1')],
      validFrom: '2025-10-11',
      validUntil: '2035-10-11',
    });
  });

  test('a new one begins today in Hangzhou and runs for its years, or without end', () => {
    expect(datedFields([], { ...result, validYears: 6 }, now)).toEqual({
      fields: [],
      validFrom: '2026-11-24',
      validUntil: '2032-11-24',
    });
    expect(datedFields([], result, now).validUntil).toBeNull();
  });

  test('what is no date is printed as it stands', () => {
    const words = field('validUntil', '长期');
    expect(datedFields([words], result, now)).toEqual({ fields: [words], validFrom: '2026-11-24', validUntil: null });
  });
});
