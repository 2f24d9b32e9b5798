// Licence numbers (证照编号): who issued it, when, and a check character, so that a number read out can be checked.
import { randomInt } from 'node:crypto';
import { hangzhouDate } from '@onetrip/shared/deadline';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';

/**
 * A new licence number: 3301 (Hangzhou), department code, date, eight random digits, check character.
 * Its structure is ours; that it is new is decided by the unique index.
 */
export function newLicenceNumber(departmentCode: string, now: Date): string {
  const date = hangzhouDate(now).replaceAll('-', '');
  const random = String(randomInt(100_000_000)).padStart(8, '0');
  const body = `3301${departmentCode.toUpperCase().replace(/[^0-9A-Z]/g, '')}${date}${random}`;
  return body + checkCharacter(body);
}

/** ISO/IEC 7064, MOD 37-2: finds every single wrong character and every swap of neighbours. */
export function checkCharacter(body: string): string {
  const sum = [...body].reduce((product, character) => ((product + alphabet.indexOf(character)) * 2) % 37, 0);
  return alphabet.charAt((38 - sum) % 37);
}
