// A configuration that cannot be used is told in one sentence that names the variable.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../src/config/index.ts';

let folder: string;
let good: Record<string, string>;
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** A partner with the service point SP1. */
const partnerWithPoint = (partnerId: string) => ({
  partnerId,
  name: { zh: partnerId },
  keys: [{ keyId: partnerId, publicKey: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) }],
  origins: ['https://bank.example'],
  servicePoints: [{ servicePointId: 'SP1', name: 'SP1', channel: 'bank' }],
  matters: ['HZ-GA-041'],
});

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onetrip-config-'));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'key-1' };
  const department = {
    code: 'GA',
    url: 'http://127.0.0.1:9/departments/GA',
    keyId: 'ga-1',
    publicKey: publicKey.export({ format: 'jwk' }),
    registers: ['population'],
    cases: true,
  };
  good = {
    ONETRIP_CITIZEN_APP_URL: 'http://127.0.0.1:8101/',
    ONETRIP_DATA: folder,
    ONETRIP_MASTER_KEY_FILE: file('master', randomBytes(32).toString('base64')),
    ONETRIP_LOOKUP_KEY_FILE: file('lookup', randomBytes(32).toString('base64')),
    ONETRIP_LICENCE_KEY_FILE: file('licence', JSON.stringify(jwk)),
    ONETRIP_ANCHOR_KEY_FILE: file('anchor', JSON.stringify(jwk)),
    ONETRIP_DEPARTMENT_KEY_FILE: file('department', JSON.stringify(jwk)),
    ONETRIP_ANSWER_KEY_FILE: file('answer', JSON.stringify(jwk)),
    ONETRIP_DEPARTMENTS_FILE: file('departments', JSON.stringify([department])),
    ONETRIP_PARTNERS_FILE: file('partners', '[]'),
    WECHAT_APP_ID: 'wx1',
    WECHAT_APP_SECRET_FILE: file('secret', 'secret'),
    WECHAT_API_URL: 'http://127.0.0.1:9/wechat',
    WECHAT_PAY_URL: 'http://127.0.0.1:9/wechat-pay',
    WECHAT_PAY_MERCHANT_ID: '1900000109',
    WECHAT_PAY_MERCHANT_SERIAL: 'AA',
    WECHAT_PAY_MERCHANT_KEY_FILE: file('merchant', 'pem'),
    WECHAT_PAY_API_V3_KEY_FILE: file('v3', 'x'.repeat(32)),
    WECHAT_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
    WECHAT_PAY_PUBLIC_KEY_FILE: file('pay', 'pem'),
    SMS_URL: 'http://127.0.0.1:9/sms',
    SMS_KEY_FILE: file('sms', 'key'),
    STAFF_KEY: file(
      'staff',
      JSON.stringify({
        ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
        kid: 's',
        alg: 'ES256',
      }),
    ),
    SHORT: file('short', 'AAAA'),
    NOT_JSON: file('not-json', 'nonsense'),
    ODD: file('odd', '[{"code": "GA"}]'),
    SHARED_POINT: file('shared-point', JSON.stringify(['bank', 'dealer'].map(partnerWithPoint))),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a good one is read, with its defaults', () => {
  expect(readConfig(good)).toMatchObject({
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    citizenAppUrl: 'http://127.0.0.1:8101',
    database: { kind: 'embedded' },
    departmentDeadlineMs: 2_000,
    codeResendSeconds: 60,
    logLevel: 'info',
    worksJobs: true,
    wechatPay: { verification: { mode: 'publicKey' } },
  });
  expect(readConfig({ ...good, DATABASE_URL: 'postgres://x' }).database).toEqual({
    kind: 'postgres',
    url: 'postgres://x',
  });
});

