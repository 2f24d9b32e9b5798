// The operations of escalations, for the reform office: kind, access and path of each.
export const escalationRoutes = {
  'escalations.list': 'list officer /v1/escalations',
  'escalations.handle': 'write officer /v1/escalations/:escalationId/handling',
} as const;
