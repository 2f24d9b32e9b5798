// Anchors: the signed roots that all histories are bound to, day by day. Everybody may keep a copy.
import type { Anchor, AnchorPage, AnchorQuery } from '@onetrip/shared/contract';
import { anchorRoutes } from '@onetrip/shared/routes/anchors';
import type { Core, RouteTable } from '../core/core.ts';
import { type Pages, pagesOf } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';

/** Read the anchors. */
export class Anchors {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return anchorRoutes;
  }

  /**
   * All anchors, newest first. Await it for one page, or walk through all of them.
   * @example
   * for await (const { anchorNumber, root } of client.anchors.list()) keep(anchorNumber, root);
   */
  list(query: AnchorQuery = {}, options?: RequestOptions): Pages<Anchor, AnchorPage> {
    return pagesOf(query, (asked) => this.core.call('anchors.list', { query: asked }, options));
  }

  /**
   * One anchor by its number.
   * @throws {ProblemError} `not_found`
   * @example
   * const anchor = await client.anchors.get(365);
   */
  get(anchorNumber: number, options?: RequestOptions): Promise<Anchor> {
    return this.core.call('anchors.get', { params: { anchorNumber } }, options);
  }
}
