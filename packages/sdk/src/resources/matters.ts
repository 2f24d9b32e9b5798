// Matters (事项): find one, read its guide, ask what it needs in a situation.
import type {
  HotMatters,
  HotQuery,
  Matter,
  MatterHit,
  MatterIndex,
  MatterIndexQuery,
  MatterPage,
  MatterQuery,
  MatterSuggestions,
  Plan,
  PlanBody,
  SuggestQuery,
} from '@onetrip/shared/contract';
import { matterRoutes } from '@onetrip/shared/routes/matters';
import type { Core, RouteTable } from '../core/core.ts';
import { type Pages, pagesOf } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';

/** Find matters and what they need. Nobody need be signed in. */
export class Matters {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return matterRoutes;
  }

  /**
   * Finds matters by words, pinyin or initials; without words, the most used. Await it for the first page (with
   * `didYouMean`, the `facets` and the filters the words `said`), or walk through every hit. Identity numbers typed into the
   * search are masked before they are sent.
   * @throws {ProblemError} `invalid_request`, `rate_limited`
   * @example
   * const { items, didYouMean } = await client.matters.search({ q: 'juzhuzheng' });
   */
  search(query: MatterQuery = {}, options?: RequestOptions): Pages<MatterHit, MatterPage> {
    return pagesOf(query, (asked) => this.core.call('matters.search', { query: asked }, options));
  }

  /**
   * Suggests what somebody typing may want to ask, with what matched; where nothing is known, the nearest themes.
   * Identity numbers are masked before they are sent.
   * @param query `q`: what has been typed so far
   * @throws {ProblemError} `invalid_request`, `rate_limited`
   * @example
   * const { items } = await client.matters.suggest({ q: 'jiash' }, { signal });
   */
  suggest(query: SuggestQuery, options?: RequestOptions): Promise<MatterSuggestions> {
    return this.core.call('matters.suggest', { query }, options);
  }

  /**
   * The matters used most in the last 30 days.
   * @throws {ProblemError} `rate_limited`
   */
  hot(query: HotQuery = {}, options?: RequestOptions): Promise<HotMatters> {
    return this.core.call('matters.hot', { query }, options);
  }

  /**
   * The index a phone searches in without a network, about 150 KB. Keep it, and pass its `version` as `have`: `index` is
   * then null while it is still in force.
   * @throws {ProblemError} `rate_limited`
   */
  index(query: MatterIndexQuery = {}, options?: RequestOptions): Promise<MatterIndex> {
    return this.core.call('matters.index', { query }, options);
  }

  /**
   * A matter's full guide: questions, materials and how each ends, form, fees, results.
   * @throws {ProblemError} `matter_not_found`
   * @example
   * const matter = await client.matters.get('HZ-GA-041');
   */
  get(matterId: string, options?: RequestOptions): Promise<Matter> {
    return this.core.call('matters.get', { params: { matterId } }, options);
  }

  /**
   * What the matter asks of a citizen in this situation, and why not more. Amounts are in fen.
   * @param body `situation`: answers by question id; questions still open come back in `questions`
   * @throws {ProblemError} `matter_not_found`, `matter_not_online`
   * @example
   * const plan = await client.matters.plan('HZ-GA-041', { situation: {} });
   * if (plan.idOnly) console.log('只需身份证');
   */
  plan(matterId: string, body: PlanBody, options?: RequestOptions): Promise<Plan> {
    return this.core.call('matters.plan', { params: { matterId }, body }, options);
  }
}
