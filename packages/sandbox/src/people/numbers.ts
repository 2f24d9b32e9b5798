// Makes valid identifiers for invented people and cars: check characters by the standards' own rules.

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A citizen ID number (GB 11643) from region (6), birth date and sequence (odd: male, even: female). */
export function makeIdNumber(region: string, birthDate: string, sequence: number): string {
  const body = `${region}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A unified social credit code (GB 32100) from its first 17 characters. */
export function makeUscc(first17: string): string {
  const body = first17;
  let weight = 1;
  let sum = 0;
  for (const letter of body) {
    sum += usccAlphabet.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return body + usccAlphabet[(31 - (sum % 31)) % 31];
}

const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const vinValue = (letter: string): number =>
  /\d/.test(letter)
    ? Number(letter)
    : 'ABCDEFGH'.indexOf(letter) + 1 || 'JKLMN_P_R'.indexOf(letter) + 1 || 'STUVWXYZ'.indexOf(letter) + 2;

/** A vehicle identification number (GB 16735) from 17 characters whose ninth is replaced by the check digit. */
export function makeVin(pattern: string): string {
  const sum = vinWeights.reduce((total, weight, at) => total + weight * (weight ? vinValue(pattern[at] ?? '0') : 0), 0);
  return pattern.slice(0, 8) + '0123456789X'[sum % 11] + pattern.slice(9);
}

/** A small seeded generator (mulberry32): the same seed, the same people. */
export function makeRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    /** A whole number from `low` to `high`, both included. */
    between: (low: number, high: number): number => low + Math.floor(next() * (high - low + 1)),
    /** One of a list. */
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
  };
}
