// The operations of embed sessions: kind, access and path of each.
export const embedSessionRoutes = {
  'embedSessions.current': 'read embed /v1/embed-sessions/current',
} as const;
