// The operations of anchors, for officers: kind, access and path of each.
export const officeAnchorRoutes = {
  'anchors.create': 'act officer /v1/anchors',
} as const;
