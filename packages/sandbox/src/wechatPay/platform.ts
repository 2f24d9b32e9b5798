// WeChat Pay's own hand: signs answers and notifications under the public key or the platform certificate.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { WechatPayOptions } from '../options.ts';
import { encrypt, lines, makeNonce, serialOf, sign } from './cryptography.ts';

/** Makes the signer. `forged`: with a key nobody knows, for the switch `wrongSignature`. */
export function makePlatform(options: WechatPayOptions, now: () => number) {
  const certificateSerial = serialOf(options.platformCertificate);
  const keys: Record<string, string> = {
    [certificateSerial]: options.platformKey,
    [options.publicKeyId]: options.publicKeyPrivateKey,
  };
  const usual = options.verification === 'publicKey' ? options.publicKeyId : certificateSerial;
  let forgersKey: KeyObject | undefined;
  // Made when first wanted: an RSA key takes a while, and most runs forge nothing.
  const forge = (): KeyObject => {
    forgersKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    return forgersKey;
  };

  return {
    certificateSerial,

    /** Headers that sign a body. `wanted`: the `Wechatpay-Serial` of the request, which names the key it can verify. */
    sign(body: string, { wanted, forged }: { wanted?: string; forged: boolean }): Record<string, string> {
      const serial = wanted && keys[wanted] ? wanted : usual;
      const timestamp = String(Math.floor(now() / 1000));
      const nonce = makeNonce(32);
      const key = forged ? forge() : (keys[serial] as string);
      return {
        'wechatpay-timestamp': timestamp,
        'wechatpay-nonce': nonce,
        'wechatpay-serial': serial,
        'wechatpay-signature': sign(lines(timestamp, nonce, body), key),
        'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
      };
    },

    /** Something encrypted under the APIv3 key, with what is needed to open it. */
    seal(plaintext: string, associatedData: string) {
      const nonce = makeNonce(12);
      const ciphertext = encrypt(plaintext, { apiV3Key: options.apiV3Key, nonce, associatedData });
      return { algorithm: 'AEAD_AES_256_GCM', nonce, associated_data: associatedData, ciphertext };
    },
  };
}
export type Platform = ReturnType<typeof makePlatform>;
