// The operations of publications, for officers: kind, access and path of each.
export const publicationRoutes = {
  'publications.preview': 'ask officer /v1/publications/preview',
  'publications.create': 'write officer /v1/publications',
  'publications.list': 'list officer /v1/publications',
  'publications.audit': 'read officer /v1/publications/audit',
  'publications.get': 'read officer /v1/publications/:publicationId',
  'publications.revert': 'write officer /v1/publications/:publicationId/reversion',
} as const;
