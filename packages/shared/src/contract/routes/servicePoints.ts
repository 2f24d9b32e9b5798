// The operations of service points: kind, access and path of each.
export const servicePointRoutes = {
  'servicePoints.nearby': 'find public /v1/service-points/nearby',
} as const;
