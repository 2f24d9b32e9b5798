// The operations of keys: kind, access and path of each.
export const keyRoutes = {
  'keys.list': 'read public /v1/keys',
} as const;
