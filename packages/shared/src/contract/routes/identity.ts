// The operations of identity: kind, access and path of each.
export const identityRoutes = {
  'identity.sendCode': 'write public /v1/identity/codes',
  'identity.signIn': 'write public /v1/identity/sessions',
  'identity.signOut': 'remove citizen /v1/identity/sessions/current',
  'identity.me': 'read citizen /v1/identity/me',
  'identity.verify': 'write citizen /v1/identity/verifications',
  'identity.startFaceCheck': 'write citizen /v1/identity/face-checks',
  'identity.finishFaceCheck': 'write citizen /v1/identity/face-checks/result',
  'identity.confirmInPerson': 'write embed /v1/identity/in-person-confirmations',
} as const;
