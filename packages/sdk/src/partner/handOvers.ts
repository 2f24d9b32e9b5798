// Hand-overs: what a partner's back end learns of cases filed at its counters.
import type { HandOver, HandOverPage, HandOverQuery } from '@onetrip/shared/contract';
import { handOverRoutes } from '@onetrip/shared/routes/partner/handOvers';
import type { Core, RouteTable } from '../core/core.ts';
import { Pages } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';

/** Read how cases stand. */
export class PartnerHandOvers {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return handOverRoutes;
  }

  /**
   * Cases filed at the partner's counters whose citizens consented, the latest change first. `licences` is there only
   * with a separate consent. A consent that is withdrawn takes its case off the list at once.
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   */
  list(query: HandOverQuery = {}, options?: RequestOptions): Pages<HandOver, HandOverPage> {
    return new Pages(
      (cursor) => this.core.call('handOvers.list', { query: { ...query, ...(cursor ? { cursor } : {}) } }, options),
      query.cursor,
    );
  }
}
