// An electronic licence as its code carries it, and whether it is genuine and in force: the same on the server and offline.
import { isRecord } from './encoding.ts';
import { readRevocations } from './revocations.ts';
import { type Ed25519Verify, readStatement, type VerificationKey } from './signature.ts';

/** The `typ` of a signed licence. */
export const licenceType = 'licence+jws';

/**
 * What a licence says of itself to whoever scans it; the holder is masked, the rest of the fields stays with him. Short
 * names, as each letter costs room in the code: registered claims (RFC 7519) where there is one; times in seconds.
 */
export interface LicenceClaims {
  /** Licence number (证照编号). */
  readonly jti: string;
  /** Kind. */
  readonly k: string;
  /** Name of the licence, Chinese. */
  readonly n: string;
  /** Holder, masked. */
  readonly h: string;
  /** Issuer, Chinese. */
  readonly iss: string;
  readonly iat: number;
  readonly nbf: number;
  /** The first moment it is no longer in force; absent: no end. */
  readonly exp?: number;
  /** Place in the register, which a revocation list names it by. */
  readonly i: number;
}

/** A sentence in Chinese and English. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** Why a licence is not to be relied on. */
export type LicenceFault = 'malformed' | 'unknownKey' | 'signature' | 'revoked' | 'notYetValid' | 'expired';

/** What a reader is told. `valid`: genuine and in force, as far as the revocation list goes. */
export const licenceSentences: Readonly<Record<LicenceFault | 'valid', Sentence>> = {
  valid: { zh: '证照真实有效。', en: 'The licence is genuine and in force.' },
  malformed: { zh: '这不是本市签发的电子证照码。', en: 'This is not the code of an electronic licence of this city.' },
  unknownKey: {
    zh: '签发密钥不在您手中的公钥列表里，请联网更新公钥后再验。',
    en: 'It names a key that is not among yours; fetch the current keys and verify again.',
  },
  signature: { zh: '签名不符，证照是伪造的或被改动过。', en: 'The signature does not fit: forged, or changed.' },
  revoked: {
    zh: '证照已被发证机关撤销，不再有效。',
    en: 'The issuer has revoked the licence; it is no longer in force.',
  },
  notYetValid: { zh: '证照尚未生效。', en: 'The licence is not in force yet.' },
  expired: { zh: '证照已过有效期。', en: 'The licence has expired.' },
};

/** Whether the revocation list could be relied on. */
export type RevocationState = 'current' | 'outdated' | 'absent' | 'untrusted';

/** What verifying a licence found. */
export interface LicenceVerdict {
  readonly valid: boolean;
  /** Null when valid. */
  readonly reason: LicenceFault | null;
  readonly sentence: Sentence;
  /** Whenever the signature is genuine, in force or not. */
  readonly claims: LicenceClaims | null;
  readonly revocations: {
    /** `outdated`: a newer list was due; `untrusted`: the list given was not signed by a trusted key, and not used. */
    readonly state: RevocationState;
    /** The moment the list speaks of; null without one. */
    readonly asOf: Date | null;
  };
}

/** What a licence is verified with. */
export interface LicenceVerificationOptions {
  /** `keys` of `licences.keys`. */
  readonly keys: readonly VerificationKey[];
  /** `jws` of `licences.revocations`; without it a revoked licence is not found out. */
  readonly revocations?: string;
  /** The moment to verify for. */
  readonly at: Date;
  /** An engine's own Ed25519, where it has a faster one; what runs anywhere when left out. */
  readonly ed25519?: Ed25519Verify;
}

/** Reads a signed licence; whether it is in force is not asked. `ed25519` as of `readStatement`. */
export function readLicence(
  jws: string,
  keys: readonly VerificationKey[],
  ed25519?: Ed25519Verify,
): { fault: null; claims: LicenceClaims } | { fault: 'malformed' | 'unknownKey' | 'signature' } {
  const statement = readStatement(jws, licenceType, keys, ed25519);
  if (statement.fault !== null) return statement;
  return isClaims(statement.payload) ? { fault: null, claims: statement.payload } : { fault: 'malformed' };
}

/** Whether a licence's dates hold at a moment. */
export function faultInTime({ nbf, exp }: LicenceClaims, at: Date): 'notYetValid' | 'expired' | null {
  const seconds = at.getTime() / 1000;
  if (seconds < nbf) return 'notYetValid';
  return exp !== undefined && seconds >= exp ? 'expired' : null;
}

/**
 * Verifies a licence without asking the service.
 * @example
 * const { valid, sentence } = verifyLicence(scanned, { keys, revocations, at: new Date() });
 */
export function verifyLicence(
  jws: string,
  { keys, revocations, at, ed25519 }: LicenceVerificationOptions,
): LicenceVerdict {
  const read = readLicence(jws, keys, ed25519);
  const list = revocations === undefined ? null : readRevocations(revocations, keys, ed25519);
  const known = list?.fault === null ? list.list : null;
  const state: RevocationState =
    known === null ? (list === null ? 'absent' : 'untrusted') : known.nextUpdate < at ? 'outdated' : 'current';
  const claims = read.fault === null ? read.claims : null;
  const reason = claims === null ? read.fault : known?.places.has(claims.i) ? 'revoked' : faultInTime(claims, at);
  return {
    valid: reason === null,
    reason,
    sentence: licenceSentences[reason ?? 'valid'],
    claims,
    revocations: { state, asOf: known?.asOf ?? null },
  };
}

function isClaims(value: unknown): value is LicenceClaims {
  if (!isRecord(value)) return false;
  const texts = ['jti', 'k', 'n', 'h', 'iss'].every((name) => typeof value[name] === 'string');
  const numbers = ['iat', 'nbf', 'i'].every((name) => Number.isSafeInteger(value[name]));
  return texts && numbers && (value.exp === undefined || Number.isSafeInteger(value.exp));
}
