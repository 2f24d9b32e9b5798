// Licences in the hands of the officers who issued them.
import type { LicenceRevocation, RevokeLicenceBody } from '@onetrip/shared/contract';
import { officeLicenceRoutes } from '@onetrip/shared/routes/office/licences';
import type { WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Revoke licences. */
export interface OfficeLicences {
  /**
   * Takes a licence out of force: whoever verifies it is told, offline as soon as he has a newer revocation list.
   * @throws {ProblemError} `not_found` for one that another department issued, `licence_revoked_already`, `forbidden`,
   *   `unauthenticated`
   * @example
   * const { revokedAt } = await office.licences.revoke({ licenceNumber, reason: 'issuedInError' });
   */
  revoke(body: RevokeLicenceBody, options?: WriteOptions): Promise<LicenceRevocation>;
}

/** How its operations are sent. */
export const OfficeLicences: Resource<OfficeLicences> = { routes: officeLicenceRoutes };
