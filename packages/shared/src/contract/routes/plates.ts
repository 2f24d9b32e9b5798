// The operations of plate numbers: kind, access and path of each.
export const plateRoutes = {
  'plates.offer': 'write citizen /v1/plates/offers',
  'plates.reserve': 'write citizen /v1/plates/reservations',
} as const;
