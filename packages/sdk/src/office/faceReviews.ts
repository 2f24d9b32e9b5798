// Face checks the machine could not settle, for officers of the police.
import type {
  DecideFaceReviewBody,
  FaceReview,
  FaceReviewDetail,
  FaceReviews as FaceReviewList,
} from '@onetrip/shared/contract';
import { faceReviewRoutes } from '@onetrip/shared/routes/office/faceReviews';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** Compare pictures, and decide. */
export class FaceReviews {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return faceReviewRoutes;
  }

  /**
   * Checks that wait, the oldest first; names and numbers masked.
   * @throws {ProblemError} `forbidden` for other departments than the police, `unauthenticated`
   */
  list(options?: RequestOptions): Promise<FaceReviewList> {
    return this.core.call('faceReviews.list', {}, options);
  }

  /**
   * One of them in clear, with the picture. That the officer looked is kept, and the citizen sees it.
   * @throws {ProblemError} `not_found`, `face_review_settled`, `face_check_unavailable`, `forbidden`, `unauthenticated`
   */
  get(certifyId: string, options?: RequestOptions): Promise<FaceReviewDetail> {
    return this.core.call('faceReviews.get', { params: { certifyId } }, options);
  }

  /**
   * Decides. A pass raises the session the check was begun in.
   * @throws {ProblemError} `not_found`, `face_review_settled`, `forbidden`, `unauthenticated`
   */
  decide(certifyId: string, body: DecideFaceReviewBody, options?: WriteOptions): Promise<FaceReview> {
    return this.core.call('faceReviews.decide', { params: { certifyId }, body }, options);
  }
}
