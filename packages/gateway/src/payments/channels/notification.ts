// A notification of WeChat Pay v3: who signed it, how old it is, and what is inside (AEAD_AES_256_GCM).
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { ChannelError } from './channelError.ts';

/** A notification may be this old, or come from a clock this far ahead; seconds. Published by the channel. */
const notificationMaxAgeSeconds = 300;

/**
 * Verifies and decrypts a notification. A probe of the channel (`WECHATPAY/SIGNTEST/…`) carries a wrong signature on
 * purpose and is refused like any other.
 * @param given `keys`: PEM by serial or public-key id; `headers` in lower case
 * @returns the decoded content of `resource`
 * @throws ChannelError `untrusted`
 */
export function openNotification(given: {
  headers: Record<string, string | string[] | undefined>;
  rawBody: Buffer;
  keys: Record<string, string>;
  apiV3Key: string;
  now: Date;
}): unknown {
  const header = (name: string): string => {
    const value = given.headers[`wechatpay-${name}`];
    if (typeof value !== 'string' || value === '') throw new ChannelError('untrusted', `no Wechatpay-${name}`);
    return value;
  };
  const [timestamp, nonce, serial, signature] = ['timestamp', 'nonce', 'serial', 'signature'].map(header) as [
    string,
    string,
    string,
    string,
  ];
  const age = Math.abs(given.now.getTime() / 1000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || age > notificationMaxAgeSeconds) {
    throw new ChannelError('untrusted', 'the notification is too old');
  }
  const key = Object.hasOwn(given.keys, serial) ? given.keys[serial] : undefined;
  if (key === undefined) throw new ChannelError('untrusted', 'signed with an unknown serial');
  const body = given.rawBody.toString('utf8');
  if (!Rsa.verify(Formatter.response(timestamp, nonce, body), signature, Rsa.from(key, Rsa.KEY_TYPE_PUBLIC))) {
    throw new ChannelError('untrusted', 'the signature does not match');
  }
  return decryptResource(body, given.apiV3Key);
}

/**
 * Decrypts the `resource` of a notification.
 * @param apiV3Key 32 bytes; a shorter key would silently mean a weaker cipher and is refused
 * @throws ChannelError `untrusted`
 */
function decryptResource(body: string, apiV3Key: string): unknown {
  try {
    const { resource } = JSON.parse(body) as { resource?: Record<string, unknown> };
    const { algorithm, ciphertext, nonce, associated_data: associatedData = '' } = resource ?? {};
    if (algorithm !== 'AEAD_AES_256_GCM') throw new Error('algorithm');
    return JSON.parse(openResource(String(ciphertext), apiV3Key, String(nonce), String(associatedData)));
  } catch {
    throw new ChannelError('untrusted', 'the content cannot be decrypted');
  }
}

/**
 * AEAD_AES_256_GCM as the channel uses it: nonce of 12 bytes, the tag at the end of the ciphertext, all in base64.
 * @param apiV3Key exactly 32 bytes
 * @throws Error when the key has another length or a byte was changed
 */
export function openResource(ciphertext: string, apiV3Key: string, nonce: string, associatedData: string): string {
  if (Buffer.byteLength(apiV3Key) !== 32) throw new Error('an APIv3 key has 32 bytes');
  return Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associatedData);
}
