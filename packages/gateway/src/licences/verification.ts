// Whether a licence is genuine and in force, asked of the service: the offline rule, and the register for revocation.
import type { LicenceVerification } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { faultInTime, licenceSentences, readLicence } from '@onetrip/shared/evidence';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { licences } from '../database/schema/index.ts';
import { ed25519 } from '../keys/ed25519.ts';

const nothing = { name: null, licenceNumber: null, holder: null, issuedAt: null, validUntil: null };

/** Reads a licence; a key we do not know may have been added by another gateway a moment ago. */
async function read({ keys }: Pick<Context, 'keys'>, jws: string) {
  const first = readLicence(jws, keys.published('licence'), ed25519);
  if (first.fault !== 'unknownKey') return first;
  await keys.refresh();
  return readLicence(jws, keys.published('licence'), ed25519);
}

/**
 * Verifies a licence against the register. Details are told only of a licence we signed; one that was signed but is not
 * in the register counts as revoked.
 */
export async function verifyOnline(
  context: Pick<Context, 'database' | 'keys' | 'now'>,
  jws: string,
): Promise<LicenceVerification> {
  const found = await read(context, jws);
  if (found.fault !== null)
    return { valid: false, reason: found.fault, sentence: licenceSentences[found.fault], ...nothing };
  const { claims } = found;
  const [row] = await context.database
    .select({ state: licences.state, name: licences.name })
    .from(licences)
    .where(eq(licences.licenceNumber, claims.jti));
  const reason = row?.state === 'valid' ? faultInTime(claims, context.now()) : 'revoked';
  return {
    valid: reason === null,
    reason,
    sentence: licenceSentences[reason ?? 'valid'],
    name: row?.name ?? { zh: claims.n },
    licenceNumber: claims.jti,
    holder: claims.h,
    issuedAt: new Date(claims.iat * 1000).toISOString(),
    // The last day it is in force.
    validUntil: claims.exp === undefined ? null : hangzhouDate(new Date(claims.exp * 1000 - 1)),
  };
}
