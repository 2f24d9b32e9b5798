// Licences in the hands of the officers who issued them.
import type { LicenceRevocation, RevokeLicenceBody } from '@onetrip/shared/contract';
import { officeLicenceRoutes } from '@onetrip/shared/routes/office/licences';
import type { Core, RouteTable } from '../core/core.ts';
import type { WriteOptions } from '../core/request.ts';

/** Revoke licences. */
export class OfficeLicences {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return officeLicenceRoutes;
  }

  /**
   * Takes a licence out of force: whoever verifies it is told, offline as soon as he has a newer revocation list.
   * @throws {ProblemError} `not_found` for one that another department issued, `licence_revoked_already`, `forbidden`,
   *   `unauthenticated`
   */
  revoke(body: RevokeLicenceBody, options?: WriteOptions): Promise<LicenceRevocation> {
    return this.core.call('licences.revoke', { body }, options);
  }
}
