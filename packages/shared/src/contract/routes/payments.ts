// The operations of payments: kind, access and path of each.
export const paymentRoutes = {
  'payments.create': 'write citizen /v1/payments',
  'payments.get': 'read citizen /v1/payments/:paymentId',
} as const;
