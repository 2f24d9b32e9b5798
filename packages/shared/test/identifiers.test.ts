// Identifiers: the standards' own vectors, and properties that hold for every valid one.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Checked,
  checkCitizenId,
  checkMobile,
  checkPlate,
  checkUscc,
  checkVin,
  citizenIdCheckCharacter,
  citizenIdKind,
  maskIdNumber,
  maskMobile,
  maskName,
  plateKindOf,
  vinCheckCharacter,
} from '../src/identifiers/index.ts';

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));
const vectors = fixture('idnum-vectors.json');
const plates = fixture('plate-rules.json');
const now = new Date('2026-06-01T00:00:00Z');
const citizenId = (value: string): Checked => checkCitizenId(value, now);

/** A valid identity number of any year and region the standard knows. */
const validCitizenId = fc
  .record({
    region: fc.constantFrom('330106', '110105', '440524', '371001', '810000', '830000', '932682'),
    born: fc.date({ min: new Date('1900-01-01'), max: new Date('2026-05-30'), noInvalidDate: true }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ region, born, order }) => {
    const digits = region + born.toISOString().slice(0, 10).replace(/-/g, '') + String(order).padStart(3, '0');
    return digits + citizenIdCheckCharacter(digits);
  });

/** A refusal speaks both languages and never repeats what was typed. */
function expectRefused(checked: Checked, typed: string): void {
  expect(checked.ok).toBe(false);
  if (checked.ok) return;
  expect(checked.reason.zh).not.toBe('');
  expect(checked.reason.en).not.toBe('');
  if (typed.length > 3) expect(JSON.stringify(checked.reason)).not.toContain(typed);
}

describe('公民身份号码', () => {
  test.each(vectors.id18.valid as string[])('a valid number is accepted as it stands (%#)', (value) => {
    expect(citizenId(value)).toEqual({ ok: true, value });
  });
  test.each(vectors.id18.invalid as { value: string; why: string }[])('refused: $why', ({ value }) => {
    expectRefused(citizenId(value), value);
  });
  test('a small x, spaces and full-width digits are written in the one form', () => {
    for (const { value, to } of vectors.id18.normalised) expect(citizenId(value)).toEqual({ ok: true, value: to });
    expect(citizenId(' 1101 0519 4912 3100 2x ')).toEqual({ ok: true, value: '11010519491231002X' });
    expect(citizenId('１１０１０５１９４９１２３１００２Ｘ')).toEqual({ ok: true, value: '11010519491231002X' });
  });
  test('the fifteen-digit form is refused by name', () => {
    for (const { value } of vectors.id18.refused)
      expect(citizenId(value)).toMatchObject({ ok: false, code: 'abolished' });
  });
  test('a permanent resident: the new number, and the old three letters and twelve digits', () => {
    expect(citizenId('932682198501010017')).toMatchObject({ ok: true });
    expect(citizenIdKind('932682198501010017')).toBe('foreigner');
    expect(citizenId('us3301850101170')).toMatchObject({ ok: false });
    expect(citizenId('usa330185010117')).toEqual({ ok: true, value: 'USA330185010117' });
    expect(citizenIdKind('USA330185010117')).toBe('foreignerOld');
  });
  test('a resident of Hong Kong, Macao or Taiwan: exactly 810000, 820000, 830000', () => {
    const number = (digits: string) => digits + citizenIdCheckCharacter(digits);
    expect(citizenId(number('81000019900307001'))).toMatchObject({ ok: true });
    expect(citizenIdKind(number('83000019900307001'))).toBe('hongKongMacaoTaiwanResident');
    expect(citizenId(number('81000119900307001'))).toMatchObject({ ok: false, code: 'region' });
    expect(citizenId(number('99010619900230001'))).toMatchObject({ ok: false, code: 'date' });
  });
  test('born today in Hangzhou is possible, tomorrow is not', () => {
    const number = '33010620260601001';
    const whole = number + citizenIdCheckCharacter(number);
    expect(checkCitizenId(whole, new Date('2026-05-31T16:00:00Z'))).toMatchObject({ ok: true });
    expect(checkCitizenId(whole, new Date('2026-05-31T15:59:59Z'))).toMatchObject({ ok: false, code: 'future' });
  });
  test('any valid number is accepted; with one digit changed it is refused', () => {
    fc.assert(
      fc.property(validCitizenId, fc.nat(17), fc.integer({ min: 1, max: 9 }), (value, at, shift) => {
        expect(citizenId(value)).toMatchObject({ ok: true, value });
        const digit = value[at] === 'X' ? 10 : Number(value[at]);
        const changed = value.slice(0, at) + String((digit + shift) % 10) + value.slice(at + 1);
        if (changed !== value) expect(citizenId(changed)).toMatchObject({ ok: false });
      }),
    );
  });
  test('whatever is typed is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: 'binary' }), (typed) => {
        const checked = citizenId(typed);
        if (!checked.ok) expectRefused(checked, typed.trim().toUpperCase());
      }),
    );
  });
});

