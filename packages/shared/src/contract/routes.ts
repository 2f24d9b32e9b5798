// Method, path and authentication of every operation, without schemas: all that a client's bundle needs.

/**
 * Who may call an operation.
 * - `public`: nobody need sign in.
 * - `citizen`: a citizen's session token (`Authorization: Bearer`), his own or opened by a clerk who saw his ID.
 * - `embed`: the short-lived client token of an embed session (`Authorization: Bearer`); no citizen is known yet.
 * - `partner`: the partner's back end, signed with HTTP Message Signatures (RFC 9421).
 */
export type Access = 'public' | 'citizen' | 'embed' | 'partner';

/** One operation of the service API. A `write` takes an `Idempotency-Key`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: `/v1/${string}`;
  readonly access: Access;
  readonly write: boolean;
}

const read = <A extends Access, P extends `/v1/${string}`>(access: A, path: P) =>
  ({ method: 'GET', path, access, write: false }) as const;
const ask = <A extends Access, P extends `/v1/${string}`>(access: A, path: P) =>
  ({ method: 'POST', path, access, write: false }) as const;
const write = <A extends Access, P extends `/v1/${string}`>(access: A, path: P) =>
  ({ method: 'POST', path, access, write: true }) as const;

/** Every operation by its id, `resource.verb`. Path parameters stand as `:name`. */
export const routes = {
  'matters.search': read('public', '/v1/matters'),
  'matters.get': read('public', '/v1/matters/:matterId'),
  'matters.plan': ask('public', '/v1/matters/:matterId/plan'),

  'insights.unlock': read('public', '/v1/insights/unlock'),

  'identity.sendCode': write('public', '/v1/identity/codes'),
  'identity.signIn': write('public', '/v1/identity/sessions'),
  'identity.signOut': { method: 'DELETE', path: '/v1/identity/sessions/current', access: 'citizen', write: false },
  'identity.me': read('citizen', '/v1/identity/me'),
  'identity.verify': write('citizen', '/v1/identity/verifications'),
  'identity.confirmInPerson': write('embed', '/v1/identity/in-person-confirmations'),

  'applications.create': write('citizen', '/v1/applications'),
  'applications.list': read('citizen', '/v1/applications'),
  'applications.get': read('citizen', '/v1/applications/:applicationId'),
  'applications.events': read('citizen', '/v1/applications/:applicationId/events'),
  'applications.withdraw': write('citizen', '/v1/applications/:applicationId/withdrawal'),

  'bills.get': read('citizen', '/v1/bills/:billId'),
  'payments.create': write('citizen', '/v1/payments'),
  'payments.get': read('citizen', '/v1/payments/:paymentId'),

  'licences.list': read('citizen', '/v1/licences'),
  'licences.get': read('citizen', '/v1/licences/:licenceId'),
  'licences.verify': ask('public', '/v1/licences/verification'),
  'licences.keys': read('public', '/v1/licences/keys'),

  'plates.offer': write('citizen', '/v1/plates/offers'),
  'plates.reserve': write('citizen', '/v1/plates/reservations'),

  'embedSessions.create': write('partner', '/v1/embed-sessions'),
  'embedSessions.current': read('embed', '/v1/embed-sessions/current'),
} as const satisfies Record<string, Route>;

/** The id of an operation, `resource.verb`. */
export type OperationId = keyof typeof routes;

/** All operation ids, in the order of the reference. */
export const operationIds = Object.keys(routes) as OperationId[];
