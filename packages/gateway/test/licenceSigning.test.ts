// A licence is signed, fits a code, and is refused when forged, typed otherwise, out of date or unreadable.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  type LicenceFault,
  licenceSentences,
  packPlaces,
  revocationsType,
  unpackPlaces,
  verifyLicence,
} from '@onetrip/shared/evidence';
import fc from 'fast-check';
import { CompactSign, type JWK } from 'jose';
import QRCode from 'qrcode';
import { ed25519 } from '../src/keys/ed25519.ts';
import { createKeyRing, type KeyRing } from '../src/keys/ring.ts';
import { yearsLater } from '../src/licences/dates.ts';
import { licenceFields } from '../src/licences/fields.ts';
import { checkCharacter, newLicenceNumber } from '../src/licences/number.ts';
import { qrImage } from '../src/licences/qrImage.ts';
import { type IssuedLicence, signLicence } from '../src/licences/signing.ts';

const newKey = (kid: string): JWK => ({
  ...(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK),
  kid,
});
const key = newKey('licence-2026');
const ringOf = (licenceKey: JWK): KeyRing =>
  createKeyRing(
    { licenceKey, anchorKey: newKey('anchor'), departmentKey: newKey('department'), answerKey: newKey('answer') },
    {
      now: () => issuedAt,
    } as unknown as Parameters<typeof createKeyRing>[1],
  );
const issuedAt = new Date('2026-03-02T09:00:00+08:00');
const licence: IssuedLicence = {
  place: 4711,
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

const jws = signLicence(ringOf(key), licence);
const keys = ringOf(key).published('licence');
const verify = (text: string, at = issuedAt, revocations?: string) =>
  verifyLicence(text, { keys, at, ed25519, ...(revocations === undefined ? {} : { revocations }) });
const listOf = (places: number[], by: JWK = key) => {
  const iat = issuedAt.getTime() / 1000;
  const claims = { iat, exp: iat + 86_400, revoked: packPlaces(places) };
  return ringOf(by).sign('licence', revocationsType, JSON.stringify(claims));
};

describe('a signed licence', () => {
  test('reads back as what was signed', () => {
    expect(verify(jws)).toMatchObject({
      valid: true,
      reason: null,
      sentence: { zh: '证照真实有效。' },
      claims: {
        jti: licence.licenceNumber,
        k: 'residencePermit',
        n: '浙江省居住证',
        h: '王*明',
        iss: '杭州市公安局',
        i: 4711,
      },
      revocations: { state: 'absent', asOf: null },
    });
  });

  test('verifies the same in an engine that has no cryptography of its own', () => {
    const forged = signLicence(ringOf(newKey('licence-2026')), licence);
    const reasons = [jws, forged].map((text) => verifyLicence(text, { keys, at: issuedAt }).reason);
    expect(reasons).toEqual([null, 'signature']);
  });

  test('fits a QR code of level M with modules a phone can read', async () => {
    const { version, errorCorrectionLevel } = QRCode.create(jws, { errorCorrectionLevel: 'M' });
    expect(errorCorrectionLevel.bit).toBe(0);
    expect(version).toBeLessThanOrEqual(19);
    expect(await qrImage(jws)).toMatch(/^data:image\/svg\+xml;base64,PHN2Zy/);
  });

  test('is valid from the first to the last moment of its days in Hangzhou', () => {
    const faultAt = (time: string) => verify(jws, new Date(time)).reason;
    expect(faultAt('2026-03-01T23:59:59+08:00')).toBe('notYetValid');
    expect(faultAt('2026-03-02T00:00:00+08:00')).toBeNull();
    expect(faultAt('2027-03-02T23:59:59+08:00')).toBeNull();
    expect(faultAt('2027-03-03T00:00:00+08:00')).toBe('expired');
  });

  test('without an end never expires', () => {
    const endless = signLicence(ringOf(key), { ...licence, validUntil: null });
    expect(verify(endless, new Date('2126-01-01T00:00:00Z')).reason).toBeNull();
  });
});

describe('a revocation list', () => {
  test('names exactly the revoked, in a few bytes each', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 40 })), (places) => {
        const sorted = [...places].sort((a, b) => a - b);
        expect(unpackPlaces(packPlaces(sorted))).toEqual(sorted);
      }),
    );
    const thousand = Array.from({ length: 1000 }, (_, index) => 1_000 * (index + 1));
    expect(packPlaces(thousand).length).toBeLessThan(3_000);
  });

  test('a revoked licence is told from one in force, and how old the list is', () => {
    expect(verify(jws, issuedAt, listOf([17, 4711]))).toMatchObject({
      valid: false,
      reason: 'revoked',
      sentence: { zh: '证照已被发证机关撤销，不再有效。' },
      revocations: { state: 'current', asOf: issuedAt },
    });
    expect(verify(jws, issuedAt, listOf([17, 4712]))).toMatchObject({ valid: true, revocations: { state: 'current' } });
    const later = new Date('2026-03-04T09:00:00+08:00');
    expect(verify(jws, later, listOf([]))).toMatchObject({
      valid: true,
      revocations: { state: 'outdated', asOf: issuedAt },
    });
  });

  test('one that is not ours, or is a licence, is not used and said to be so', () => {
    for (const list of [listOf([4711], newKey('licence-2026')), jws, 'x']) {
      expect(verify(jws, issuedAt, list)).toMatchObject({
        valid: true,
        revocations: { state: 'untrusted', asOf: null },
      });
    }
  });
});

