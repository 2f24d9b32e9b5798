// The unified social credit code of an organisation (统一社会信用代码, GB 32100).
import { type Checked, refuse, tidy } from './checked.ts';

/** Thirty-one characters: no I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** First character: the department that registers; `N` agriculture, `Y` others. */
const registeringDepartments = '123456789NY';

/** The check character: weights 3^i mod 31, C = (31 − Σ mod 31) mod 31. */
function checkCharacterOf(code: string): string {
  let weight = 1;
  let sum = 0;
  for (const char of code.slice(0, 17)) {
    sum += alphabet.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/**
 * Checks a unified social credit code. Length, alphabet and registering department refuse; a wrong check character only
 * warns, because codes issued early are known to fail it.
 */
export function checkUscc(value: string): Checked {
  const code = tidy(value);
  if (code === '') return refuse('empty', '请填写统一社会信用代码。', 'Please enter the unified social credit code.');
  if (code.length !== 18) {
    return refuse(
      'length',
      '统一社会信用代码是 18 位，请核对位数。',
      'A credit code has 18 characters; please count them.',
    );
  }
  if (Array.from(code).some((char) => !alphabet.includes(char))) {
    return refuse(
      'characters',
      '代码中没有字母 I、O、S、V、Z，可能是 1、0、5、U、2。',
      'A credit code never holds I, O, S, V or Z; they may be 1, 0, 5, U or 2.',
    );
  }
  if (!registeringDepartments.includes(code.charAt(0))) {
    return refuse(
      'shape',
      '代码的第一位不对，请对照营业执照核对。',
      'The first character names no registering department; please compare it with the licence.',
    );
  }
  if (checkCharacterOf(code) === code.charAt(17)) return { ok: true, value: code };
  return {
    ok: true,
    value: code,
    warnings: [
      {
        code: 'checkCharacter',
        reason: {
          zh: '代码的校验位不符，请再对照营业执照核对一次；无误可以继续。',
          en: 'The check character does not agree; compare it with the licence once more, and go on if it is the same.',
        },
      },
    ],
  };
}
