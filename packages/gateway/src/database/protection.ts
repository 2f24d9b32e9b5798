// Protection of what identifies a person: sealed with his own key, found by keyed hash.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { MasterKeys } from '../keys/masterKeys.ts';

/** Kinds of values that are looked up by hash; a hash of one kind never equals a hash of another. */
export type LookupKind =
  | 'idNumber'
  | 'mobile'
  | 'openid'
  | 'token'
  | 'code'
  | 'vin'
  | 'subject'
  | 'request'
  | 'question'
  | 'address';

/** Seals, opens and hashes. */
export interface Protection {
  /** A new person's key, wrapped by the master key: store it with the person. */
  newPersonKey(): string;
  /** Whether a person's key is there; once it is destroyed, what it sealed is lost. */
  isKey(wrappedKey: string): boolean;
  /** Encrypts text with a person's key (AES-256-GCM); `field` is bound in, so a value cannot be moved to another column. */
  seal(wrappedKey: string, field: string, text: string): string;
  /** @throws Error when the key or the field is another's, or a byte was changed */
  open(wrappedKey: string, field: string, sealed: string): string;
  /** Encrypts bytes with a person's key, as `seal` does text. */
  sealBytes(wrappedKey: string, field: string, bytes: Uint8Array): string;
  /** @throws Error when the key or the field is another's, or a byte was changed */
  openBytes(wrappedKey: string, field: string, sealed: string): Uint8Array;
  /** Encrypts what belongs to no one person (stored responses) with a key of its own, wrapped by the master key. */
  sealForService(field: string, text: string): string;
  /** @throws Error when the field is another's, or a byte was changed */
  openForService(field: string, sealed: string): string;
  /** Salt of one place of one person (HMAC-SHA256, hexadecimal): lost once his key is destroyed. */
  personalSalt(wrappedKey: string, place: string): string;
  /** Keyed hash for lookup (HMAC-SHA256, base64url). */
  lookup(kind: LookupKind, value: string): string;
  /** A wrapped key, or what `sealForService` made, under the current master key; null where it is already. */
  rewrap(wrapped: string): string | null;
}

/** What everything wrapped by a master key begins with; the key's fingerprint follows. */
export const wrappedMark = 'w1.';

const wrappedAs = 'personKey';
/** Between a key that was made for one value and the value. */
const joint = '~';

/**
 * @param masterKeys wrap persons' keys; rotated while the service runs
 * @param lookupKey 32 bytes; keys the lookup hashes, and stays when the master key is rotated
 */
export function createProtection(masterKeys: MasterKeys, lookupKey: Buffer): Protection {
  const wrap = (key: Buffer): string => {
    const { id, wrappingKey } = masterKeys.current();
    return `${wrappedMark}${id}.${encrypt(wrappingKey, wrappedAs, key)}`;
  };
  const unwrap = (wrapped: string): Buffer => {
    const [, id = '', sealed = ''] = /^w1\.([\w-]+)\.(.+)$/.exec(wrapped) ?? [];
    const masterKey = masterKeys.find(id);
    if (!masterKey) throw new Error('wrapped by a master key that is not there');
    return decrypt(masterKey.wrappingKey, wrappedAs, sealed);
  };
  return {
    newPersonKey: () => wrap(randomBytes(32)),
    isKey: (wrapped) => wrapped.startsWith(wrappedMark),
    seal: (wrapped, field, text) => encrypt(unwrap(wrapped), field, Buffer.from(text, 'utf8')),
    open: (wrapped, field, sealed) => decrypt(unwrap(wrapped), field, sealed).toString('utf8'),
    sealBytes: (wrapped, field, bytes) => encrypt(unwrap(wrapped), field, bytes),
    openBytes: (wrapped, field, sealed) => decrypt(unwrap(wrapped), field, sealed),
    sealForService(field, text) {
      const key = randomBytes(32);
      return `${wrap(key)}${joint}${encrypt(key, field, Buffer.from(text, 'utf8'))}`;
    },
    openForService(field, sealed) {
      const [wrapped = '', value = ''] = sealed.split(joint);
      return decrypt(unwrap(wrapped), field, value).toString('utf8');
    },
    personalSalt: (wrapped, place) => createHmac('sha256', unwrap(wrapped)).update(`salt\n${place}`).digest('hex'),
    lookup: (kind, value) => createHmac('sha256', lookupKey).update(`${kind}\n${value}`).digest('base64url'),
    rewrap(wrapped) {
      if (wrapped.startsWith(`${wrappedMark}${masterKeys.current().id}.`)) return null;
      const [key = '', ...value] = wrapped.split(joint);
      return [wrap(unwrap(key)), ...value].join(joint);
    },
  };
}

/** SHA-256, hexadecimal: for contents that identify nobody. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const version = 'v1';

function encrypt(key: Buffer, field: string, plain: Uint8Array): string {
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
