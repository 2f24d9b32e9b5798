// Anchors in the hands of the operator.
import type { Anchor } from '@onetrip/shared/contract';
import { officeAnchorRoutes } from '@onetrip/shared/routes/office/anchors';
import type { Core, RouteTable } from '../core/core.ts';
import type { WriteOptions } from '../core/request.ts';

/** Make anchors. */
export class OfficeAnchors {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return officeAnchorRoutes;
  }

  /**
   * Anchors all histories now, without waiting for the night: before a case file is handed to a court, say.
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   */
  create(options?: WriteOptions): Promise<Anchor> {
    return this.core.call('anchors.create', {}, options);
  }
}
