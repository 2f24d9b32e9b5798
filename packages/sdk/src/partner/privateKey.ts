// The partner's private key: read once, checked, never printed; a key of another kind is refused with the reason.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** An Ed25519 private key as JWK (RFC 8037). */
export interface PrivateJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly d: string;
  /** Becomes the key id where none is given. */
  readonly kid?: string;
}

const howToMake = 'make one with: openssl genpkey -algorithm ed25519';

/** What was given instead, by how its text begins, and what to do about it. */
const mistakes: readonly (readonly [begins: RegExp, reason: string])[] = [
  [/^whsec_/, 'it is a webhook secret; the private key is the one whose public half you registered'],
  [/^whpk_|^whsk_/, 'it is a webhook key; the private key is the one whose public half you registered'],
  [/^-----BEGIN ENCRYPTED PRIVATE KEY-----/, 'it is encrypted; decrypt it first: openssl pkey -in FILE'],
  [/^-----BEGIN OPENSSH PRIVATE KEY-----/, `it is a key of OpenSSH; ${howToMake}`],
  [/^-----BEGIN CERTIFICATE-----/, 'it is a certificate, which holds a public key only'],
  [/^ssh-/, 'it is a public key of OpenSSH'],
];

/**
 * Reads the key.
 * @param privateKey PEM text (PKCS #8) or a JWK
 * @throws {TypeError} when it is no Ed25519 private key: the message says what it is instead, and contains none of it
 */
export function readPrivateKey(privateKey: string | PrivateJwk): KeyObject {
  const key = tryTo(() => (typeof privateKey === 'string' ? createPrivateKey(privateKey) : fromJwk(privateKey)));
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new TypeError(
    `privateKey must be an Ed25519 private key, as PEM text or JWK: ${key ? ofAnother(key) : reasonOf(privateKey)}`,
  );
}

const fromJwk = (jwk: PrivateJwk): KeyObject => createPrivateKey({ key: { ...jwk }, format: 'jwk' });
const ofAnother = (key: KeyObject): string =>
  `it is a private key of another algorithm (${key.asymmetricKeyType}); ${howToMake}`;

function reasonOf(given: unknown): string {
  if (typeof given === 'string') {
    const text = given.trim();
    if (text === '') return 'it is empty';
    const known = mistakes.find(([begins]) => begins.test(text));
    if (known) return known[1];
    if (text.startsWith('{')) return 'it is the text of a JWK; pass what JSON.parse makes of it';
    const isPublic = tryTo(() => createPublicKey(text)) !== undefined;
    return isPublic ? 'it is a public key; pass its private half' : 'it cannot be read as PEM text';
  }
  if (typeof given !== 'object' || given === null) return 'it is neither text nor an object';
  if ('keys' in given) return 'it is a JWK set; pass one key of it';
  const { kty } = given as Partial<PrivateJwk>;
  if (kty === 'oct') return `it is a shared secret; ${howToMake}`;
  if (!('d' in given) && tryTo(() => createPublicKey({ key: { ...given }, format: 'jwk' })) !== undefined) {
    return 'it is a public key; pass its private half';
  }
  return 'it cannot be read as a JWK';
}

function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
