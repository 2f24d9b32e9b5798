// The operations of matters: kind, access and path of each.
export const matterRoutes = {
  'matters.search': 'list public /v1/matters',
  'matters.suggest': 'find public /v1/matters/suggestions',
  'matters.hot': 'find public /v1/matters/hot',
  'matters.index': 'find public /v1/matters/index',
  'matters.get': 'read public /v1/matters/:matterId',
  'matters.plan': 'ask public /v1/matters/:matterId/plan',
} as const;
