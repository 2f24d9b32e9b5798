// Face checks the machine could not settle, for officers of the police.
import type {
  DecideFaceReviewBody,
  FaceReview,
  FaceReviewDetail,
  FaceReviews as FaceReviewList,
} from '@onetrip/shared/contract';
import { faceReviewRoutes } from '@onetrip/shared/routes/office/faceReviews';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Compare pictures, and decide. */
export interface FaceReviews {
  /**
   * Checks that wait, the oldest first; names and numbers masked.
   * @throws {ProblemError} `forbidden` for other departments than the police, `unauthenticated`
   * @example
   * const { items } = await office.faceReviews.list();
   */
  list(options?: RequestOptions): Promise<FaceReviewList>;

  /**
   * One of them in clear, with the picture. That the officer looked is kept, and the citizen sees it.
   * @throws {ProblemError} `not_found`, `face_review_settled`, `face_check_unavailable`, `forbidden`, `unauthenticated`
   * @example
   * const { frame, likeness } = await office.faceReviews.get(certifyId);
   */
  get(certifyId: string, options?: RequestOptions): Promise<FaceReviewDetail>;

  /**
   * Decides. A pass raises the session the check was begun in.
   * @throws {ProblemError} `not_found`, `face_review_settled`, `forbidden`, `unauthenticated`
   * @example
   * await office.faceReviews.decide(certifyId, { outcome: 'passed', reason: '与登记照片为同一人。' });
   */
  decide(certifyId: string, body: DecideFaceReviewBody, options?: WriteOptions): Promise<FaceReview>;
}

/** How its operations are sent. */
export const FaceReviews: Resource<FaceReviews> = { routes: faceReviewRoutes };
