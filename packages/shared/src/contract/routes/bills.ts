// The operations of bills: kind, access and path of each.
export const billRoutes = {
  'bills.get': 'read citizen /v1/bills/:billId',
} as const;
