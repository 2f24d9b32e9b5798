// Who the citizen is: sign-in, real-name check, confirmation in person.
import type {
  ConfirmInPersonBody,
  FaceCheck,
  FinishFaceCheckBody,
  Me,
  SendCodeBody,
  SentCode,
  Session,
  SignInBody,
  StartedFaceCheck,
  StartFaceCheckBody,
  VerifyBody,
} from '@onetrip/shared/contract';
import { identityRoutes } from '@onetrip/shared/routes/identity';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** Sign in and confirm who somebody is. */
export class Identity {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return identityRoutes;
  }

  /**
   * Sends a one-time code by SMS.
   * @throws {ProblemError} `sms_unavailable`, `rate_limited`
   * @example
   * const { expiresAt } = await client.identity.sendCode({ mobile });
   */
  sendCode(body: SendCodeBody, options?: WriteOptions): Promise<SentCode> {
    return this.core.call('identity.sendCode', { body }, options);
  }

  /**
   * Signs in by mobile number and code, or by the code of `wx.login`. Give the token to `client.setToken`.
   * @throws {ProblemError} `code_wrong`, `code_expired`, `code_attempts_exceeded`, `wechat_unavailable`
   * @example
   * const session = await client.identity.signIn({ kind: 'mobile', mobile, code });
   * client.setToken(session.token);
   */
  signIn(body: SignInBody, options?: WriteOptions): Promise<Session> {
    return this.core.call('identity.signIn', { body }, options);
  }

  /**
   * Ends the session. Afterwards, `client.setToken(undefined)`.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * await client.identity.signOut();
   * client.setToken(undefined);
   */
  signOut(options?: RequestOptions): Promise<undefined> {
    return this.core.call('identity.signOut', {}, options);
  }

  /**
   * The signed-in citizen, masked, and at a counter who helps him.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { level } = await client.identity.me();
   */
  me(options?: RequestOptions): Promise<Me> {
    return this.core.call('identity.me', {}, options);
  }

  /**
   * Raises the citizen to real-name level 2: name and identity number are checked with the police register.
   * @throws {ProblemError} `id_number_invalid`, `identity_mismatch`, `identity_bound_elsewhere`,
   * `identity_already_confirmed`, `department_unavailable`, `unauthenticated`
   * @example
   * const { level } = await client.identity.verify({ name, idNumber });
   */
  verify(body: VerifyBody, options?: WriteOptions): Promise<Me> {
    return this.core.call('identity.verify', { body }, options);
  }

  /**
   * At a counter: the operator confirms the person before him against the card, which opens that person's session.
   * The client's token must be the client token of the embed session.
   * @throws {ProblemError} `id_number_invalid`, `identity_mismatch`, `department_unavailable`, `unauthenticated`
   */
  confirmInPerson(body: ConfirmInPersonBody, options?: WriteOptions): Promise<Session> {
    return this.core.call('identity.confirmInPerson', { body }, options);
  }

  /**
   * Begins a face check: open its `url`; the provider comes back to `returnTo` with `faceCheck=<certifyId>` and
   * `returnCode=<code>` added. The code is nowhere else.
   * @throws {ProblemError} `face_check_not_possible` without `identity` where the account bears none; `id_number_invalid`,
   * `identity_mismatch`, `identity_already_confirmed`, `face_check_unavailable`, `department_unavailable`, `unauthenticated`
   */
  startFaceCheck(body: StartFaceCheckBody, options?: WriteOptions): Promise<StartedFaceCheck> {
    return this.core.call('identity.startFaceCheck', { body }, options);
  }

  /**
   * What became of a face check, by the `returnCode` the browser came back with. The service asks the provider; `review` means that an officer will look, so ask again
   * later. When `passed`, this session is at level 3.
   * @throws {ProblemError} `not_found` for a check of another session or with another code, `rate_limited`, `face_check_unavailable`, `unauthenticated`
   */
  finishFaceCheck(body: FinishFaceCheckBody, options?: WriteOptions): Promise<FaceCheck> {
    return this.core.call('identity.finishFaceCheck', { body }, options);
  }
}
