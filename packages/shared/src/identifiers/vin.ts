// The vehicle identification number (车辆识别代号, GB 16735).
import { type Checked, refuse, tidy } from './checked.ts';

const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** Letters by value, 1–9; I, O and Q have none, since a VIN never holds them. */
const lettersByValue = ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ'];

const charValue = (char: string): number =>
  /\d/.test(char) ? Number(char) : lettersByValue.findIndex((letters) => letters.includes(char)) + 1;

/** The check character at position 9, which itself weighs nothing: Σ mod 11, ten written X. */
export function vinCheckCharacter(vin: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * charValue(vin.charAt(index)), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** Checks a vehicle identification number: seventeen characters without I, O, Q, and the check character. */
export function checkVin(value: string): Checked {
  const vin = tidy(value);
  if (vin === '') return refuse('empty', '请填写车辆识别代号。', 'Please enter the vehicle identification number.');
  if (vin.length !== 17) {
    return refuse('length', '车辆识别代号是 17 位，请核对位数。', 'A VIN has 17 characters; please count them.');
  }
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin)) {
    return refuse(
      'characters',
      '车辆识别代号中没有字母 I、O、Q，可能是 1 或 0。',
      'A VIN never holds the letters I, O or Q; they may be 1 or 0.',
    );
  }
  if (vinCheckCharacter(vin) !== vin.charAt(8)) {
    return refuse(
      'checkCharacter',
      '车辆识别代号有一位不对，请对照合格证逐位核对。',
      'One of the characters is wrong; please compare them with the vehicle’s certificate.',
    );
  }
  return { ok: true, value: vin };
}
