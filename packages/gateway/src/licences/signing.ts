// The licence as a compact JWS (EdDSA, Ed25519), small enough for a QR code that a phone reads at arm's length.
import { type LicenceClaims, licenceType } from '@onetrip/shared/evidence';
import type { KeyRing } from '../keys/ring.ts';
import { endOfDate, startOfDate } from './dates.ts';

/** What is signed of a licence. */
export interface IssuedLicence {
  licenceNumber: string;
  /** Its place in the register. */
  place: number;
  kind: string;
  nameZh: string;
  /** Masked. */
  holder: string;
  issuerZh: string;
  issuedAt: Date;
  validFrom: string;
  /** Last day of validity; null: no end. */
  validUntil: string | null;
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Signs a licence with the licence key. */
export function signLicence(keys: Pick<KeyRing, 'sign'>, licence: IssuedLicence): string {
  const { licenceNumber, place, kind, nameZh, holder, issuerZh, issuedAt, validFrom, validUntil } = licence;
  const claims: LicenceClaims = {
    jti: licenceNumber,
    k: kind,
    n: nameZh,
    h: holder,
    iss: issuerZh,
    iat: seconds(issuedAt),
    nbf: seconds(startOfDate(validFrom)),
    ...(validUntil === null ? {} : { exp: seconds(endOfDate(validUntil)) }),
    i: place,
  };
  return keys.sign('licence', licenceType, JSON.stringify(claims));
}
