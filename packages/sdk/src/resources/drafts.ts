// Drafts (草稿): an unfinished filing, kept on the server and resumed on another device.
import type { Draft, Drafts as DraftList, SaveDraftBody } from '@onetrip/shared/contract';
import { draftRoutes } from '@onetrip/shared/routes/drafts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Keep unfinished filings. A citizen must be signed in; his identity need not be confirmed yet. */
export interface Drafts {
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
  save(body: SaveDraftBody, options?: WriteOptions): Promise<Draft>;

  /**
   * The citizen's drafts, last saved first; there are never more than twenty.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { items } = await client.drafts.list();
   */
  list(options?: RequestOptions): Promise<DraftList>;

  /**
   * One draft with what was entered so far.
   * @throws {ProblemError} `not_found` once it was filed, discarded or forgotten, `unauthenticated`
   * @example
   * const { matterId, form, version } = await client.drafts.get(draftId);
   */
  get(draftId: string, options?: RequestOptions): Promise<Draft>;

  /**
   * Forgets a draft; one that is gone already stays gone.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * await client.drafts.discard(draftId);
   */
  discard(draftId: string, options?: RequestOptions): Promise<undefined>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Drafts: Resource<Drafts> = { routes: draftRoutes };
