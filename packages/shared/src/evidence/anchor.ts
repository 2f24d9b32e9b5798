// The daily anchor: a signed root over the heads of all histories that grew, linked to the anchor before.
import { isRecord } from './encoding.ts';
import type { Sha256 } from './entries.ts';
import { leafHash } from './merkle.ts';
import { type Ed25519Verify, readStatement, type SignatureFault, type VerificationKey } from './signature.ts';

/** The `typ` of a signed anchor. */
export const anchorType = 'anchor+jws';

/** What an anchor says. */
export interface AnchorClaims {
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  /** The day it was made, in Hangzhou. */
  readonly date: string;
  /** RFC 3339. */
  readonly at: string;
  readonly root: string;
  /** How many heads it covers. */
  readonly leaves: number;
  /** SHA-256 of the JWS of the anchor before; 64 zeros for the first. */
  readonly previousHash: string;
}

/** The last entry of a history at the time of an anchor. */
export interface Head {
  readonly applicationId: string;
  readonly seq: number;
  readonly hash: string;
}

/** The leaf that stands for a head. */
export const headLeaf = (sha256: Sha256, { applicationId, seq, hash }: Head): string =>
  leafHash(sha256, `${applicationId}\n${seq}\n${hash}`);

/** Reads a signed anchor. `ed25519` as of `readStatement`. */
export function readAnchor(
  jws: string,
  keys: readonly VerificationKey[],
  ed25519?: Ed25519Verify,
): { fault: null; claims: AnchorClaims } | { fault: SignatureFault } {
  const statement = readStatement(jws, anchorType, keys, ed25519);
  if (statement.fault !== null) return statement;
  return isAnchor(statement.payload) ? { fault: null, claims: statement.payload } : { fault: 'malformed' };
}

function isAnchor(value: unknown): value is AnchorClaims {
  if (!isRecord(value)) return false;
  const texts = ['date', 'at', 'root', 'previousHash'].every((name) => typeof value[name] === 'string');
  return texts && ['number', 'leaves'].every((name) => Number.isSafeInteger(value[name]));
}
