// Signing what goes to departments and verifying what comes back (RFC 9421, RFC 9530); the profile stands in the contract.
import { createHash, createPrivateKey, createPublicKey, randomBytes, timingSafeEqual } from 'node:crypto';
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
import { createSigner, createVerifier, httpbis } from 'http-message-signatures';
import type { JWK } from 'jose';
import type { DepartmentConfig } from '../config/index.ts';

/** Parameters every signature carries. */
export const signatureParameters = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'] as const;

/** The digest of a body as `Content-Digest` carries it. */
export const contentDigest = (body: Buffer): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** A request on its way to a department. */
export interface OutgoingRequest {
  method: 'GET' | 'POST';
  url: URL;
  body: Buffer;
  requestId: string;
  /** With a write. */
  idempotencyKey?: string;
}

const signerOf = (privateKey: JWK) =>
  createSigner(
    createPrivateKey({ key: { ...privateKey }, format: 'jwk' }),
    signatureAlgorithm,
    privateKey.kid ?? 'gateway',
  );

/**
 * Signs requests with the gateway's own key.
 * @param privateKey answers with the key that signs now
 */
export function createRequestSigner(
  privateKey: () => JWK,
): (request: OutgoingRequest) => Promise<Record<string, string>> {
  let jwk = privateKey();
  let key = signerOf(jwk);
  return async ({ method, url, body, requestId, idempotencyKey }) => {
    if (privateKey() !== jwk) {
      jwk = privateKey();
      key = signerOf(jwk);
    }
    const created = new Date();
    const signed = await httpbis.signMessage(
      {
        key,
        name: signatureLabel,
        params: [...signatureParameters],
        fields: [...(idempotencyKey ? signedWriteComponents : signedRequestComponents)],
        paramValues: {
          created,
          expires: new Date(created.getTime() + signatureMaxAgeSeconds * 1000),
          nonce: randomBytes(16).toString('base64url'),
          tag: signatureTag,
        },
      },
      {
        method,
        url,
        headers: {
          'content-digest': contentDigest(body),
          'request-id': requestId,
          ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        },
      },
    );
    return signed.headers as Record<string, string>;
  };
}

/** A department's answer as it came. */
export interface IncomingResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Verifies answers of one department: its key, our profile, the digest of the body, and our own request id, so an
 * answer given to another question is not taken for this one.
 * @returns throws an Error that says what is wrong; nothing unverified is ever read
 */
export function createResponseVerifier(
  department: DepartmentConfig,
): (response: IncomingResponse, requestId: string) => Promise<void> {
  const verify = createVerifier(
    createPublicKey({ key: { ...department.publicKey }, format: 'jwk' }),
    signatureAlgorithm,
  );
  return async ({ status, headers, body }, requestId) => {
    if (headers['request-id'] !== requestId) throw new Error('the answer belongs to another request');
    const expected = Buffer.from(contentDigest(body));
    const given = Buffer.from(headers['content-digest'] ?? '');
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
      throw new Error('the answer’s digest does not fit its body');
    }
    const verified = await httpbis.verifyMessage(
      {
        all: true,
        requiredFields: [...signedResponseComponents],
        requiredParams: [...signatureParameters],
        maxAge: signatureMaxAgeSeconds,
        notAfter: new Date(Date.now() + signatureMaxSkewSeconds * 1000),
        keyLookup: async ({ keyid, alg, tag }) =>
          keyid === department.keyId && alg === signatureAlgorithm && tag === signatureTag
            ? { id: department.keyId, algs: [signatureAlgorithm], verify }
            : null,
      },
      { status, headers },
    );
    if (verified !== true) throw new Error('the answer is not signed by the department');
  };
}

/** A call a department makes of itself, as it came over the wire. */
export interface IncomingCall {
  method: string;
  /** Path and query as received. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** What tells one genuine call from another, and until when it could be sent again. */
export interface CallSignature {
  keyId: string;
  nonce: string;
  expiresAt: Date;
}
const longestNonce = 128;

/**
 * Verifies a call a department makes of itself: of our profile, a write unless it is a GET, signed with its key, timely.
 * Throws an Error that says what is wrong. Whether its nonce was used before is for whoever takes the call to ask.
 */
export async function verifyDepartmentCall(
  department: Pick<DepartmentConfig, 'keyId' | 'publicKey'>,
  { method, url, headers, body }: IncomingCall,
): Promise<CallSignature> {
  const expected = Buffer.from(contentDigest(body));
  const given = Buffer.from(String(headers['content-digest'] ?? ''));
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new Error('the call’s digest does not fit its body');
  }
  const verify = createVerifier(
    createPublicKey({ key: { ...department.publicKey }, format: 'jwk' }),
    signatureAlgorithm,
  );
  const present = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  let nonce: string | undefined;
  const verified = await httpbis.verifyMessage(
    {
      all: true,
      requiredFields: [...(method === 'GET' ? signedRequestComponents : signedWriteComponents)],
      requiredParams: [...signatureParameters],
      maxAge: signatureMaxAgeSeconds,
      notAfter: new Date(Date.now() + signatureMaxSkewSeconds * 1000),
      keyLookup: async (claimed) => {
        nonce = claimed.nonce;
        return claimed.keyid === department.keyId && claimed.alg === signatureAlgorithm && claimed.tag === signatureTag
          ? { id: department.keyId, algs: [signatureAlgorithm], verify }
          : null;
      },
    },
    { method, url: new URL(url, 'http://gateway.invalid'), headers: Object.fromEntries(present) },
  );
  if (verified !== true || nonce === undefined || nonce.length > longestNonce) {
    throw new Error('the call is not signed by the department');
  }
  const expiresAt = new Date(Date.now() + (signatureMaxAgeSeconds + signatureMaxSkewSeconds) * 1000);
  return { keyId: department.keyId, nonce, expiresAt };
}
