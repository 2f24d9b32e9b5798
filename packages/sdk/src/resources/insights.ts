// Insights: what the catalogue as a whole shows, for those who decide what to reform next.
import type { UnlockPlan, UnlockQuery } from '@onetrip/shared/contract';
import { insightRoutes } from '@onetrip/shared/routes/insights';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** What the catalogue shows as a whole. Nobody need be signed in. */
export interface Insights {
  /**
   * Which data links, commitments or legal changes make the most further matters ID-only, best sequence first, weighted
   * by how often the matters are used. `exact` says whether it is proved best; if not, `upperBound` bounds the best.
   * @param query `budget`: steps that can be taken, 1–20, default 5; `goal`: ID-only in every situation, which is the
   * default, or in some
   * @throws {ProblemError} `invalid_request`, `rate_limited`
   * @example
   * const { steps, tripsAYear } = await client.insights.unlock({ budget: 3 });
   */
  unlock(query?: UnlockQuery, options?: RequestOptions): Promise<UnlockPlan>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Insights: Resource<Insights> = { routes: insightRoutes };
