// The licence as a compact JWS (EdDSA, Ed25519), small enough for a QR code that a phone reads at arm's length.
import { hangzhouDate } from '@onetrip/shared/deadline';
import { CompactSign, compactVerify, errors, importJWK, type JWK } from 'jose';
import { endOfDate, startOfDate } from './dates.ts';

/** Explicit type (RFC 8725, 3.11): a token signed for another purpose is not taken for a licence. */
const type = 'licence+jws';

/** What a licence says of itself to whoever scans it; the holder is masked, the rest of the fields stays with him. */
export interface LicenceClaims {
  licenceNumber: string;
  kind: string;
  nameZh: string;
  holder: string;
  issuerZh: string;
  issuedAt: Date;
  validFrom: string;
  /** Last day of validity; null: no end. */
  validUntil: string | null;
}

/** Short names, as each letter costs room in the code: registered claims (RFC 7519) where there is one. */
interface Payload {
  jti: string;
  k: string;
  n: string;
  h: string;
  iss: string;
  iat: number;
  nbf: number;
  exp?: number;
}

/** A public key as `licences.keys` shows it. */
interface PublicLicenceKey {
  kty: string;
  crv: string;
  x: string;
  kid: string;
  alg: string;
  use: string;
}

/** Why a JWS is no licence of ours, or not in force. */
type SignatureFault = 'signature' | 'unknownKey' | 'expired' | 'notYetValid' | 'malformed';

/** Signs licences and reads them back. */
export interface LicenceSigner {
  sign(claims: LicenceClaims): Promise<string>;
  /** `claims` are there whenever the signature is genuine, in force or not. */
  read(jws: string, now: Date): Promise<{ fault: SignatureFault | null; claims: LicenceClaims | null }>;
  keys: PublicLicenceKey[];
}

/**
 * @param jwk Ed25519 private key with `kid`
 * @throws Error when it is no such key
 */
export function createLicenceSigner(jwk: JWK): LicenceSigner {
  const { kty, crv, x, d, kid } = jwk;
  if (kty !== 'OKP' || crv !== 'Ed25519' || !x || !d || !kid) throw new Error('not an Ed25519 private key with kid');
  const privateKey = importJWK({ kty, crv, x, d }, 'EdDSA');
  const publicKey = importJWK({ kty, crv, x }, 'EdDSA');
  return {
    keys: [{ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }],
    async sign(claims) {
      const payload = new TextEncoder().encode(JSON.stringify(pack(claims)));
      return new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA', kid, typ: type }).sign(await privateKey);
    },
    async read(jws, now) {
      let unknown = false;
      try {
        const { payload, protectedHeader } = await compactVerify(
          jws,
          async (header) => {
            unknown = header.kid !== kid;
            if (unknown) throw new Error('unknown key');
            return publicKey;
          },
          { algorithms: ['EdDSA'] },
        );
        const claims = protectedHeader.typ === type ? unpack(payload) : null;
        return claims ? { fault: faultInTime(claims, now), claims } : { fault: 'malformed', claims: null };
      } catch (error) {
        const forged = error instanceof errors.JWSSignatureVerificationFailed;
        return { fault: unknown ? 'unknownKey' : forged ? 'signature' : 'malformed', claims: null };
      }
    },
  };
}

function faultInTime({ validFrom, validUntil }: LicenceClaims, now: Date): SignatureFault | null {
  if (now < startOfDate(validFrom)) return 'notYetValid';
  return validUntil !== null && now >= endOfDate(validUntil) ? 'expired' : null;
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

function pack(claims: LicenceClaims): Payload {
  const { licenceNumber, kind, nameZh, holder, issuerZh, issuedAt, validFrom, validUntil } = claims;
  return {
    jti: licenceNumber,
    k: kind,
    n: nameZh,
    h: holder,
    iss: issuerZh,
    iat: seconds(issuedAt),
    nbf: seconds(startOfDate(validFrom)),
    ...(validUntil === null ? {} : { exp: seconds(endOfDate(validUntil)) }),
  };
}

function unpack(bytes: Uint8Array): LicenceClaims | null {
  const payload: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isPayload(payload)) return null;
  return {
    licenceNumber: payload.jti,
    kind: payload.k,
    nameZh: payload.n,
    holder: payload.h,
    issuerZh: payload.iss,
    issuedAt: new Date(payload.iat * 1000),
    validFrom: hangzhouDate(new Date(payload.nbf * 1000)),
    validUntil: payload.exp === undefined ? null : hangzhouDate(new Date(payload.exp * 1000 - 1)),
  };
}

function isPayload(value: unknown): value is Payload {
  if (value === null || typeof value !== 'object') return false;
  const fields = value as Record<string, unknown>;
  const texts = ['jti', 'k', 'n', 'h', 'iss'].every((name) => typeof fields[name] === 'string');
  const times = ['iat', 'nbf'].every((name) => Number.isSafeInteger(fields[name]));
  return texts && times && (fields.exp === undefined || Number.isSafeInteger(fields.exp));
}
