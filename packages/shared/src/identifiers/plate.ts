// Plate numbers of Hangzhou (号牌号码, GA 36).
import { type Checked, refuse, tidy } from './checked.ts';

/** Ordinary small car; small and large vehicles of new energy. */
export type PlateShape = 'small' | 'newEnergySmall' | 'newEnergyLarge';

/** What may stand after 浙A, by kind; the letters I and O never do. New energy: D and A B C E electric, F and G H J K other. */
const shapes: Readonly<Record<PlateShape, RegExp>> = {
  small: /^浙A[A-HJ-NP-Z0-9]{5}$/,
  newEnergySmall: /^浙A[A-HJK][A-HJ-NP-Z0-9]\d{4}$/,
  newEnergyLarge: /^浙A\d{5}[A-HJK]$/,
};
/** The regular series holds at most so many letters. */
const regularLetters = 2;

/** The kind of a plate number in its written form; null where it is none of Hangzhou's. */
export function plateKindOf(number: string): PlateShape | null {
  return (Object.keys(shapes) as PlateShape[]).find((kind) => shapes[kind].test(number)) ?? null;
}

/** Checks a plate number of Hangzhou; the dot and spaces people write are left out. */
export function checkPlate(value: string): Checked {
  const number = tidy(value);
  if (number === '') return refuse('empty', '请填写号牌号码。', 'Please enter the plate number.');
  if (!number.startsWith('浙A')) {
    return refuse('region', '杭州号牌以“浙A”开头。', 'Plates of Hangzhou begin with 浙A.');
  }
  const serial = number.slice(2);
  if (serial.length !== 5 && serial.length !== 6) {
    return refuse(
      'length',
      '“浙A”后面是 5 位；新能源车是 6 位。',
      'After 浙A stand 5 characters, or 6 for a new energy vehicle.',
    );
  }
  if (!/^[A-HJ-NP-Z0-9]+$/.test(serial)) {
    return refuse(
      'characters',
      '号牌只有数字和字母，没有 I 和 O，可能是 1 或 0。',
      'A plate holds digits and letters, but never I or O; they may be 1 or 0.',
    );
  }
  const kind = plateKindOf(number);
  if (kind === null) {
    return refuse(
      'shape',
      '6 位的是新能源号牌：小型车第 1 位是字母，大型车最后 1 位是字母。',
      'Six characters are a new energy plate: a letter stands first on a small vehicle, last on a large one.',
    );
  }
  if (kind === 'small' && serial.replace(/\d/g, '').length > regularLetters) {
    return {
      ok: true,
      value: number,
      warnings: [
        {
          code: 'manyLetters',
          reason: {
            zh: '号牌中的字母一般不超过 2 个，请核对。',
            en: 'A plate rarely holds more than two letters; please check it.',
          },
        },
      ],
    };
  }
  return { ok: true, value: number };
}
