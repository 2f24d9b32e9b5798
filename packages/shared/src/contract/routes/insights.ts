// The operations of insights: kind, access and path of each.
export const insightRoutes = {
  'insights.unlock': 'find public /v1/insights/unlock',
} as const;
