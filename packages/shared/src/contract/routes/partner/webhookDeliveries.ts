// The operations of webhook messages, for partners’ back ends: kind, access and path of each.
export const partnerWebhookDeliveryRoutes = {
  'webhookDeliveries.list': 'list partner /v1/webhook-deliveries',
  'webhookDeliveries.replay': 'act partner /v1/webhook-deliveries/:deliveryId/replays',
} as const;
