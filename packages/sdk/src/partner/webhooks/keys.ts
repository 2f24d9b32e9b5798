// What a webhook may be signed with (Standard Webhooks): a shared secret `whsec_…`, or a public Ed25519 key `whpk_…`.
import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';

/** One way to verify a signature. */
export interface WebhookKey {
  /** The version a signature under it has in the header. */
  readonly version: 'v1' | 'v1a';
  /** Whether it signed this. */
  verifies(signed: string | Uint8Array, signature: Buffer): boolean;
}

/** Standard Webhooks asks for 24 to 64 bytes. */
const secretBytes = { least: 24, most: 64 };
const ed25519Bytes = 32;

/**
 * Reads secrets and public keys.
 * @throws {TypeError} when there is none, or one is of another kind; the message contains none of it
 */
export function readWebhookKeys(secretOrKeys: string | readonly string[]): readonly WebhookKey[] {
  const given = typeof secretOrKeys === 'string' ? [secretOrKeys] : secretOrKeys;
  if (given.length === 0) throw new TypeError('There is no webhook secret');
  return given.map((one) => readKey(one.trim()));
}

function readKey(text: string): WebhookKey {
  const [, kind, encoded = ''] = /^(whsec|whpk|whsk)_([A-Za-z0-9+/=_-]+)$/.exec(text) ?? [];
  if (kind === 'whsk') throw wrongKind('it is the private key of the sender, which only the sender may have');
  if (kind === undefined) {
    throw wrongKind(
      text.includes('PRIVATE KEY')
        ? 'it is a private key; the secret is what webhookEndpoints.create answered with'
        : 'it begins with neither whsec_ nor whpk_; the secret is what webhookEndpoints.create answered with',
    );
  }
  const bytes = Buffer.from(encoded, 'base64');
  return kind === 'whsec' ? secret(bytes) : publicKey(bytes);
}

function secret(bytes: Buffer): WebhookKey {
  if (bytes.length < secretBytes.least || bytes.length > secretBytes.most) throw wrongKind('it is cut off');
  return {
    version: 'v1',
    verifies(signed, signature) {
      const expected = createHmac('sha256', bytes).update(signed).digest();
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    },
  };
}

function publicKey(bytes: Buffer): WebhookKey {
  if (bytes.length !== ed25519Bytes) throw wrongKind('it is no Ed25519 public key of 32 bytes');
  const x = bytes.toString('base64url');
  const key: KeyObject = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return {
    version: 'v1a',
    verifies: (signed, signature) => verify(null, Buffer.from(signed), key, signature),
  };
}

const wrongKind = (reason: string): TypeError =>
  new TypeError(`A webhook secret is whsec_…, a webhook public key is whpk_…: ${reason}`);
