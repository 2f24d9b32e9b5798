// Threat: a phone without network or cryptography takes a forged, revoked or expired licence for a good one.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, expect, test } from '@jest/globals';
import { packPlaces } from '@onetrip/shared/evidence';
import { build } from 'esbuild';
import type * as Verify from '../src/verify/index.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519').privateKey;
const { kty = '', crv = '', x = '' } = publicKey.export({ format: 'jwk' });
const keys = [{ kty, crv, x, kid: 'licence-1' }];

function signed(type: string, payload: object, by: KeyObject = privateKey, kid = 'licence-1'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg: 'EdDSA', kid, typ: type })}.${part(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), by).toString('base64url')}`;
}

const now = Date.parse('2026-03-02T09:00:00+08:00') / 1000;
const day = 86_400;
const claims = {
  jti: '3301GA',
  k: 'residencePermit',
  n: '浙江省居住证',
  h: '陈*桐',
  iss: '杭州市公安局',
  iat: now,
  i: 300,
};
const licenceOf = (nbf: number, exp: number, by?: KeyObject, kid?: string) =>
  signed('licence+jws', { ...claims, nbf, exp }, by, kid);
const listOf = (places: number[]) =>
  signed('revocations+jws', { iat: now - 3_600, exp: now + day, revoked: packPlaces(places) });

/** The entry in a realm that has ECMAScript and nothing else. */
let verifyLicence: typeof Verify.verifyLicence;
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/verify/index.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'Verify',
    target: 'es2018',
    conditions: ['source'],
  });
  const bare = createContext({});
  ({ verifyLicence } = runInContext(`delete BigInt; ${outputFiles[0]?.text}; Verify`, bare) as typeof Verify);
});

const good = licenceOf(now - day, now + day);
test.each<[string, string, string | undefined, string | null]>([
  ['a good one', good, undefined, null],
  ['a good one, with a list it is not on', good, listOf([17, 299, 301]), null],
  ['one on the list', good, listOf([17, 300, 4_000_000]), 'revoked'],
  ['an expired one', licenceOf(now - 2 * day, now), undefined, 'expired'],
  ['one of tomorrow', licenceOf(now + 1, now + day), undefined, 'notYetValid'],
  ['a stranger’s under our key’s name', licenceOf(now - day, now + day, stranger), undefined, 'signature'],
  ['a stranger’s', licenceOf(now - day, now + day, stranger, 'licence-2'), undefined, 'unknownKey'],
  ['something else', 'https://example.org', undefined, 'malformed'],
])('%s', (_what, jws, revocations, reason) => {
  const verdict = verifyLicence(jws, { keys, at: new Date(now * 1000), ...(revocations ? { revocations } : {}) });
  expect([verdict.valid, verdict.reason]).toEqual([reason === null, reason]);
  expect(verdict.sentence.zh.endsWith('。') && (verdict.sentence.en ?? '').endsWith('.')).toBe(true);
  expect(verdict.claims?.n ?? null).toBe(
    ['signature', 'unknownKey', 'malformed'].includes(reason ?? '') ? null : claims.n,
  );
  expect(verdict.revocations.state).toBe(revocations ? 'current' : 'absent');
});
