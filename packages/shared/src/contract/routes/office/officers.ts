// The operations of officers, for officers: kind, access and path of each.
export const officerRoutes = {
  'officers.beginSignIn': 'write public /v1/officers/sign-ins',
  'officers.signIn': 'write public /v1/officers/sessions',
  'officers.signOut': 'remove officer /v1/officers/sessions/current',
  'officers.me': 'read officer /v1/officers/me',
} as const;
