// The operations of face reviews, for officers of the police: kind, access and path of each.
export const faceReviewRoutes = {
  'faceReviews.list': 'read officer /v1/face-reviews',
  'faceReviews.get': 'read officer /v1/face-reviews/:certifyId',
  'faceReviews.decide': 'write officer /v1/face-reviews/:certifyId/decision',
} as const;
