// The partner's private key: read once, checked, never printed.
import { createPrivateKey, type KeyObject } from 'node:crypto';

/** An Ed25519 private key as JWK (RFC 8037). */
export interface PrivateJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly d: string;
  /** Becomes the key id where none is given. */
  readonly kid?: string;
}

/**
 * Reads the key.
 * @param privateKey PEM text (PKCS #8) or a JWK
 * @throws {TypeError} when it is no Ed25519 private key; the message never contains any of it
 */
export function readPrivateKey(privateKey: string | PrivateJwk): KeyObject {
  const key = parse(privateKey);
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('privateKey must be an Ed25519 private key, as PEM text or JWK');
  }
  return key;
}

function parse(privateKey: string | PrivateJwk): KeyObject | undefined {
  try {
    if (typeof privateKey === 'string') return createPrivateKey(privateKey);
    return createPrivateKey({ key: { ...privateKey }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
