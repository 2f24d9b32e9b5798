// The operations of notices: kind, access and path of each.
export const noticeRoutes = {
  'notices.list': 'list citizen /v1/notices',
  'notices.markRead': 'write citizen /v1/notices/read',
  'notices.preferences': 'read citizen /v1/notices/preferences',
  'notices.setPreferences': 'write citizen /v1/notices/preferences',
  'notices.subscriptions': 'read citizen /v1/notices/subscriptions',
  'notices.recordSubscription': 'write citizen /v1/notices/subscriptions',
} as const;
