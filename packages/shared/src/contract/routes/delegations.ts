// The operations of delegations: kind, access and path of each.
export const delegationRoutes = {
  'delegations.propose': 'write citizen /v1/delegations',
  'delegations.list': 'read citizen /v1/delegations',
  'delegations.accept': 'act citizen /v1/delegations/:delegationId/acceptance',
  'delegations.revoke': 'act citizen /v1/delegations/:delegationId/revocation',
  'delegations.uses': 'list citizen /v1/delegations/:delegationId/uses',
} as const;
