// The operations of anchors: kind, access and path of each.
export const anchorRoutes = {
  'anchors.list': 'list public /v1/anchors',
  'anchors.get': 'read public /v1/anchors/:anchorNumber',
} as const;
