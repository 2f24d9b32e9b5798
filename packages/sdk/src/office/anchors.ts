// Anchors in the hands of the operator.
import type { Anchor } from '@onetrip/shared/contract';
import { officeAnchorRoutes } from '@onetrip/shared/routes/office/anchors';
import type { WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Make anchors. */
export interface OfficeAnchors {
  /**
   * Anchors all histories now, without waiting for the night: before a case file is handed to a court, say.
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   * @example
   * const { anchorNumber } = await office.anchors.create();
   */
  create(options?: WriteOptions): Promise<Anchor>;
}

/** How its operations are sent. */
export const OfficeAnchors: Resource<OfficeAnchors> = { routes: officeAnchorRoutes };
