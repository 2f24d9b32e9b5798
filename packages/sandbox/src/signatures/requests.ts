// Verifies what the gateway signs and signs what departments answer: the project's profile of RFC 9421, Ed25519.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import {
  signatureAlgorithm,
  signatureLabel,
  signatureMaxAgeSeconds,
  signatureMaxSkewSeconds,
  signatureTag,
  signedRequestComponents,
  signedResponseComponents,
  signedWriteComponents,
} from '@onetrip/shared/signatures';
import { createSigner, createVerifier, httpbis, type SignatureParameters } from 'http-message-signatures';
import type { KeyedJwk } from '../options.ts';

const parameters = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'];

/** Why a request is refused. */
export type SignatureFault = 'missing' | 'wrong' | 'expired' | 'replayed';

/** A request as it came over the wire. */
export type SignedRequest = {
  method: string;
  /** Path and query. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
};

/** `Content-Digest` (RFC 9530) of some bytes. */
const contentDigest = (body: Buffer | string): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

const seconds = (value: unknown): number =>
  Math.floor((value instanceof Date ? value.getTime() / 1000 : Number(value)) || 0);

/** Knows one caller's keys by their ids and remembers the nonces it has used. */
export function makeRequestVerifier(keyOf: (keyId: string) => Promise<KeyedJwk | null>, now: () => number) {
  const usedNonces = new Map<string, number>();

  const fresh = (nonce: string, at: number): boolean => {
    for (const [old, until] of usedNonces) {
      if (until > at) break;
      usedNonces.delete(old);
    }
    if (usedNonces.has(nonce)) return false;
    usedNonces.set(nonce, at + signatureMaxAgeSeconds + signatureMaxSkewSeconds);
    return true;
  };

  /** Null when the request is the caller's, whole, timely and new. `write`: the idempotency key must be covered too. */
  return async (request: SignedRequest, write: boolean): Promise<SignatureFault | null> => {
    const headers: Record<string, string | string[]> = {};
    for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers[name] = value;
    if (!headers.signature || !headers['signature-input']) return 'missing';
    if (headers['content-digest'] !== contentDigest(request.body)) return 'wrong';

    let claimed: SignatureParameters | null = null;
    try {
      const verified = await httpbis.verifyMessage(
        {
          keyLookup: async (given) => {
            const key = given.tag === signatureTag ? await keyOf(String(given.keyid)) : null;
            if (key === null) return null;
            claimed = given;
            const verify = createVerifier(createPublicKey({ key, format: 'jwk' }), signatureAlgorithm);
            return { id: key.kid, algs: [signatureAlgorithm], verify };
          },
          requiredParams: parameters,
          requiredFields: [...(write ? signedWriteComponents : signedRequestComponents)],
          // Times are judged below, after the signature, so that an old request is told apart from a forged one.
          tolerance: Number.MAX_SAFE_INTEGER / 2,
        },
        { method: request.method, url: new URL(request.url, 'http://sandbox.invalid'), headers },
      );
      if (!verified || !claimed) return 'wrong';
    } catch {
      return 'wrong';
    }

    const { created, expires, nonce } = claimed as SignatureParameters;
    const at = Math.floor(now() / 1000);
    const from = seconds(created);
    const until = seconds(expires);
    if (until < from || until - from > signatureMaxAgeSeconds) return 'wrong';
    if (at > until || at - from > signatureMaxAgeSeconds || from - at > signatureMaxSkewSeconds) return 'expired';
    return fresh(String(nonce), at) ? null : 'replayed';
  };
}

/** Label, parameters and covered components of a signature made now. */
const signedAs = (fields: string[], now: number) => ({
  name: signatureLabel,
  params: parameters,
  fields,
  paramValues: {
    created: new Date(now),
    expires: new Date(now + signatureMaxAgeSeconds * 1000),
    nonce: randomUUID(),
    tag: signatureTag,
  },
});

/** Headers that sign a call a department makes of itself: a write, its `idempotency-key` covered, or a reading. */
export async function signCall(
  key: { kid: string; privateKey: KeyObject },
  call: { url: string; body: string; idempotencyKey: string } | { url: string },
  now: number,
): Promise<Record<string, string>> {
  const writes = 'body' in call;
  const headers = {
    'content-digest': contentDigest(writes ? call.body : ''),
    'request-id': randomUUID(),
    ...(writes ? { 'idempotency-key': call.idempotencyKey } : {}),
  };
  const fields = [...(writes ? signedWriteComponents : signedRequestComponents)];
  const signed = await httpbis.signMessage(
    { key: createSigner(key.privateKey, signatureAlgorithm, key.kid), ...signedAs(fields, now) },
    { method: writes ? 'POST' : 'GET', url: new URL(call.url), headers },
  );
  return Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Headers that sign a department's answer; `requestId` is the question's, echoed. */
export async function signAnswer(
  key: { kid: string; privateKey: KeyObject },
  answer: { status: number; body: string; requestId: string },
  now: number,
): Promise<Record<string, string>> {
  const headers = { 'content-digest': contentDigest(answer.body), 'request-id': answer.requestId };
  const signed = await httpbis.signMessage(
    {
      key: createSigner(key.privateKey, signatureAlgorithm, key.kid),
      ...signedAs([...signedResponseComponents], now),
    },
    { status: answer.status, headers },
  );
  return Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** A department's key as `signAnswer` takes it. */
export const readSigningKey = (jwk: KeyedJwk) => ({
  kid: jwk.kid,
  privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
});

/** A key nobody knows, for the switch `wrongSignature`. */
export const makeForgersKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
