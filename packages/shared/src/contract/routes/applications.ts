// The operations of applications: kind, access and path of each.
export const applicationRoutes = {
  'applications.create': 'write citizen /v1/applications',
  'applications.list': 'list citizen /v1/applications',
  'applications.get': 'find citizen /v1/applications/:applicationId',
  'applications.events': 'read citizen /v1/applications/:applicationId/events',
  'applications.form': 'read citizen /v1/applications/:applicationId/form',
  'applications.supplement': 'write citizen /v1/applications/:applicationId/supplement',
  'applications.correct': 'write citizen /v1/applications/:applicationId/corrections',
  'applications.evidence': 'read citizen /v1/applications/:applicationId/evidence',
  'applications.commit': 'write citizen /v1/applications/:applicationId/papers/:materialId/commitment',
  'applications.withdraw': 'act citizen /v1/applications/:applicationId/withdrawal',
} as const;
