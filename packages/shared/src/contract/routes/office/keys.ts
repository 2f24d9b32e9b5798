// The operations of keys, for officers: kind, access and path of each.
export const officeKeyRoutes = {
  'keys.status': 'read officer /v1/keys/status',
  'keys.rotate': 'write officer /v1/keys/rotations',
} as const;
