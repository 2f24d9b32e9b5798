// The operations of licences, for officers: kind, access and path of each.
export const officeLicenceRoutes = {
  'licences.revoke': 'write officer /v1/licences/revocations',
} as const;
