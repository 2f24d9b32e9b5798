// Matters (事项): find one, read its guide, ask what it needs in a situation.
import type { Matter, MatterHit, MatterPage, MatterQuery, Plan, PlanBody } from '@onetrip/shared/contract';
import type { Core } from '../core/core.ts';
import { Pages } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';

/** Find matters and what they need. Nobody need be signed in. */
export class Matters {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /**
   * Finds matters by words, pinyin or initials; without words, the most used. Await it for the first page (with
   * `didYouMean`), or walk through every hit. Identity numbers typed into the search are masked before they are sent.
   * @throws {ProblemError} `invalid_request`, `rate_limited`
   * @example
   * const { items, didYouMean } = await client.matters.search({ q: 'juzhuzheng' });
   */
  search(query: MatterQuery = {}, options?: RequestOptions): Pages<MatterHit, MatterPage> {
    return new Pages(
      (cursor) => this.core.call('matters.search', { query: { ...query, ...(cursor ? { cursor } : {}) } }, options),
      query.cursor,
    );
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
