// The signed list of revoked licences: their places in the register as gaps, one or two bytes each.
import { fromBase64url, isRecord, toBase64url } from './encoding.ts';
import { type Ed25519Verify, readStatement, type SignatureFault, type VerificationKey } from './signature.ts';

/** The `typ` of a signed revocation list. */
export const revocationsType = 'revocations+jws';

/** A revocation list as it is signed. Times in seconds since 1970 (RFC 7519). */
export interface RevocationClaims {
  readonly iat: number;
  /** When the next list is due at the latest. */
  readonly exp: number;
  /** `packPlaces` of every revoked licence. */
  readonly revoked: string;
}

/** A revocation list that was read. */
export interface Revocations {
  readonly asOf: Date;
  readonly nextUpdate: Date;
  readonly places: ReadonlySet<number>;
}

/** Ascending whole numbers as gaps, seven bits a byte (LEB128), base64url. */
export function packPlaces(places: readonly number[]): string {
  const bytes: number[] = [];
  let last = 0;
  for (const place of places) {
    let gap = place - last;
    last = place;
    for (; gap >= 0x80; gap = Math.floor(gap / 0x80)) bytes.push((gap % 0x80) | 0x80);
    bytes.push(gap);
  }
  return toBase64url(Uint8Array.from(bytes));
}

/** The numbers again; null where the text is none of `packPlaces`. */
export function unpackPlaces(text: string): number[] | null {
  const bytes = fromBase64url(text);
  if (bytes === null) return null;
  const places: number[] = [];
  let last = 0;
  let gap = 0;
  let scale = 1;
  for (const byte of bytes) {
    gap += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (byte & 0x80) continue;
    last += gap;
    places.push(last);
    gap = 0;
    scale = 1;
  }
  return scale === 1 ? places : null;
}

/** Reads a signed revocation list. `ed25519` as of `readStatement`. */
export function readRevocations(
  jws: string,
  keys: readonly VerificationKey[],
  ed25519?: Ed25519Verify,
): { fault: null; list: Revocations } | { fault: SignatureFault } {
  const statement = readStatement(jws, revocationsType, keys, ed25519);
  if (statement.fault !== null) return statement;
  const { payload } = statement;
  if (!isClaims(payload)) return { fault: 'malformed' };
  const places = unpackPlaces(payload.revoked);
  if (places === null) return { fault: 'malformed' };
  const [asOf, nextUpdate] = [new Date(payload.iat * 1000), new Date(payload.exp * 1000)];
  return { fault: null, list: { asOf, nextUpdate, places: new Set(places) } };
}

const isClaims = (value: unknown): value is RevocationClaims =>
  isRecord(value) &&
  Number.isSafeInteger(value.iat) &&
  Number.isSafeInteger(value.exp) &&
  typeof value.revoked === 'string';
