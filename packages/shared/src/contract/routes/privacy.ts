// The operations of personal data: kind, access and path of each.
export const privacyRoutes = {
  'privacy.retention': 'read public /v1/privacy/retention',
  'privacy.notice': 'ask citizen /v1/matters/:matterId/privacy-notice',
  'privacy.consents': 'read citizen /v1/privacy/consents',
  'privacy.withdrawConsent': 'act citizen /v1/privacy/consents/:consentId/withdrawal',
  'privacy.accesses': 'list citizen /v1/privacy/accesses',
  'privacy.export': 'read citizen /v1/privacy/export',
  'privacy.erase': 'act citizen /v1/privacy/erasure',
} as const;
