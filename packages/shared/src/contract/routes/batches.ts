// The operations of batches: kind, access and path of each.
export const batchRoutes = {
  'batches.list': 'read public /v1/batches',
  'batches.get': 'read public /v1/batches/:batchId',
} as const;
