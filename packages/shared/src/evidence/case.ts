// An exported case: a history with its proof, sealed as a whole, verified without asking anybody.
import { type AnchorClaims, headLeaf, readAnchor } from './anchor.ts';
import { canonicalJson } from './canonical.ts';
import { isRecord, parseJson } from './encoding.ts';
import { firstBrokenEntry, type HashedEntry, personalHash, type Sha256 } from './entries.ts';
import { rootOf } from './merkle.ts';
import { type Ed25519Verify, readStatement, type VerificationKey } from './signature.ts';

/** The `typ` of a case's seal. */
export const sealType = 'case+jws';
/** The form of the file; a later form has another name. */
export const caseFormat = 'onetrip-case-1';

/** A case as it is exported. */
export interface SealedCase {
  readonly format: string;
  readonly applicationId: string;
  readonly exportedAt: string;
  readonly entries: readonly Omit<HashedEntry, 'applicationId'>[];
  /** Salt and value of what stands in an entry only as a hash. */
  readonly openings: readonly { readonly seq: number; readonly salt: string; readonly value: string }[];
  readonly proof: {
    readonly anchor: string;
    readonly seq: number;
    readonly position: number;
    readonly path: readonly string[];
  } | null;
  readonly keys: readonly VerificationKey[];
  readonly seal: string;
}

/** What an engine brings. */
interface Engine {
  sha256: Sha256;
  /** Its own, where it has a faster one. */
  ed25519?: Ed25519Verify;
}

/** Why a file proves nothing. */
export type CaseFault =
  | 'notACase'
  | 'notCanonical'
  | 'unknownKey'
  | 'sealBroken'
  | 'chainBroken'
  | 'openingWrong'
  | 'anchorForged'
  | 'proofWrong';

/** What verifying a file found. */
export type CaseVerdict =
  | { readonly valid: false; readonly fault: CaseFault }
  | {
      readonly valid: true;
      readonly case: SealedCase;
      /** The anchor, and the last entry it covers; null while the history waits for the night's anchor. */
      readonly anchored: { readonly claims: AnchorClaims; readonly seq: number } | null;
      /** Whether the keys were the reader's own; those in the file prove only that it is whole. */
      readonly trusted: boolean;
    };

/**
 * The text of a case file: exactly one for each case.
 * @example
 * writeFileSync('case.json', caseFileText(await client.applications.evidence(applicationId)));
 */
export const caseFileText = (content: unknown): string => canonicalJson(content);

/** What a seal signs: the hash of everything but the seal. */
export function caseDigest(sha256: Sha256, content: object): string {
  const { seal: _seal, ...rest } = content as { seal?: unknown };
  return sha256(canonicalJson(rest));
}

/**
 * Verifies a case file: its spelling, its seal, the chain of its entries, the opened fields, the proof that its head is
 * in a signed anchor. Not one byte may differ, not even a space: evidence is not edited.
 * @param text the file, decoded as UTF-8 with nothing replaced
 * @param options `sha256` and, where there is one, `ed25519` of the engine; `keys`: the anchor keys the reader trusts; without them those in the file are used, and `trusted` is false
 */
export function verifyCase(
  text: string,
  { keys, ...engine }: Engine & { keys?: readonly VerificationKey[] },
): CaseVerdict {
  const content = parseJson(text);
  if (!isSealedCase(content)) return { valid: false, fault: 'notACase' };
  if (caseFileText(content) !== text) return { valid: false, fault: 'notCanonical' };
  const fault = sealFault(content, keys ?? content.keys, engine) ?? contentFault(content, engine);
  if (fault !== null) return { valid: false, fault };
  const proved = content.proof && prove(content, content.proof, keys ?? content.keys, engine);
  if (proved && 'fault' in proved) return { valid: false, fault: proved.fault };
  return { valid: true, case: content, anchored: proved, trusted: keys !== undefined };
}

function sealFault(
  content: SealedCase,
  keys: readonly VerificationKey[],
  { sha256, ed25519 }: Engine,
): CaseFault | null {
  const seal = readStatement(content.seal, sealType, keys, ed25519);
  if (seal.fault !== null) return seal.fault === 'unknownKey' ? 'unknownKey' : 'sealBroken';
  return isRecord(seal.payload) && seal.payload.sha256 === caseDigest(sha256, content) ? null : 'sealBroken';
}

const hashedEntries = ({ applicationId, entries }: SealedCase): HashedEntry[] =>
  entries.map((entry) => ({ ...entry, applicationId }));

function contentFault(content: SealedCase, { sha256 }: Engine): CaseFault | null {
  const { entries, openings } = content;
  if (entries.length === 0 || firstBrokenEntry(sha256, hashedEntries(content)) !== null) return 'chainBroken';
  const fits = openings.every(
    ({ seq, salt, value }) => entries[seq - 1]?.personalHash === personalHash(sha256, salt, value),
  );
  return fits ? null : 'openingWrong';
}

/** The anchor that covers the history, or why it does not. */
function prove(
  content: SealedCase,
  proof: NonNullable<SealedCase['proof']>,
  keys: readonly VerificationKey[],
  { sha256, ed25519 }: Engine,
): { claims: AnchorClaims; seq: number } | { fault: CaseFault } {
  const anchor = readAnchor(proof.anchor, keys, ed25519);
  if (anchor.fault !== null) return { fault: anchor.fault === 'unknownKey' ? 'unknownKey' : 'anchorForged' };
  const { claims } = anchor;
  const head = hashedEntries(content)[proof.seq - 1];
  const root = head && rootOf(sha256, headLeaf(sha256, head), { ...proof, leaves: claims.leaves });
  return root === claims.root ? { claims, seq: proof.seq } : { fault: 'proofWrong' };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const all = (value: unknown, check: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(check);

const isEntry = (value: unknown): boolean =>
  isRecord(value) &&
  isCount(value.seq) &&
  [value.type, value.at, value.actor, value.previousHash, value.hash].every(isText) &&
  (value.personalHash === null || isText(value.personalHash)) &&
  isRecord(value.detail) &&
  Object.values(value.detail).every(isText);
const isOpening = (value: unknown): boolean =>
  isRecord(value) && isCount(value.seq) && isText(value.salt) && isText(value.value);
const isKey = (value: unknown): boolean => isRecord(value) && [value.kty, value.crv, value.x, value.kid].every(isText);
const isProof = (value: unknown): boolean =>
  isRecord(value) && isText(value.anchor) && isCount(value.seq) && isCount(value.position) && all(value.path, isText);

/** Whether a value has the form of a case; whether it is true is another question. */
function isSealedCase(value: unknown): value is SealedCase {
  return (
    isRecord(value) &&
    value.format === caseFormat &&
    [value.applicationId, value.exportedAt, value.seal].every(isText) &&
    all(value.entries, isEntry) &&
    all(value.openings, isOpening) &&
    all(value.keys, isKey) &&
    (value.proof === null || isProof(value.proof))
  );
}
