// The operations of hand-overs, for partners’ back ends: kind, access and path of each.
export const handOverRoutes = {
  'handOvers.list': 'list partner /v1/hand-overs',
} as const;
