// The operations of deliveries: kind, access and path of each.
export const deliveryRoutes = {
  'deliveries.options': 'read public /v1/matters/:matterId/delivery-options',
  'deliveries.get': 'read citizen /v1/applications/:applicationId/delivery',
  'deliveries.choose': 'write citizen /v1/applications/:applicationId/delivery',
  'deliveries.arrive': 'write embed /v1/deliveries/arrivals',
  'deliveries.handOver': 'write embed /v1/deliveries/receipts',
} as const;