describe('what is refused', () => {
  const refused = (reason: LicenceFault) => ({
    valid: false,
    reason,
    sentence: licenceSentences[reason],
    claims: null,
  });

  test('any change of one character, even of one that carries only left-over bits', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    fc.assert(
      fc.property(fc.nat(jws.length - 1), fc.nat(64), (place, index) => {
        const changed = jws.slice(0, place) + alphabet[index] + jws.slice(place + 1);
        return changed === jws || verify(changed).claims === null;
      }),
      { numRuns: 500 },
    );
    const last = jws.slice(-1);
    for (const other of alphabet.replace(last, '')) expect(verify(jws.slice(0, -1) + other).valid).toBe(false);
  });

  test('the same signature spelled in another way (RFC 8032, 5.1.7)', () => {
    const [head, payload, signature = ''] = jws.split('.');
    const bytes = Buffer.from(signature, 'base64url');
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    let second = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order;
    for (let at = 32; at < 64; at += 1, second >>= 8n) bytes[at] = Number(second & 255n);
    expect(verify(`${head}.${payload}.${bytes.toString('base64url')}`)).toMatchObject(refused('signature'));
  });

  test('another’s signature under our key id', () => {
    expect(verify(signLicence(ringOf(newKey('licence-2026')), licence))).toMatchObject(refused('signature'));
  });

  test('a key we do not know', () => {
    const foreign = signLicence(ringOf(newKey('licence-of-another-city')), licence);
    expect(verify(foreign)).toMatchObject(refused('unknownKey'));
  });

  test('no algorithm at all', () => {
    const [, payload] = jws.split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'licence-2026', typ: 'licence+jws' }));
    expect(verify(`${header.toString('base64url')}.${payload}.`)).toMatchObject(refused('malformed'));
  });

  test('something else signed with the same key', async () => {
    const [, payload = ''] = jws.split('.');
    const text = Buffer.from(payload, 'base64url').toString();
    const untyped = await sign(text, { alg: 'EdDSA', kid: 'licence-2026' });
    const empty = await sign('{}', { alg: 'EdDSA', kid: 'licence-2026', typ: 'licence+jws' });
    const unreadable = await sign('x', { alg: 'EdDSA', kid: 'licence-2026', typ: 'licence+jws' });
    for (const other of [untyped, empty, unreadable, listOf([1])])
      expect(verify(other)).toMatchObject(refused('malformed'));
  });

  test('what another library signs is believed all the same', async () => {
    const [, payload = ''] = jws.split('.');
    const text = Buffer.from(payload, 'base64url').toString();
    expect(verify(await sign(text, { alg: 'EdDSA', kid: 'licence-2026', typ: 'licence+jws' })).valid).toBe(true);
  });

  test.each(['', 'x', 'a.b', 'a.b.c', '....', '居住证'])('%j is no licence', (text) => {
    expect(verify(text)).toMatchObject(refused('malformed'));
  });

  test('a key that is not a private Ed25519 key with an id', () => {
    const { d: _d, ...publicOnly } = key;
    const { kid: _kid, ...anonymous } = key;
    for (const wrong of [publicOnly, anonymous, { ...key, crv: 'X25519' }]) {
      expect(() => ringOf(wrong)).toThrow('not an Ed25519 private key');
    }
  });

  test('the published keys never hold the private part', () => {
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'purpose', 'use', 'x']);
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
