// Bill numbers (缴款码): 20 digits that can be read out on the phone and checked.
import { randomInt } from 'node:crypto';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { ownCity } from '../implementations/division.ts';

/**
 * A new bill number: division (6), date in Hangzhou (6), random digits (7), check digit (1).
 * Its structure is ours; that it is new is decided by the unique index.
 */
export function newBillNumber(now: Date): string {
  const date = hangzhouDate(now).replaceAll('-', '').slice(2);
  const random = String(randomInt(10_000_000)).padStart(7, '0');
  const body = `${ownCity}${date}${random}`;
  return body + luhnDigit(body);
}

/** The check digit of ISO/IEC 7812-1 (Luhn), which finds every single wrong digit and most swapped neighbours. */
export function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, position) => {
    const doubled = position % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
