// TC3-HMAC-SHA256 as the provider verifies it: content type, host and action are covered, the body by its digest.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The account of the one service registered there. */
export type FaceCheckOptions = { secretId: string; secretKey: string; ruleId: string };

/** Clocks may differ by so much. */
const toleranceSeconds = 300;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const digest = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** A request as it arrived. */
export type Signed = {
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
};

/** The provider's error code for a request that is not signed as it should be; null where it is. */
export function refuseSignature(
  { secretId, secretKey }: FaceCheckOptions,
  request: Signed,
  now: number,
): string | null {
  const header = (name: string): string => String(request.headers[name] ?? '');
  const [, credential = '', day = '', covered = '', signature = ''] =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/faceid\/tc3_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      header('authorization'),
    ) ?? [];
  if (signature === '') return 'AuthFailure.SignatureFailure';
  if (credential !== secretId) return 'AuthFailure.SecretIdNotFound';
  const timestamp = header('x-tc-timestamp');
  const at = Number(timestamp);
  if (!(Math.abs(now / 1000 - at) <= toleranceSeconds)) return 'AuthFailure.SignatureExpire';
  if (new Date(at * 1000).toISOString().slice(0, 10) !== day) return 'AuthFailure.SignatureFailure';
  const names = covered.split(';');
  if (!['content-type', 'host'].every((name) => names.includes(name))) return 'AuthFailure.SignatureFailure';
  const lines = names.map((name) => `${name}:${header(name).trim().toLowerCase()}\n`).join('');
  const canonical = ['POST', request.path, '', lines, covered, digest(request.body)].join('\n');
  const toSign = ['TC3-HMAC-SHA256', timestamp, `${day}/faceid/tc3_request`, digest(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, day), 'faceid'), 'tc3_request');
  const expected = createHmac('sha256', key).update(toSign).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'AuthFailure.SignatureFailure';
}
