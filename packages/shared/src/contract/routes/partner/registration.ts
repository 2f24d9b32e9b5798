// The operations of a partner's registration, for partners’ back ends: kind, access and path of each.
export const registrationRoutes = {
  'registration.get': 'read partner /v1/registration',
} as const;
