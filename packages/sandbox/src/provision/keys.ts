// Makes the keys of a city to develop with.
import { generateKeyPair, type JsonWebKey, randomBytes, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { KeyedJwk } from '../options.ts';

const generate = promisify(generateKeyPair);

/** A new Ed25519 private key as JWK text, with its id. */
export async function makeEd25519(kid: string): Promise<string> {
  const { privateKey } = await generate('ed25519');
  return `${JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' }, null, 2)}\n`;
}

/** A new P-256 private key as JWK text, with its id. */
export async function makeEcdsa(kid: string): Promise<string> {
  const { privateKey } = await generate('ec', { namedCurve: 'P-256' });
  return `${JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256' }, null, 2)}\n`;
}

/** A private JWK without its private part. */
export function toPublicJwk(privateJwk: KeyedJwk): KeyedJwk {
  const { d: _private, ...publicJwk } = privateJwk;
  return publicJwk;
}

/** Reads a JWK that has an id. */
export const parseJwk = (text: string): KeyedJwk => JSON.parse(text) as JsonWebKey & { kid: string };

/** A new RSA 2048 private key, PEM (PKCS #8). */
export async function makeRsa(): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A self-signed certificate of an RSA key, good for five years, PEM. */
export async function makeCertificate(privateKeyPem: string, commonName: string): Promise<string> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const der = Buffer.from(privateKeyPem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const { subtle } = globalThis.crypto;
  const privateKey = await subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...jwk } = await subtle.exportKey('jwk', privateKey);
  const publicKey = await subtle.importKey('jwk', { ...jwk, key_ops: ['verify'] }, algorithm, true, ['verify']);
  const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000 - 86_400_000);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // 20 bytes like the real ones; the first byte keeps the number positive and free of leading zeros.
    serialNumber: `5f${randomBytes(19).toString('hex')}`,
    name: `CN=${commonName}`,
    notBefore,
    notAfter: new Date(notBefore.getTime() + 5 * 365 * 86_400_000),
    signingAlgorithm: algorithm,
    keys: { privateKey, publicKey },
    extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true)],
  });
  return `${new X509Certificate(certificate.toString('pem')).toString()}`;
}

/** 32 letters and digits, as WeChat Pay wants an APIv3 key. */
export const makeApiV3Key = (): string => randomBytes(16).toString('hex');

/** So many random bytes, base64. */
export const makeSecret = (bytes: number): string => randomBytes(bytes).toString('base64');
