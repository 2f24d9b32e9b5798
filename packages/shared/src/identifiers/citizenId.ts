// The identity number: 公民身份号码 (GB 11643), 港澳台居民居住证, 外国人永久居留身份证 in its new and its old form.
import { type Checked, refuse, tidy } from './checked.ts';

/** Provinces of GB/T 2260 that stand in 公民身份号码; 81–83 stand in 港澳台居民居住证, always as 810000, 820000, 830000. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);
const residencePermitRegions = new Set(['810000', '820000', '830000']);

/** Weights and check characters of GB 11643 (ISO 7064, MOD 11-2). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** The check character of the first seventeen digits. */
export function citizenIdCheckCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return checkCharacters.charAt(sum % 11);
}

/** The kind of document a number belongs to, by its shape alone. */
export type CitizenIdKind = 'resident' | 'hongKongMacaoTaiwanResident' | 'foreigner' | 'foreignerOld';

/** What kind of document a well-formed number belongs to. */
export function citizenIdKind(value: string): CitizenIdKind {
  if (value.length === 15) return 'foreignerOld';
  if (value.startsWith('9')) return 'foreigner';
  return residencePermitRegions.has(value.slice(0, 6)) ? 'hongKongMacaoTaiwanResident' : 'resident';
}

/** The date of birth in digits 7–14; null where it is no real date. */
function birthDate(value: string): Date | null {
  const [year, month, date] = [value.slice(6, 10), value.slice(10, 12), value.slice(12, 14)].map(Number) as [
    number,
    number,
    number,
  ];
  const at = new Date(Date.UTC(year, month - 1, date));
  const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
  return isReal && year >= 1800 ? at : null;
}

/**
 * Checks an identity number and writes it in its one form (upper case, no spaces). The fifteen-digit form is refused:
 * it was abolished in 2013. Of the old permanent residence card (3 letters, 12 digits; still valid) only the shape is
 * known.
 * @param now today, so that a birth in the future is refused; the day is taken in Hangzhou's zone
 */
export function checkCitizenId(value: string, now: Date): Checked {
  const number = tidy(value);
  if (number === '') return refuse('empty', '请填写身份证号码。', 'Please enter the identity number.');
  if (/^[A-Z]{3}\d{12}$/.test(number)) return { ok: true, value: number };
  if (/^\d{15}$/.test(number)) {
    return refuse(
      'abolished',
      '15 位号码已停用，请填写二代身份证上的 18 位号码。',
      'Fifteen-digit numbers are no longer used; enter the 18 characters on the current card.',
    );
  }
  if (number.length !== 18) {
    return refuse(
      'length',
      '身份证号码是 18 位，请核对位数。',
      'An identity number has 18 characters; please count them.',
    );
  }
  if (!/^\d{17}[\dX]$/.test(number)) {
    return refuse(
      'characters',
      '身份证号码只有数字，最后一位可能是 X。',
      'An identity number has digits only; the last may be X.',
    );
  }
  // Digits 2–6 of the new permanent residence card are no region code.
  const hasRegion = number.startsWith('9') || provinces.has(number.slice(0, 2)) || citizenIdKind(number) !== 'resident';
  if (!hasRegion) {
    return refuse(
      'region',
      '号码开头的地区不存在，请核对前 6 位。',
      'The first six digits name no region; please check them.',
    );
  }
  const born = birthDate(number);
  if (born === null) {
    return refuse(
      'date',
      '号码中的出生日期不存在，请核对第 7–14 位。',
      'Digits 7–14 are no real date; please check them.',
    );
  }
  const hangzhouOffsetMs = 8 * 3_600_000;
  if (born.getTime() > now.getTime() + hangzhouOffsetMs) {
    return refuse(
      'future',
      '号码中的出生日期还没有到，请核对。',
      'The date of birth lies in the future; please check it.',
    );
  }
  if (citizenIdCheckCharacter(number) !== number.charAt(17)) {
    return refuse(
      'checkCharacter',
      '号码有一位不对，请对照证件逐位核对。',
      'One of the characters is wrong; please compare them with the card.',
    );
  }
  return { ok: true, value: number };
}
