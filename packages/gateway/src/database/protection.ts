// Protection of what identifies a person: sealed with his own key, found by keyed hash.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Kinds of values that are looked up by hash; a hash of one kind never equals a hash of another. */
export type LookupKind = 'idNumber' | 'mobile' | 'openid' | 'token' | 'code' | 'vin' | 'subject' | 'request';

/** Seals, opens and hashes. */
export interface Protection {
  /** A new person's key, wrapped by the master key: store it with the person. */
  newPersonKey(): string;
  /** Encrypts text with a person's key (AES-256-GCM); `field` is bound in, so a value cannot be moved to another column. */
  seal(wrappedKey: string, field: string, text: string): string;
  /** @throws Error when the key or the field is another's, or a byte was changed */
  open(wrappedKey: string, field: string, sealed: string): string;
  /** Encrypts what belongs to no one person (stored responses) with a key of the service. */
  sealForService(field: string, text: string): string;
  /** @throws Error when the field is another's, or a byte was changed */
  openForService(field: string, sealed: string): string;
  /** Hash salted with the person's key (HMAC-SHA256, hexadecimal): means nothing once the key is destroyed. */
  personalHash(wrappedKey: string, text: string): string;
  /** Keyed hash for lookup (HMAC-SHA256, base64url). */
  lookup(kind: LookupKind, value: string): string;
}

/**
 * @param masterKey 32 bytes; wrapping, service and lookup keys are derived from it (HKDF-SHA256)
 */
export function createProtection(masterKey: Buffer): Protection {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, 'onetrip', purpose, 32));
  const wrappingKey = derive('wrap persons’ keys');
  const serviceKey = derive('seal for the service');
  const lookupKey = derive('lookup hashes');
  const personKey = (wrapped: string) => decrypt(wrappingKey, 'personKey', wrapped);
  return {
    newPersonKey: () => encrypt(wrappingKey, 'personKey', randomBytes(32)),
    seal: (wrapped, field, text) => encrypt(personKey(wrapped), field, Buffer.from(text, 'utf8')),
    open: (wrapped, field, sealed) => decrypt(personKey(wrapped), field, sealed).toString('utf8'),
    sealForService: (field, text) => encrypt(serviceKey, field, Buffer.from(text, 'utf8')),
    openForService: (field, sealed) => decrypt(serviceKey, field, sealed).toString('utf8'),
    personalHash: (wrapped, text) => createHmac('sha256', personKey(wrapped)).update(text).digest('hex'),
    lookup: (kind, value) => createHmac('sha256', lookupKey).update(`${kind}\n${value}`).digest('base64url'),
  };
}

/** SHA-256, hexadecimal: for contents that identify nobody. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const version = 'v1';

function encrypt(key: Buffer, field: string, plain: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(field));
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
}

function decrypt(key: Buffer, field: string, sealed: string): Buffer {
  const [mark, nonce, body] = sealed.split('.');
  if (mark !== version || !nonce || !body) throw new Error('not a sealed value');
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url')).setAAD(Buffer.from(field));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}
