// Taking a licence out of force, and the signed list of those that were.
import type { LicenceRevocation, LicenceRevocations, RevokeLicenceBody } from '@onetrip/shared/contract';
import { packPlaces, type RevocationClaims, revocationsType } from '@onetrip/shared/evidence';
import { and, asc, eq } from 'drizzle-orm';
import { advance } from '../applications/advance.ts';
import { lockApplication } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { licences } from '../database/schema/index.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';

/** How long a list may be relied on. */
const listHours = 24;

/**
 * Revokes a licence for an officer of the department that issued it; another department's does not exist for him.
 * @throws ProblemError `not_found`, `licence_revoked_already`
 */
export async function revokeLicence(
  context: Context,
  { department }: Pick<OfficerCaller, 'department'>,
  { licenceNumber, reason }: RevokeLicenceBody,
  keep: (tx: Transaction, result: LicenceRevocation) => Promise<void>,
): Promise<LicenceRevocation> {
  const [found] = await context.database
    .select({ applicationId: licences.applicationId, licenceId: licences.licenceId, department: licences.department })
    .from(licences)
    .where(eq(licences.licenceNumber, licenceNumber));
  if (!found || found.department !== department) throw new ProblemError('not_found');
  const { applicationId, licenceId } = found;
  return context.database.transaction(async (tx) => {
    await lockApplication(tx, applicationId);
    const revokedAt = context.now();
    const revoked = await tx
      .update(licences)
      .set({ state: 'revoked', revokedAt, revocationReason: reason })
      .where(and(eq(licences.licenceId, licenceId), eq(licences.state, 'valid')))
      .returning({ licenceId: licences.licenceId });
    if (revoked.length === 0) throw new ProblemError('licence_revoked_already');
    await advance(context, tx, applicationId, 'revokeLicence', 'department', { detail: { licenceId, reason } });
    const revocation = { licenceNumber, reason, revokedAt: revokedAt.toISOString() };
    await keep(tx, revocation);
    return revocation;
  });
}

/** The list of revoked licences as of now, signed. */
export async function revocationsNow({
  database,
  keys,
  now,
}: Pick<Context, 'database' | 'keys' | 'now'>): Promise<LicenceRevocations> {
  const revoked = await database
    .select({ place: licences.place })
    .from(licences)
    .where(eq(licences.state, 'revoked'))
    .orderBy(asc(licences.place));
  const iat = Math.floor(now().getTime() / 1000);
  const exp = iat + listHours * 3_600;
  const claims: RevocationClaims = { iat, exp, revoked: packPlaces(revoked.map(({ place }) => place)) };
  return {
    asOf: new Date(iat * 1000).toISOString(),
    nextUpdate: new Date(exp * 1000).toISOString(),
    count: revoked.length,
    jws: keys.sign('licence', revocationsType, JSON.stringify(claims)),
  };
}
