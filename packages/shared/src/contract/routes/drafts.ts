// The operations of drafts: kind, access and path of each.
export const draftRoutes = {
  'drafts.save': 'write citizen /v1/drafts',
  'drafts.list': 'read citizen /v1/drafts',
  'drafts.get': 'read citizen /v1/drafts/:draftId',
  'drafts.discard': 'remove citizen /v1/drafts/:draftId',
} as const;
