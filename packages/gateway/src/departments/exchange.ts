// One exchange with a department as evidence: what was signed by whom, kept so that a third party can verify it later.
import { createPublicKey, timingSafeEqual } from 'node:crypto';
import {
  signatureAlgorithm,
  signatureTag,
  signedRequestComponents,
  signedResponseComponents,
  signedWriteComponents,
} from '@onetrip/shared/signatures';
import { createVerifier, httpbis, type SignatureParameters } from 'http-message-signatures';
import type { JWK } from 'jose';
import { contentDigest, signatureParameters } from './signing.ts';

/**
 * What passed: a question and its answer (`query`), a later answer fetched (`fetch`) or called back (`callback`), a file
 * of questions sent or fetched (`batch`), one question that went out in a file (`inBatch`), a fresh answer that served
 * again (`reuse`), a case handed over or asked after (`case`), one that is over (`withdrawal`), a file the citizen gave,
 * fetched by the department (`upload`).
 */
export type ExchangeKind =
  | 'query'
  | 'fetch'
  | 'callback'
  | 'batch'
  | 'inBatch'
  | 'reuse'
  | 'case'
  | 'withdrawal'
  | 'upload';

/** How it ended: `refused` by the department's contract, `unavailable`: no answer that can be trusted. */
export type ExchangeOutcome = 'answered' | 'later' | 'refused' | 'unavailable';

/** What a signature covers, and the signature: nothing personal, only digests. */
export interface SignedParts {
  /** Of a request. */
  method?: string;
  /** Of a request: path and query, as signed. */
  path?: string;
  /** Of an answer. */
  status?: number;
  /** `content-digest`, `request-id`, `idempotency-key`, `signature-input`, `signature`. */
  headers: Record<string, string>;
}

/** A key that signed one side, by its id. */
export interface SignersKey {
  keyId: string;
  publicKey: JWK;
}

const kept = ['content-digest', 'request-id', 'idempotency-key', 'signature-input', 'signature'];

/** Of all headers, those that make the evidence. */
export const signedHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): SignedParts['headers'] =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      kept.includes(name.toLowerCase()) && typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );

/**
 * Verifies one side of an exchange long after it took place: the signature is the key's, and covers what the profile
 * demands. Whether it was timely was judged when it came.
 * @param body the body, where it was unsealed: then its digest must fit too
 */
export async function verifyParts(parts: SignedParts, key: SignersKey, body?: string): Promise<boolean> {
  const { headers, method, path, status } = parts;
  if (body !== undefined && !sameText(headers['content-digest'] ?? '', contentDigest(Buffer.from(body)))) return false;
  const write = headers['idempotency-key'] !== undefined;
  const requests = write ? signedWriteComponents : signedRequestComponents;
  const verify = createVerifier(createPublicKey({ key: { ...key.publicKey }, format: 'jwk' }), signatureAlgorithm);
  const demands = {
    all: true,
    requiredFields: [...(status === undefined ? requests : signedResponseComponents)],
    requiredParams: [...signatureParameters],
    tolerance: Number.MAX_SAFE_INTEGER / 2,
    keyLookup: async ({ keyid, alg, tag }: SignatureParameters) =>
      keyid === key.keyId && alg === signatureAlgorithm && tag === signatureTag
        ? { id: key.keyId, algs: [signatureAlgorithm], verify }
        : null,
  };
  try {
    const url = new URL(path ?? '/', 'http://exchange.invalid');
    return status === undefined
      ? (await httpbis.verifyMessage(demands, { method: method ?? 'GET', url, headers })) === true
      : (await httpbis.verifyMessage(demands, { status, headers })) === true;
  } catch {
    return false;
  }
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
