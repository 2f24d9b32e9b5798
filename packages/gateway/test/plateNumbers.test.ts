// Every number offered is a valid one of its kind, and nobody can foresee which.
import { describe, expect, test } from '@jest/globals';
import { plateKinds } from '@onetrip/shared/contract';
import { checkPlate, plateKindOf } from '@onetrip/shared/identifiers';
import { randomPlates } from '../src/plates/numbers.ts';

describe.each(plateKinds)('%s', (kind) => {
  const numbers = randomPlates(kind, 2_000);

  test('distinct, valid, of the kind', () => {
    expect(new Set(numbers).size).toBe(2_000);
    for (const number of numbers) {
      expect([number, plateKindOf(number), checkPlate(number)]).toEqual([number, kind, { ok: true, value: number }]);
    }
  });

  test('no I, no O, at most two letters after 浙A', () => {
    for (const number of numbers) {
      const serial = number.slice(2);
      expect(serial).not.toMatch(/[IO]/);
      expect(serial.replace(/\d/g, '').length).toBeLessThanOrEqual(2);
    }
  });

  test('two draws have next to nothing in common', () => {
    const again = new Set(randomPlates(kind, 2_000));
    expect(numbers.filter((number) => again.has(number)).length).toBeLessThan(200);
  });
});

test('new energy numbers begin with D or F', () => {
  expect(new Set(randomPlates('newEnergySmall', 500).map((number) => number[2]))).toEqual(new Set(['D', 'F']));
});
