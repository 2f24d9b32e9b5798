// The operations of webhook addresses, for partners’ back ends: kind, access and path of each.
export const partnerWebhookEndpointRoutes = {
  'webhookEndpoints.create': 'write partner /v1/webhook-endpoints',
  'webhookEndpoints.list': 'read partner /v1/webhook-endpoints',
  'webhookEndpoints.rotateSecret': 'act partner /v1/webhook-endpoints/:endpointId/secrets',
  'webhookEndpoints.delete': 'remove partner /v1/webhook-endpoints/:endpointId',
} as const;
