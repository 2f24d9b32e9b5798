// Drafts (草稿): an unfinished filing, kept on the server and resumed on another device.
import type { Draft, Drafts as DraftList, SaveDraftBody } from '@onetrip/shared/contract';
import { draftRoutes } from '@onetrip/shared/routes/drafts';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** Keep unfinished filings. A citizen must be signed in; his identity need not be confirmed yet. */
export class Drafts {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return draftRoutes;
  }

  /**
   * Keeps a draft: a new one, or, with `draft`, the next version of one that is there. File it with
   * `applications.create({ …, draft: { draftId, version } })`, which consumes it.
   * @throws {ProblemError} `draft_changed_elsewhere` when another device saved since – read it with `get`, then save again
   * on its version, or without `draft` as one of its own; `drafts_full`, `not_found`, `matter_not_found`,
   * `matter_not_offered_here`, `unauthenticated`
   * @example
   * const { draftId, version } = await client.drafts.save({ matterId, situation, form, commitments: [] });
   * await client.drafts.save({ draft: { draftId, version }, matterId, situation, form: more, commitments: [] });
   */
  save(body: SaveDraftBody, options?: WriteOptions): Promise<Draft> {
    return this.core.call('drafts.save', { body }, options);
  }

  /**
   * The citizen's drafts, last saved first; there are never more than twenty.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { items } = await client.drafts.list();
   */
  list(options?: RequestOptions): Promise<DraftList> {
    return this.core.call('drafts.list', {}, options);
  }

  /**
   * One draft with what was entered so far.
   * @throws {ProblemError} `not_found` once it was filed, discarded or forgotten, `unauthenticated`
   * @example
   * const { matterId, form, version } = await client.drafts.get(draftId);
   */
  get(draftId: string, options?: RequestOptions): Promise<Draft> {
    return this.core.call('drafts.get', { params: { draftId } }, options);
  }

  /**
   * Forgets a draft; one that is gone already stays gone.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * await client.drafts.discard(draftId);
   */
  discard(draftId: string, options?: RequestOptions): Promise<undefined> {
    return this.core.call('drafts.discard', { params: { draftId } }, options);
  }
}
