// Anchors: the signed roots that all histories are bound to, day by day. Everybody may keep a copy.
import type { Anchor, AnchorPage, AnchorQuery } from '@onetrip/shared/contract';
import { anchorRoutes } from '@onetrip/shared/routes/anchors';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Read the anchors. */
export interface Anchors {
  /**
   * All anchors, newest first. Await it for one page, or walk through all of them.
   * @example
   * for await (const { anchorNumber, root } of client.anchors.list()) keep(anchorNumber, root);
   */
  list(query?: AnchorQuery, options?: RequestOptions): Pages<Anchor, AnchorPage>;

  /**
   * One anchor by its number.
   * @throws {ProblemError} `not_found`
   * @example
   * const anchor = await client.anchors.get(365);
   */
  get(anchorNumber: number, options?: RequestOptions): Promise<Anchor>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Anchors: Resource<Anchors> = { routes: anchorRoutes };
