// Who a partner's request comes from: HTTP Message Signatures (RFC 9421), the one profile of the contract, fail-closed.
import { createHash, createPublicKey, timingSafeEqual } from 'node:crypto';
import {
  signatureAlgorithm,
  signatureLabel,
  signatureMaxAgeSeconds,
  signatureMaxSkewSeconds,
  signatureTag,
  signedRequestComponents,
  signedWriteComponents,
} from '@onetrip/shared/signatures';
import { createVerifier, httpbis, type SignatureParameters } from 'http-message-signatures';
import type { PartnerConfig, PartnerKey } from '../config/index.ts';
import type { Context } from '../context.ts';
import { useNonce } from '../database/nonces.ts';
import type { PartnerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';

/** A request as it came over the wire; what is signed is these bytes, not what was parsed from them. */
export interface RawRequest {
  method: string;
  /** As received, e.g. `/v1/embed-sessions`. */
  path: string;
  /** As received, with its question mark; empty where there is none. */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  rawBody: Buffer;
}

/** Parameters a signature must carry. */
const parameters = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'];
const longestNonce = 128;
/** Requests are verified as if sent here: the profile covers path and query, never the authority. */
const anywhere = 'http://gateway.invalid';

/**
 * Verifies a partner's request.
 * @throws ProblemError `signature_expired` when the signature is genuine but too old or from a clock too far ahead;
 *   `signature_invalid` for anything else, a nonce seen before included
 */
export async function verifyPartner(
  context: Pick<Context, 'config' | 'database' | 'now'>,
  request: RawRequest,
): Promise<PartnerCaller> {
  const { partner, keyId, signed } = await verifySignature(context.config.partners, request);
  const created = secondsOf(signed.created);
  const expires = secondsOf(signed.expires);
  if (!(expires >= created) || expires - created > signatureMaxAgeSeconds) throw new ProblemError('signature_invalid');
  const now = Math.floor(context.now().getTime() / 1000);
  if (now > expires || now - created > signatureMaxAgeSeconds || created - now > signatureMaxSkewSeconds) {
    throw new ProblemError('signature_expired', { clockSkewSeconds: created - now });
  }
  const { nonce } = signed;
  if (typeof nonce !== 'string' || nonce.length > longestNonce) throw new ProblemError('signature_invalid');
  // Remembered for as long as the signature could still pass.
  const expiresAt = new Date((expires + signatureMaxSkewSeconds) * 1000);
  if (!(await useNonce(context.database, { keyId, nonce, expiresAt }))) throw new ProblemError('signature_invalid');
  return { kind: 'partner', partner, keyId };
}

/** Whose key made a signature, which of his, and the parameters that very signature covers. */
interface Made {
  partner: PartnerConfig;
  keyId: string;
  signed: SignatureParameters;
}

/** The key of this id, of those in force. */
function keyOf(partners: PartnerConfig[], keyId: unknown): { partner: PartnerConfig; key: PartnerKey } | undefined {
  for (const partner of partners) {
    const key = partner.keys.find((one) => one.keyId === keyId);
    if (key) return { partner, key };
  }
  return undefined;
}

/** Who made the one signature there is. */
async function verifySignature(
  partners: PartnerConfig[],
  { method, path, query, headers, rawBody }: RawRequest,
): Promise<Made> {
  if (!digestFits(headers['content-digest'], rawBody)) throw new ProblemError('signature_invalid');
  const present = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  let made: Made | null = null;
  let signatures = 0;
  try {
    const verified = await httpbis.verifyMessage(
      {
        // Each signature present must verify, and there must be one: beside a genuine but old one, another with a fresh
        // nonce must not lend it its parameters.
        all: true,
        requiredParams: parameters,
        requiredFields: [...(method === 'POST' ? signedWriteComponents : signedRequestComponents)],
        // Age is judged afterwards, so that an old signature is told apart from a forged one.
        tolerance: Number.MAX_SAFE_INTEGER / 2,
        keyLookup: async (claimed) => {
          signatures += 1;
          const found = keyOf(partners, claimed.keyid);
          if (!found || claimed.alg !== signatureAlgorithm || claimed.tag !== signatureTag) return null;
          const { partner, key: registered } = found;
          const key = createPublicKey({ key: { ...registered.publicKey }, format: 'jwk' });
          made = { partner, keyId: registered.keyId, signed: claimed };
          return { id: registered.keyId, algs: [signatureAlgorithm], verify: createVerifier(key, signatureAlgorithm) };
        },
      },
      {
        method,
        url: new URL(`${anywhere}${path}${query}`),
        headers: Object.fromEntries(present),
      },
    );
    if (verified === true && signatures === 1 && made !== null && isLabelled(headers['signature-input'])) return made;
  } catch {
    // Whatever cannot be read or verified ends the same way: what exactly was wrong is nobody's business but the signer's.
  }
  throw new ProblemError('signature_invalid');
}

const isLabelled = (input: string | string[] | undefined): boolean =>
  typeof input === 'string' && input.trimStart().startsWith(`${signatureLabel}=`);

/** RFC 9530, `sha-256`; an empty body is digested too. */
function digestFits(given: string | string[] | undefined, body: Buffer): boolean {
  const expected = Buffer.from(`sha-256=:${createHash('sha256').update(body).digest('base64')}:`);
  const actual = Buffer.from(typeof given === 'string' ? given : '');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** The library gives `created` as a date and `expires` as the number it is. */
const secondsOf = (value: unknown): number =>
  value instanceof Date ? Math.floor(value.getTime() / 1000) : typeof value === 'number' ? value : Number.NaN;
