// The operations of licences: kind, access and path of each.
export const licenceRoutes = {
  'licences.list': 'list citizen /v1/licences',
  'licences.get': 'read citizen /v1/licences/:licenceId',
  'licences.verify': 'ask public /v1/licences/verification',
  'licences.keys': 'read public /v1/licences/keys',
  'licences.revocations': 'read public /v1/licences/revocations',
} as const;