describe('统一社会信用代码', () => {
  test.each([...vectors.uscc.valid, '12441500196720244T', '91110000101623741K', '11320000MB151840XJ'] as string[])(
    'accepted without a warning (%#)',
    (value) => expect(checkUscc(value)).toEqual({ ok: true, value }),
  );
  test.each([...vectors.uscc.invalid, { value: '91350100M000100Y4Z', why: 'letter Z' }] as {
    value: string;
    why: string;
  }[])('refused: $why', ({ value }) => expectRefused(checkUscc(value), value));
  test.each(vectors.uscc.warned as { value: string; why: string }[])('accepted with a warning: $why', ({ value }) => {
    expect(checkUscc(value)).toMatchObject({ ok: true, value, warnings: [{ code: 'checkCharacter' }] });
  });
  test('agriculture (N) and others (Y) register bodies too', () => {
    expect(checkUscc('N2330106MF0000000A')).toMatchObject({ ok: true });
    expect(checkUscc('Y1330106MF0000000A')).toMatchObject({ ok: true });
  });
});

describe('车辆识别代号', () => {
  const vinChar = fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789');
  test.each([...vectors.vin.valid, 'LATPAB071W1005301'] as string[])('accepted (%#)', (value) => {
    expect(checkVin(value.toLowerCase())).toEqual({ ok: true, value });
  });
  test.each(vectors.vin.invalid as { value: string; why: string }[])('refused: $why', ({ value }) => {
    expectRefused(checkVin(value), value);
  });
  test('any number with its check character is accepted; with another one it is refused', () => {
    fc.assert(
      fc.property(
        fc.array(vinChar, { minLength: 17, maxLength: 17 }),
        fc.constantFrom(...'0123456789X'),
        (chars, other) => {
          const right = vinCheckCharacter(chars.join(''));
          const vin = (check: string) => [...chars.slice(0, 8), check, ...chars.slice(9)].join('');
          expect(checkVin(vin(right))).toMatchObject({ ok: true });
          if (other !== right) expect(checkVin(vin(other))).toMatchObject({ ok: false, code: 'checkCharacter' });
        },
      ),
    );
  });
});

describe('号牌号码', () => {
  test.each(plates.valid_examples as string[])('%s is accepted', (value) => {
    expect(checkPlate(value)).toEqual({ ok: true, value });
  });
  test.each([...plates.invalid_examples, ...plates.hangzhou_invalid_examples] as string[])('%s is refused', (value) => {
    expectRefused(checkPlate(value), value);
  });
  test('the kind follows from the shape', () => {
    expect(plateKindOf('浙AD1234')).toBe('small');
    expect(plateKindOf('浙AD12345')).toBe('newEnergySmall');
    expect(plateKindOf('浙AK12345')).toBe('newEnergySmall');
    expect(plateKindOf('浙A12345D')).toBe('newEnergyLarge');
    expect(plateKindOf('浙AL12345')).toBeNull();
    expect(plateKindOf('沪A12345')).toBeNull();
  });
  test('the dot, spaces and small letters people write are left out', () => {
    expect(checkPlate('浙a·d12 345')).toEqual({ ok: true, value: '浙AD12345' });
  });
  test('agrees with the written rule for every plate of five or six', () => {
    const serial = fc
      .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), { minLength: 5, maxLength: 6 })
      .map((chars) => `浙A${chars.join('')}`);
    const rules = [plates.small_car, plates.new_energy_small, plates.new_energy_large].map(
      ({ regex }: { regex: string }) => new RegExp(regex),
    );
    fc.assert(
      fc.property(serial, (value) => {
        expect(checkPlate(value).ok).toBe(rules.some((rule) => rule.test(value)));
      }),
    );
  });
  test('three letters in an ordinary plate are doubted, not refused', () => {
    expect(checkPlate('浙AABC12')).toMatchObject({ ok: true, warnings: [{ code: 'manyLetters' }] });
  });
});

describe('手机号', () => {
  test.each(vectors.phone.valid as string[])('accepted (%#)', (value) => {
    expect(checkMobile(value)).toEqual({ ok: true, value });
    expect(checkMobile(`+86 ${value.slice(0, 3)}-${value.slice(3, 7)}-${value.slice(7)}`)).toEqual({ ok: true, value });
  });
  test.each([...vectors.phone.invalid, '', '8613800138', '1380013800a'] as string[])('refused (%#)', (value) => {
    expectRefused(checkMobile(value), value);
  });
});

describe('masks', () => {
  test('show what the owner knows it by', () => {
    expect(maskIdNumber('330106199003070014')).toBe('3301**********0014');
    expect(maskName('王小明')).toBe('王*明');
    expect(maskName('王明')).toBe('王*');
    expect(maskName('欧阳小明')).toBe('欧**明');
    expect(maskName('𠮷田')).toBe('𠮷*');
    expect(maskMobile('13800138000')).toBe('138****8000');
  });
  test('never show the date of birth, the middle of a mobile number, or something short', () => {
    fc.assert(
      fc.property(validCitizenId, (value) => {
        expect(maskIdNumber(value).slice(4, 14)).toBe('**********');
        expect(maskIdNumber(value)).toHaveLength(18);
      }),
    );
    expect(maskIdNumber('12345678')).toBe('********');
    expect(maskMobile('12345')).toBe('*****');
    expect(maskName('王')).toBe('*');
  });
});
