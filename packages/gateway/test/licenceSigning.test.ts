// A licence is signed, fits a code, and is refused when forged, typed otherwise, out of date or unreadable.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CompactSign, type JWK } from 'jose';
import QRCode from 'qrcode';
import { yearsLater } from '../src/licences/dates.ts';
import { licenceFields } from '../src/licences/fields.ts';
import { checkCharacter, newLicenceNumber } from '../src/licences/number.ts';
import { qrImage } from '../src/licences/qrImage.ts';
import { createLicenceSigner, type LicenceClaims } from '../src/licences/signing.ts';

const newKey = (kid: string): JWK => ({
  ...(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK),
  kid,
});
const key = newKey('licence-2026');
const signer = createLicenceSigner(key);
const issuedAt = new Date('2026-03-02T09:00:00+08:00');
const claims: LicenceClaims = {
  licenceNumber: newLicenceNumber('GA', issuedAt),
  kind: 'residencePermit',
  nameZh: '浙江省居住证',
  holder: '王*明',
  issuerZh: '杭州市公安局',
  issuedAt,
  validFrom: '2026-03-02',
  validUntil: '2027-03-02',
};
const sign = async (payload: string, header: { alg: string; kid: string; typ?: string }, by: JWK = key) => {
  const { importJWK } = await import('jose');
  const imported = await importJWK(by, 'EdDSA');
  return new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader(header).sign(imported);
};

describe('a signed licence', () => {
  test('reads back as what was signed', async () => {
    const jws = await signer.sign(claims);
    expect(await signer.read(jws, issuedAt)).toEqual({ fault: null, claims });
  });

  test('fits a QR code of level M with modules a phone can read', async () => {
    const jws = await signer.sign(claims);
    const { version, errorCorrectionLevel } = QRCode.create(jws, { errorCorrectionLevel: 'M' });
    expect(errorCorrectionLevel.bit).toBe(0);
    expect(version).toBeLessThanOrEqual(19);
    expect(await qrImage(jws)).toMatch(/^data:image\/svg\+xml;base64,PHN2Zy/);
  });

  test('is valid from the first to the last moment of its days in Hangzhou', async () => {
    const jws = await signer.sign(claims);
    const faultAt = async (time: string) => (await signer.read(jws, new Date(time))).fault;
    expect(await faultAt('2026-03-01T23:59:59+08:00')).toBe('notYetValid');
    expect(await faultAt('2026-03-02T00:00:00+08:00')).toBeNull();
    expect(await faultAt('2027-03-02T23:59:59+08:00')).toBeNull();
    expect(await faultAt('2027-03-03T00:00:00+08:00')).toBe('expired');
  });

  test('without an end never expires', async () => {
    const jws = await signer.sign({ ...claims, validUntil: null });
    const read = await signer.read(jws, new Date('2126-01-01T00:00:00Z'));
    expect(read).toEqual({ fault: null, claims: { ...claims, validUntil: null } });
  });
});

