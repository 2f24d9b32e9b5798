// WeChat Pay's cryptography against the vectors its own published libraries are tested with.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { decrypt, encrypt, verifies } from '../src/wechatPay/cryptography.ts';

const vectors: Record<string, string>[] = JSON.parse(
  readFileSync(new URL('./fixtures/payment-crypto-vectors.json', import.meta.url), 'utf8'),
);
const vector = (id: string): Record<string, string> => vectors.find((one) => one.id === id) ?? {};

describe('the published vectors', () => {
  test('AES-256-GCM opens and closes', () => {
    const { key = '', nonce = '', aad = '', ct = '', plaintext = '' } = vector('wxpay-gcm-java-1');
    const envelope = { apiV3Key: key, nonce, associatedData: aad };
    expect(decrypt(ct, envelope)).toBe(plaintext);
    expect(encrypt(plaintext, envelope)).toBe(ct);
    expect(() => decrypt(ct, { ...envelope, associatedData: 'other' })).toThrow();
  });

  test('a key of 16 bytes is refused', () => {
    const { key = '', nonce = '', aad = '', ct = '' } = vector('wxpay-gcm-go-1');
    expect(() => decrypt(ct, { apiV3Key: key, nonce, associatedData: aad })).toThrow('32 bytes');
  });

  test.each(['wxpay-rsa-java-1', 'wxpay-rsa-go-1'])('RSA-SHA256 verifies: %s', (id) => {
    const { message = '', signature = '', certificate_pem: certificate = '', serial } = vector(id);
    expect(verifies(message, signature, certificate)).toBe(true);
    expect(verifies(`${message}!`, signature, certificate)).toBe(false);
    expect(new X509Certificate(certificate).serialNumber).toBe(serial);
  });

  test('a notification is signed over time, nonce and body', () => {
    const {
      headers,
      body,
      certificate_pem: certificate,
    } = vector('wxpay-notify-go-1') as unknown as {
      headers: Record<string, string>;
      body: string;
      certificate_pem: string;
    };
    const message = `${headers['Wechatpay-Timestamp']}\n${headers['Wechatpay-Nonce']}\n${body}\n`;
    expect(verifies(message, headers['Wechatpay-Signature'] ?? '', certificate)).toBe(true);
  });
});
