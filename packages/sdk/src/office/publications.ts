// Publications: what is in force of the catalogue, who published it and why; publish, and put an earlier state back.
import type {
  CreatePublicationBody,
  PreviewPublicationBody,
  Publication,
  PublicationAudit,
  PublicationPage,
  PublicationPreview,
  PublicationQuery,
  PublicationSummary,
  RevertPublicationBody,
} from '@onetrip/shared/contract';
import { publicationRoutes } from '@onetrip/shared/routes/office/publications';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** What is published of the catalogue. Every officer may read; the reform office publishes and reverts. */
export interface Publications {
  /**
   * What these changes would come to: what the linter demands, what citizens notice, the figures that move. Nothing changes.
   * @param body `changes`: whole guides, or null for a matter no longer offered
   * @throws {ProblemError} `invalid_request` for what cannot stand in the catalogue, `forbidden`, `unauthenticated`
   * @example
   * const { base, findings } = await office.publications.preview({ changes });
   */
  preview(body: PreviewPublicationBody, options?: RequestOptions): Promise<PublicationPreview>;

  /**
   * Publishes: in force at once here, within a second at every other gateway. Applications under way keep the version they
   * were filed under.
   * @param body `base`: the publication the changes were drawn up against, from `preview` or `list`
   * @throws {ProblemError} `publication_outdated` when another came first, `catalogue_faulty` with a field for each
   * finding, `invalid_request`, `forbidden`, `unauthenticated`
   * @example
   * const { base, findings } = await office.publications.preview({ changes });
   * if (findings.length === 0) await office.publications.create({ base, changes, reason: '承诺时限缩短' });
   */
  create(body: CreatePublicationBody, options?: WriteOptions): Promise<Publication>;

  /**
   * Publications, newest first. Await it for one page, or walk through all of them.
   * @param query `limit`: items a page, 1–100, default 20
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   * @example
   * const { items } = await office.publications.list({ limit: 10 });
   */
  list(query?: PublicationQuery, options?: RequestOptions): Pages<PublicationSummary, PublicationPage>;

  /**
   * One publication: what it changed, which versions are in force after it, and its place in the chain.
   * @throws {ProblemError} `not_found`, `forbidden`, `unauthenticated`
   * @example
   * const { reason, publishedAt } = await office.publications.get(publicationId);
   */
  get(publicationId: string, options?: RequestOptions): Promise<Publication>;

  /**
   * Puts back in force exactly what was after an earlier publication, as a new one.
   * @param body `base`: the publication in force now
   * @throws {ProblemError} `not_found`, `publication_outdated`, `invalid_request` when that is what is in force,
   * `forbidden`, `unauthenticated`
   * @example
   * await office.publications.revert(publicationId, { base, reason: '恢复上一版办事指南' });
   */
  revert(publicationId: string, body: RevertPublicationBody, options?: WriteOptions): Promise<Publication>;

  /**
   * Whether anything published was altered since: every hash is computed anew, over every guide.
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   * @example
   * const { firstBroken } = await office.publications.audit();
   * if (firstBroken !== null) alert(`Publication ${firstBroken} was altered`);
   */
  audit(options?: RequestOptions): Promise<PublicationAudit>;
}

/** How its operations are sent. */
export const Publications: Resource<Publications> = { routes: publicationRoutes };
