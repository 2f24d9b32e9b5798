// Ed25519 by Node's own cryptography: some hundred times faster than what runs in any engine.
import { createPublicKey, verify } from 'node:crypto';
import type { Ed25519Verify } from '@onetrip/shared/evidence';

/** Whether a signature fits. */
export const ed25519: Ed25519Verify = (publicKey, message, signature) => {
  const x = Buffer.from(publicKey).toString('base64url');
  return verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature);
};
