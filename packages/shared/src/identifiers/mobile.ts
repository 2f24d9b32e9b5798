// Mobile numbers of mainland China.
import { type Checked, refuse, tidy } from './checked.ts';

/** Checks a mobile number; a leading +86, spaces and dashes are left out. */
export function checkMobile(value: string): Checked {
  const number = tidy(value).replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  if (number === '') return refuse('empty', '请填写手机号。', 'Please enter the mobile number.');
  if (!/^\d+$/.test(number)) {
    return refuse('characters', '手机号只有数字。', 'A mobile number has digits only.');
  }
  if (number.length !== 11) {
    return refuse('length', '手机号是 11 位，请核对位数。', 'A mobile number has 11 digits; please count them.');
  }
  if (!/^1[3-9]/.test(number)) {
    return refuse('shape', '手机号以 13–19 开头，请核对。', 'A mobile number begins with 13 to 19; please check it.');
  }
  return { ok: true, value: number };
}
