// Signs a partner's request: HTTP Message Signatures (RFC 9421) in the service's one profile.
import { createHash, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto';
import {
  signatureAlgorithm,
  signatureLabel,
  signatureMaxAgeSeconds,
  signatureTag,
  signedRequestComponents,
  signedWriteComponents,
} from '@onetrip/shared/signatures';
import { httpbis } from 'http-message-signatures';
import type { UnsignedRequest } from '../core/request.ts';

/** Who signs. */
export interface Signer {
  readonly keyId: string;
  readonly key: KeyObject;
}

/** What a signature is made of beside the request. */
export interface Moment {
  readonly now: Date;
  readonly nonce: string;
  readonly requestId: string;
}

const thisMoment = (): Moment => ({
  now: new Date(),
  nonce: randomBytes(16).toString('base64url'),
  requestId: randomUUID(),
});

/** The headers that sign a request; made anew for every attempt, because a nonce is accepted once. */
export async function signatureHeaders(
  request: UnsignedRequest,
  { keyId, key }: Signer,
  { now, nonce, requestId }: Moment = thisMoment(),
): Promise<Record<string, string>> {
  const added: Record<string, string> = {
    'Request-Id': requestId,
    'Content-Digest': contentDigest(request.body ?? ''),
  };
  const headers: Record<string, string> = { ...request.headers, ...added };
  const write = 'Idempotency-Key' in request.headers;
  const signed = await httpbis.signMessage(
    {
      key: { id: keyId, alg: signatureAlgorithm, sign: async (base) => sign(null, base, key) },
      name: signatureLabel,
      fields: [...(write ? signedWriteComponents : signedRequestComponents)],
      params: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
      paramValues: {
        created: now,
        expires: new Date(now.getTime() + signatureMaxAgeSeconds * 1000),
        nonce,
        tag: signatureTag,
      },
    },
    { method: request.method, url: request.url, headers },
  );
  const { Signature = '', 'Signature-Input': input = '' } = signed.headers;
  return { ...added, 'Signature-Input': input, Signature };
}

/** `Content-Digest` (RFC 9530), SHA-256. */
const contentDigest = (body: string | Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
