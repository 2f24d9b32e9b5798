// Officers' sign-in through the city's staff directory, and who is signed in.
import type {
  BeginSignInBody,
  BegunSignIn,
  OfficerMe,
  OfficerSession,
  OfficerSignInBody,
} from '@onetrip/shared/contract';
import { officerRoutes } from '@onetrip/shared/routes/office/officers';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Officers and their sessions. */
export interface Officers {
  /**
   * Begins to sign in. Send the browser to `address`; keep `state` in the page that began (e.g. in `sessionStorage`) and
   * never in an address: whoever holds it and the code is signed in.
   * @param body `redirectAddress`: where the browser comes back to; one of those the service is configured with
   * @throws {ProblemError} `staff_directory_unavailable`, `invalid_request` for an address that is not registered
   * @example
   * const { address, state } = await office.officers.beginSignIn({ redirectAddress });
   * sessionStorage.setItem('state', state);
   * location.href = address;
   */
  beginSignIn(body: BeginSignInBody, options?: WriteOptions): Promise<BegunSignIn>;

  /**
   * Finishes signing in. The session lasts a working day; give its `token` to `setToken`.
   * @param body the `code` the browser came back with, and the `state` that was kept
   * @throws {ProblemError} `sign_in_refused` when too late, used already or another sign-in's; `forbidden` when the
   * directory gives this officer no role here; `staff_directory_unavailable`
   * @example
   * const { token } = await office.officers.signIn({ code, state });
   * office.setToken(token);
   */
  signIn(body: OfficerSignInBody, options?: WriteOptions): Promise<OfficerSession>;

  /**
   * Ends the session. Afterwards, `office.setToken(undefined)`.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * await office.officers.signOut();
   * office.setToken(undefined);
   */
  signOut(options?: RequestOptions): Promise<undefined>;

  /**
   * The signed-in officer: his department and roles.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { roles, department } = (await office.officers.me()).officer;
   */
  me(options?: RequestOptions): Promise<OfficerMe>;
}

/** How its operations are sent. */
export const Officers: Resource<Officers> = { routes: officerRoutes };
