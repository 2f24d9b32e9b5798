// Hand-overs: what a partner's back end learns of cases filed at its counters.
import type { HandOver, HandOverPage, HandOverQuery } from '@onetrip/shared/contract';
import { handOverRoutes } from '@onetrip/shared/routes/partner/handOvers';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Read how cases stand. */
export interface PartnerHandOvers {
  /**
   * Cases filed at the partner's counters whose citizens consented, the latest change first. `licences` is there only
   * with a separate consent. A consent that is withdrawn takes its case off the list at once.
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   * @example
   * for await (const { applicationId, state } of partner.handOvers.list()) console.log(applicationId, state);
   */
  list(query?: HandOverQuery, options?: RequestOptions): Pages<HandOver, HandOverPage>;
}

/** How its operations are sent. */
export const PartnerHandOvers: Resource<PartnerHandOvers> = { routes: handOverRoutes };
