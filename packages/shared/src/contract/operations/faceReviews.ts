// What the operations of `faceReviews` take and answer.
import { Type } from 'typebox';
import { DecideFaceReviewBody, FaceReview, FaceReviewDetail, FaceReviews } from '../faceCheck.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

const faceReviewParams = Type.Object({ certifyId: Id('The check') });

export const faceReviewOperations = {
  'faceReviews.list': {
    summary: 'Face checks that wait for an officer, the oldest first',
    status: 200,
    result: FaceReviews,
    problems: ['unauthenticated', 'forbidden'],
  },
  'faceReviews.get': {
    summary: 'One of them, with what is compared',
    params: faceReviewParams,
    status: 200,
    result: FaceReviewDetail,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'face_check_unavailable'],
  },
  'faceReviews.decide': {
    summary: 'Decide it',
    params: faceReviewParams,
    body: DecideFaceReviewBody,
    status: 200,
    result: FaceReview,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'face_review_settled'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
