// The operations of embed sessions, for partners’ back ends: kind, access and path of each.
export const partnerEmbedSessionRoutes = {
  'embedSessions.create': 'write partner /v1/embed-sessions',
} as const;
