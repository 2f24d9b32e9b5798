// The operations of uploads: kind, access and path of each.
export const uploadRoutes = {
  'uploads.create': 'write citizen /v1/uploads',
  'uploads.append': 'ask citizen /v1/uploads/:uploadId/parts/:offset',
  'uploads.complete': 'write citizen /v1/uploads/:uploadId/completion',
  'uploads.part': 'read citizen /v1/uploads/:uploadId/parts/:offset',
  'uploads.get': 'read citizen /v1/uploads/:uploadId',
  'uploads.discard': 'remove citizen /v1/uploads/:uploadId',
} as const;