const staff = (env: Record<string, string>) => ({
  ONETRIP_STAFF_ISSUER: 'https://staff.example/realms/city/',
  ONETRIP_STAFF_CLIENT_ID: 'onetrip',
  ONETRIP_STAFF_CLIENT_KEY_FILE: env.STAFF_KEY,
  ONETRIP_STAFF_REDIRECTS: 'https://office.example/back, http://127.0.0.1:7499/signed-in',
});

test('the staff directory: none, by key, or by secret', () => {
  expect(readConfig(good).staff).toBeUndefined();
  expect(readConfig({ ...good, ...staff(good) }).staff).toMatchObject({
    issuer: 'https://staff.example/realms/city/',
    client: { kind: 'key', key: { kid: 's', alg: 'ES256' } },
    redirectAddresses: ['https://office.example/back', 'http://127.0.0.1:7499/signed-in'],
  });
  const bySecret = { ONETRIP_STAFF_CLIENT_SECRET_FILE: good.SHORT };
  expect(readConfig({ ...good, ...staff(good), ...bySecret }).staff?.client).toEqual({
    kind: 'secret',
    secret: 'AAAA',
  });
});

test.each<[string, (env: Record<string, string>) => Record<string, string | undefined>]>([
  [
    'ONETRIP_STAFF_ISSUER must hold https addresses',
    (env) => ({ ...staff(env), ONETRIP_STAFF_ISSUER: 'http://staff.example' }),
  ],
  [
    'ONETRIP_STAFF_REDIRECTS must hold https addresses',
    (env) => ({ ...staff(env), ONETRIP_STAFF_REDIRECTS: 'https://office.example/?x=1' }),
  ],
  ['ONETRIP_STAFF_REDIRECTS is not set.', (env) => ({ ...staff(env), ONETRIP_STAFF_REDIRECTS: ' , ' })],
  [
    'ONETRIP_STAFF_CLIENT_KEY_FILE is not of the form',
    (env) => ({ ...staff(env), ONETRIP_STAFF_CLIENT_KEY_FILE: env.ODD }),
  ],
  ['ONETRIP_CITIZEN_APP_URL is not set.', () => ({ ONETRIP_CITIZEN_APP_URL: undefined })],
  ['ONETRIP_CITIZEN_APP_URL must be an http(s) address.', () => ({ ONETRIP_CITIZEN_APP_URL: 'nonsense' })],
  ['ONETRIP_DATA is not set.', () => ({ ONETRIP_DATA: undefined })],
  ['ONETRIP_PORT must be a whole number from 0 to 65535.', () => ({ ONETRIP_PORT: '80 80' })],
  ['ONETRIP_LOG_LEVEL must be one of', () => ({ ONETRIP_LOG_LEVEL: 'loud' })],
  [
    'ONETRIP_MASTER_KEY_FILE must hold 32 bytes in base64 on each line.',
    (env) => ({ ONETRIP_MASTER_KEY_FILE: env.SHORT }),
  ],
  ['WECHAT_PAY_API_V3_KEY_FILE must hold 32 bytes.', (env) => ({ WECHAT_PAY_API_V3_KEY_FILE: env.SHORT })],
  ['SMS_KEY_FILE names /nowhere, which cannot be read.', () => ({ SMS_KEY_FILE: '/nowhere' })],
  ['ONETRIP_PARTNERS_FILE has two service points called SP1.', (env) => ({ ONETRIP_PARTNERS_FILE: env.SHARED_POINT })],
  ['ONETRIP_PARTNERS_FILE names a file that is not JSON.', (env) => ({ ONETRIP_PARTNERS_FILE: env.NOT_JSON })],
  ['ONETRIP_DEPARTMENTS_FILE is not of the form it should be: /0', (env) => ({ ONETRIP_DEPARTMENTS_FILE: env.ODD })],
  ['ONETRIP_LICENCE_KEY_FILE is not of the form it should be', (env) => ({ ONETRIP_LICENCE_KEY_FILE: env.ODD })],
])('%s', (sentence, change) => {
  const read = () => readConfig({ ...good, ...change(good) });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(sentence);
});
