// Officers' sign-in through the city's staff directory, and who is signed in.
import type {
  BeginSignInBody,
  BegunSignIn,
  OfficerMe,
  OfficerSession,
  OfficerSignInBody,
} from '@onetrip/shared/contract';
import { officerRoutes } from '@onetrip/shared/routes/office/officers';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** Officers and their sessions. */
export class Officers {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return officerRoutes;
  }

  /**
   * Begins to sign in. Send the browser to `address`; keep `state` in the page that began (e.g. in `sessionStorage`) and
   * never in an address: whoever holds it and the code is signed in.
   * @param body `redirectAddress`: where the browser comes back to; one of those the service is configured with
   * @throws {ProblemError} `staff_directory_unavailable`, `invalid_request` for an address that is not registered
   */
  beginSignIn(body: BeginSignInBody, options?: WriteOptions): Promise<BegunSignIn> {
    return this.core.call('officers.beginSignIn', { body }, options);
  }

  /**
   * Finishes signing in. The session lasts a working day; give its `token` to `setToken`.
   * @param body the `code` the browser came back with, and the `state` that was kept
   * @throws {ProblemError} `sign_in_refused` when too late, used already or another sign-in's; `forbidden` when the
   * directory gives this officer no role here; `staff_directory_unavailable`
   */
  signIn(body: OfficerSignInBody, options?: WriteOptions): Promise<OfficerSession> {
    return this.core.call('officers.signIn', { body }, options);
  }

  /**
   * Ends the session. Afterwards, `office.setToken(undefined)`.
   * @throws {ProblemError} `unauthenticated`
   */
  signOut(options?: RequestOptions): Promise<undefined> {
    return this.core.call('officers.signOut', {}, options);
  }

  /**
   * The signed-in officer: his department and roles.
   * @throws {ProblemError} `unauthenticated`
   */
  me(options?: RequestOptions): Promise<OfficerMe> {
    return this.core.call('officers.me', {}, options);
  }
}
