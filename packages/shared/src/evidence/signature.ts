// Signed statements: compact JWS (RFC 7515) with Ed25519 (RFC 8037), verified in any engine.
import nacl from 'tweetnacl';
import { fromBase64url, fromUtf8, isRecord, parseJson, toUtf8 } from './encoding.ts';

/** A public Ed25519 key (RFC 8037) with its id. */
export interface VerificationKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly kid: string;
}

/** Why a statement is not believed. */
export type SignatureFault = 'malformed' | 'unknownKey' | 'signature';

/** A statement that was read: what it says and whose key signed it, or why it is not believed. */
export type Statement =
  | { readonly fault: null; readonly payload: unknown; readonly kid: string }
  | { readonly fault: SignatureFault };

/** The order of the curve's base point, lowest byte first: a signature's second half must be below it (RFC 8032, 5.1.7). */
const order = [
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/** The library takes a second spelling of the same signature; a statement that may be respelled proves less. */
function isReduced(signature: Uint8Array): boolean {
  for (let at = 31; at >= 0; at -= 1) {
    const difference = (signature[32 + at] ?? 0) - (order[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Whether a signature fits: Ed25519 over raw bytes. */
export type Ed25519Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** In any engine. */
const portable: Ed25519Verify = (publicKey, message, signature) =>
  nacl.sign.detached.verify(message, signature, publicKey);

function verifies(key: VerificationKey, message: Uint8Array, signature: Uint8Array, ed25519: Ed25519Verify): boolean {
  const x = fromBase64url(key.x);
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || x === null || x.length !== 32 || signature.length !== 64)
    return false;
  return isReduced(signature) && ed25519(x, message, signature);
}

const decoded = (part: string): unknown => {
  const bytes = fromBase64url(part);
  const text = bytes && fromUtf8(bytes);
  return text === null ? undefined : parseJson(text);
};

/**
 * Reads a signed statement.
 * @param type the `typ` of its header (RFC 8725, 3.11): what was signed for another purpose is not taken for this one
 * @param keys the keys that are trusted
 * @param ed25519 an engine's own, where it has a faster one
 */
export function readStatement(
  jws: string,
  type: string,
  keys: readonly VerificationKey[],
  ed25519: Ed25519Verify = portable,
): Statement {
  const parts = jws.split('.');
  const [head = '', body = '', tail = ''] = parts;
  const header = decoded(head);
  const signature = fromBase64url(tail);
  if (parts.length !== 3 || !isRecord(header) || signature === null) return { fault: 'malformed' };
  const { alg, kid, typ } = header;
  if (alg !== 'EdDSA' || typeof kid !== 'string' || 'crit' in header) return { fault: 'malformed' };
  const key = keys.find((each) => each.kid === kid);
  if (key === undefined) return { fault: 'unknownKey' };
  if (!verifies(key, toUtf8(`${head}.${body}`), signature, ed25519)) return { fault: 'signature' };
  const payload = decoded(body);
  return typ === type && payload !== undefined ? { fault: null, payload, kid } : { fault: 'malformed' };
}
