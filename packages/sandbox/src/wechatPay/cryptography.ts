// The three pieces of WeChat Pay v3's cryptography: RSA-SHA256 signatures, AEAD_AES_256_GCM, certificate serials.
import {
  createCipheriv,
  createDecipheriv,
  createSign,
  createVerify,
  type KeyLike,
  randomBytes,
  X509Certificate,
} from 'node:crypto';

/** SHA256 with RSA (PKCS #1 v1.5), base64. */
export const sign = (message: string, privateKey: KeyLike): string =>
  createSign('RSA-SHA256').update(message).sign(privateKey, 'base64');

/** Whether a base64 signature is the key's over this message. */
export const verifies = (message: string, signature: string, publicKey: KeyLike): boolean =>
  createVerify('RSA-SHA256').update(message).verify(publicKey, signature, 'base64');

/** Lines each ended by a newline: how WeChat Pay joins what it signs. */
export const lines = (...parts: (string | number)[]): string => parts.map((part) => `${part}\n`).join('');

/** A random string of letters and digits, as nonces are. */
export const makeNonce = (length: number): string => {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
};

const tagLength = 16;

const checkedKey = (apiV3Key: string): Buffer => {
  const key = Buffer.from(apiV3Key);
  if (key.length !== 32) throw new Error('The APIv3 key has 32 bytes.');
  return key;
};

/** Encrypts under the APIv3 key; base64 of ciphertext and tag. Throws where the key has not 32 bytes. */
export function encrypt(plaintext: string, { apiV3Key, nonce, associatedData }: Envelope): string {
  const cipher = createCipheriv('aes-256-gcm', checkedKey(apiV3Key), nonce).setAAD(Buffer.from(associatedData));
  return Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Decrypts what `encrypt` made. Throws where key, nonce, associated data or ciphertext do not belong together. */
export function decrypt(ciphertext: string, { apiV3Key, nonce, associatedData }: Envelope): string {
  const bytes = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', checkedKey(apiV3Key), nonce)
    .setAAD(Buffer.from(associatedData))
    .setAuthTag(bytes.subarray(-tagLength));
  return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString('utf8');
}

/** What goes with a ciphertext. */
export type Envelope = { apiV3Key: string; nonce: string; associatedData: string };

/** A certificate's serial number as WeChat Pay writes it: upper case hexadecimal. */
export const serialOf = (certificate: string): string => new X509Certificate(certificate).serialNumber.toUpperCase();
