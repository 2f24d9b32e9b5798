// What a line of a table of routes says: "kind access path". Plain text, because a client's bundle carries it.

/**
 * Who may call an operation.
 * - `public`: nobody need sign in.
 * - `citizen`: a citizen's session token (`Authorization: Bearer`), his own or opened by a clerk who saw his ID.
 * - `embed`: the short-lived client token of an embed session (`Authorization: Bearer`); no citizen is known yet.
 * - `partner`: the partner's back end, signed with HTTP Message Signatures (RFC 9421).
 * - `officer`: an officer's session token (`Authorization: Bearer`); `officerPermissions` says which roles may.
 */
export type Access = 'public' | 'citizen' | 'embed' | 'partner' | 'officer';

/** One operation of the service API. A `write` takes an `Idempotency-Key`. */
export interface Route {
  readonly kind: Kind;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: `/v1/${string}`;
  readonly access: Access;
  readonly write: boolean;
}

/**
 * The kinds of operations, and what each takes beside what its path names.
 * - `read`: GET.
 * - `find`: GET with a query.
 * - `list`: GET with a query, answered by a page and the cursor of the next.
 * - `ask`: POST of a body; it changes nothing, or the same however often it comes.
 * - `write`: POST of a body with an `Idempotency-Key`.
 * - `act`: POST without a body, with an `Idempotency-Key`.
 * - `remove`: DELETE.
 */
const methods = {
  read: 'GET',
  find: 'GET',
  list: 'GET',
  ask: 'POST',
  write: 'POST',
  act: 'POST',
  remove: 'DELETE',
} as const;
export type Kind = keyof typeof methods;

/** A route in one line, e.g. `read public /v1/matters/:matterId`. Path parameters stand as `:name`. */
export type RouteLine = `${Kind} ${Access} /v1/${string}`;

/** The route a line stands for. */
export type RouteOf<Line extends RouteLine> =
  Line extends `${infer K extends Kind} ${infer A extends Access} ${infer P}`
    ? {
        readonly kind: K;
        readonly method: (typeof methods)[K];
        readonly path: P;
        readonly access: A;
        readonly write: K extends 'write' | 'act' ? true : false;
      }
    : never;

/** Reads a line. */
export function readRoute<Line extends RouteLine>(line: Line): RouteOf<Line>;
export function readRoute(line: RouteLine): Route {
  const [kind, access, path] = line.split(' ') as [Kind, Access, Route['path']];
  return { kind, method: methods[kind], path, access, write: kind === 'write' || kind === 'act' };
}
