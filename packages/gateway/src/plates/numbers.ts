// Random plate numbers of a kind (GA 36): drawn from the system's secure randomness, so nobody can foresee an offer.
import { randomInt } from 'node:crypto';
import type { PlateKind } from '@onetrip/shared/contract';

const digits = '0123456789';
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const either = digits + letters;
/** The regular series of small cars holds at most this many letters. */
const mostLetters = 2;

const draw = (alphabet: string): string => alphabet.charAt(randomInt(alphabet.length));
const drawMany = (alphabet: string, count: number): string =>
  Array.from({ length: count }, () => draw(alphabet)).join('');

/** How a number of each kind is drawn. New energy: D electric, F other; later letters are not given out yet. */
const series: Record<PlateKind, () => string> = {
  small: () => {
    for (;;) {
      const serial = drawMany(either, 5);
      if (serial.replace(/\d/g, '').length <= mostLetters) return serial;
    }
  },
  newEnergySmall: () => draw('DF') + draw(either) + drawMany(digits, 4),
};

/** A random number of Hangzhou. */
const randomPlate = (kind: PlateKind): string => `浙A${series[kind]()}`;

/** Distinct random numbers of a kind. */
export function randomPlates(kind: PlateKind, count: number): string[] {
  const numbers = new Set<string>();
  while (numbers.size < count) numbers.add(randomPlate(kind));
  return [...numbers];
}
