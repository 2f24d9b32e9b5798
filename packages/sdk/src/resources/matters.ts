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
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Find matters and what they need. Nobody need be signed in. */
export interface Matters {
  /**
   * Finds matters by words, pinyin or initials; without words, the most used. Await it for the first page (with
   * `didYouMean`, the `facets` and the filters the words `said`), or walk through every hit. Identity numbers typed into the
   * search are masked before they are sent.
   * @throws {ProblemError} `invalid_request`, `rate_limited`
   * @example
   * const { items, didYouMean } = await client.matters.search({ q: 'juzhuzheng' });
   */
  search(query?: MatterQuery, options?: RequestOptions): Pages<MatterHit, MatterPage>;

  /**
   * Suggests what somebody typing may want to ask, with what matched; where nothing is known, the nearest themes.
   * Identity numbers are masked before they are sent.
   * @param query `q`: what has been typed so far
   * @throws {ProblemError} `invalid_request`, `rate_limited`
   * @example
   * const { items } = await client.matters.suggest({ q: 'jiash' }, { signal });
   */
  suggest(query: SuggestQuery, options?: RequestOptions): Promise<MatterSuggestions>;

  /**
   * The matters used most in the last 30 days.
   * @throws {ProblemError} `rate_limited`
   * @example
   * const { items } = await client.matters.hot({ limit: 8 });
   */
  hot(query?: HotQuery, options?: RequestOptions): Promise<HotMatters>;

  /**
   * The index a phone searches in without a network, about 150 KB. Keep it, and pass its `version` as `have`: `index` is
   * then null while it is still in force.
   * @throws {ProblemError} `rate_limited`
   * @example
   * const { version, index } = await client.matters.index({ have: kept.version });
   * if (index) keep({ version, index });
   */
  index(query?: MatterIndexQuery, options?: RequestOptions): Promise<MatterIndex>;

  /**
   * A matter's full guide: questions, materials and how each ends, form, fees, results.
   * @throws {ProblemError} `matter_not_found`
   * @example
   * const matter = await client.matters.get('HZ-GA-041');
   */
  get(matterId: string, options?: RequestOptions): Promise<Matter>;

  /**
   * What the matter asks of a citizen in this situation, and why not more. Amounts are in fen.
   * @param body `situation`: answers by question id; questions still open come back in `questions`
   * @throws {ProblemError} `matter_not_found`, `matter_not_online`
   * @example
   * const plan = await client.matters.plan('HZ-GA-041', { situation: {} });
   * if (plan.idOnly) console.log('只需身份证');
   */
  plan(matterId: string, body: PlanBody, options?: RequestOptions): Promise<Plan>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Matters: Resource<Matters> = { routes: matterRoutes };
