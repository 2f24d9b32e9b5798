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
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Sign in and confirm who somebody is. */
export interface Identity {
  /**
   * Sends a one-time code by SMS.
   * @throws {ProblemError} `sms_unavailable`, `rate_limited`
   * @example
   * const { expiresAt } = await client.identity.sendCode({ mobile });
   */
  sendCode(body: SendCodeBody, options?: WriteOptions): Promise<SentCode>;

  /**
   * Signs in by mobile number and code, or by the code of `wx.login`. Give the token to `client.setToken`.
   * @throws {ProblemError} `code_wrong`, `code_expired`, `code_attempts_exceeded`, `wechat_unavailable`
   * @example
   * const session = await client.identity.signIn({ kind: 'mobile', mobile, code });
   * client.setToken(session.token);
   */
  signIn(body: SignInBody, options?: WriteOptions): Promise<Session>;

  /**
   * Ends the session. Afterwards, `client.setToken(undefined)`.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * await client.identity.signOut();
   * client.setToken(undefined);
   */
  signOut(options?: RequestOptions): Promise<undefined>;

  /**
   * The signed-in citizen, masked, and at a counter who helps him.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { level } = (await client.identity.me()).citizen;
   */
  me(options?: RequestOptions): Promise<Me>;

  /**
   * Raises the citizen to real-name level 2: name and identity number are checked with the police register.
   * @throws {ProblemError} `id_number_invalid`, `identity_mismatch`, `identity_bound_elsewhere`,
   * `identity_already_confirmed`, `department_unavailable`, `unauthenticated`
   * @example
   * const { level } = (await client.identity.verify({ name, idNumber })).citizen;
   */
  verify(body: VerifyBody, options?: WriteOptions): Promise<Me>;

  /**
   * At a counter: the operator confirms the person before him against the card, which opens that person's session.
   * The client's token must be the client token of the embed session.
   * @throws {ProblemError} `id_number_invalid`, `identity_mismatch`, `department_unavailable`, `unauthenticated`
   * @example
   * const body = { document: 'idCard', name, idNumber, seenByOperator: true } as const;
   * client.setToken((await client.identity.confirmInPerson(body)).token);
   */
  confirmInPerson(body: ConfirmInPersonBody, options?: WriteOptions): Promise<Session>;

  /**
   * Begins a face check: open its `url`; the provider comes back to `returnTo` with `faceCheck=<certifyId>` and
   * `returnCode=<code>` added. The code is nowhere else.
   * @throws {ProblemError} `face_check_not_possible` without `identity` where the account bears none; `id_number_invalid`,
   * `identity_mismatch`, `identity_already_confirmed`, `face_check_unavailable`, `department_unavailable`, `unauthenticated`
   * @example
   * const { url } = await client.identity.startFaceCheck({ returnTo: location.href });
   * location.href = url;
   */
  startFaceCheck(body: StartFaceCheckBody, options?: WriteOptions): Promise<StartedFaceCheck>;

  /**
   * What became of a face check, by the `returnCode` the browser came back with. The service asks the provider; `review` means that an officer will look, so ask again
   * later. When `passed`, this session is at level 3.
   * @throws {ProblemError} `not_found` for a check of another session or with another code, `rate_limited`, `face_check_unavailable`, `unauthenticated`
   * @example
   * const { state, sentence } = await client.identity.finishFaceCheck({ certifyId, returnCode });
   * if (state !== 'passed') show(sentence.zh);
   */
  finishFaceCheck(body: FinishFaceCheckBody, options?: WriteOptions): Promise<FaceCheck>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Identity: Resource<Identity> = { routes: identityRoutes };