describe('what is refused', () => {
  test('any change of one character', async () => {
    const jws = await signer.sign(claims);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.nat(63), async (place, index) => {
        const changed = jws.slice(0, place) + alphabet[index] + jws.slice(place + 1);
        // The last character of a part carries bits that base64url throws away: such a change is none.
        const same = changed.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
        const original = jws.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
        if (jws[place] === '.' || same.join() === original.join()) return;
        expect((await signer.read(changed, issuedAt)).claims).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test('another’s signature under our key id', async () => {
    const forged = await createLicenceSigner(newKey('licence-2026')).sign(claims);
    expect(await signer.read(forged, issuedAt)).toEqual({ fault: 'signature', claims: null });
  });

  test('a key we do not know', async () => {
    const foreign = await createLicenceSigner(newKey('licence-of-another-city')).sign(claims);
    expect(await signer.read(foreign, issuedAt)).toEqual({ fault: 'unknownKey', claims: null });
  });

  test('no algorithm at all', async () => {
    const [, payload] = (await signer.sign(claims)).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'licence-2026', typ: 'licence+jws' }));
    const read = await signer.read(`${header.toString('base64url')}.${payload}.`, issuedAt);
    expect(read.claims).toBeNull();
  });

  test('something else signed with the same key', async () => {
    const [, payload = ''] = (await signer.sign(claims)).split('.');
    const text = Buffer.from(payload, 'base64url').toString();
    const untyped = await sign(text, { alg: 'EdDSA', kid: 'licence-2026' });
    const empty = await sign('{}', { alg: 'EdDSA', kid: 'licence-2026', typ: 'licence+jws' });
    const unreadable = await sign('x', { alg: 'EdDSA', kid: 'licence-2026', typ: 'licence+jws' });
    for (const jws of [untyped, empty, unreadable]) {
      expect(await signer.read(jws, issuedAt)).toEqual({ fault: 'malformed', claims: null });
    }
  });

  test.each(['', 'x', 'a.b', 'a.b.c', '....', '居住证'])('%j is no licence', async (jws) => {
    expect(await signer.read(jws, issuedAt)).toEqual({ fault: 'malformed', claims: null });
  });

  test('a key that is not a private Ed25519 key with an id', () => {
    const { d: _d, ...publicOnly } = key;
    const { kid: _kid, ...anonymous } = key;
    for (const wrong of [publicOnly, anonymous, { ...key, crv: 'X25519' }]) {
      expect(() => createLicenceSigner(wrong)).toThrow('not an Ed25519 private key');
    }
  });

  test('the published keys never hold the private part', () => {
    expect(Object.keys(signer.keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });
});

describe('fields', () => {
  const label = { zh: '栏', en: 'Field' };
  const sources = {
    citizen: { name: '王小明' },
    form: { vin: 'LATPAB071W1005301', address: '  ' },
    case: { permitNumber: 'P1' },
    application: { plateNumber: '浙AD12345' },
    evidence: new Map<string, Record<string, unknown>>([
      ['halfYear', { residenceAddress: '西湖区 1 号', months: 7, number: '11010519491231002X' }],
    ]),
  };
  const printed = (from: string) => {
    const result = { kind: 'k', name: label, fields: [{ id: 'f', label, from }] };
    return licenceFields(result, sources, issuedAt)[0]?.value;
  };

  test.each([
    ['citizen.name', '王小明'],
    ['form.vin', 'LATPAB071W1005301'],
    ['case.permitNumber', 'P1'],
    ['application.plateNumber', '浙AD12345'],
    ['evidence.halfYear.residenceAddress', '西湖区 1 号'],
    ['evidence.halfYear.months', '7'],
  ])('%s', (from, value) => {
    expect(printed(from)).toBe(value);
  });

  test('an identity number is masked wherever it comes from', () => {
    expect(printed('evidence.halfYear.number')).toBe('1101**********002X');
  });

  test.each(['form.address', 'form.unknown', 'evidence.other.x', 'form.constructor', 'secrets.key', 'citizen', ''])(
    '%j gives nothing and is left out',
    (from) => {
      expect(printed(from)).toBeUndefined();
    },
  );
});

describe('numbers and dates', () => {
  test('a licence number names city, department and day, and ends in a check character', () => {
    const number = newLicenceNumber('JJ', new Date('2026-03-01T16:30:00Z'));
    expect(number).toMatch(/^3301JJ20260302\d{8}[0-9A-Z*]$/);
    expect(checkCharacter(number.slice(0, -1))).toBe(number.at(-1));
  });

  test('one wrong character, or two neighbours swapped, is found', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{22}$/), fc.nat(20), (body, place) => {
        const [a, b] = [body.charAt(place), body.charAt(place + 1)];
        const swapped = body.slice(0, place) + b + a + body.slice(place + 2);
        const wrong = body.slice(0, place) + (a === '7' ? '8' : '7') + body.slice(place + 1);
        expect(checkCharacter(wrong)).not.toBe(checkCharacter(body));
        if (a !== b) expect(checkCharacter(swapped)).not.toBe(checkCharacter(body));
      }),
    );
  });

  test('years later is the same date, and 28 February where there is no 29th', () => {
    expect(yearsLater('2026-03-02', 10)).toBe('2036-03-02');
    expect(yearsLater('2024-02-29', 1)).toBe('2025-02-28');
    expect(yearsLater('2024-02-29', 4)).toBe('2028-02-29');
  });
});
