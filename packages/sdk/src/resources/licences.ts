// Electronic licences (电子证照): the citizen's own, and the check anybody may make.
import type {
  Licence,
  LicenceKeys,
  LicencePage,
  LicenceQuery,
  LicenceRevocations,
  LicenceVerification,
  VerifyLicenceBody,
} from '@onetrip/shared/contract';
import { licenceRoutes } from '@onetrip/shared/routes/licences';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Read and verify electronic licences. */
export interface Licences {
  /**
   * The citizen's licences, newest first. Await it for one page, or walk through all of them.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const valid = (await client.licences.list().toArray({ limit: 50 })).filter(({ state }) => state === 'valid');
   */
  list(query?: LicenceQuery, options?: RequestOptions): Pages<Licence, LicencePage>;

  /**
   * One licence, signed, with its QR code.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { qrImage } = await client.licences.get(licenceId);
   */
  get(licenceId: string, options?: RequestOptions): Promise<Licence>;

  /**
   * Whether what a QR code holds is a genuine licence in force. Nobody need be signed in.
   * @throws {ProblemError} `invalid_request`; a forged licence is no error but `valid: false`
   * @example
   * const { valid, reason } = await client.licences.verify({ jws: scanned });
   */
  verify(body: VerifyLicenceBody, options?: RequestOptions): Promise<LicenceVerification>;

  /**
   * The signed list of revoked licences: with it and the keys, `@onetrip/sdk/verify` tells a revoked licence offline.
   * @example
   * const { jws: revocations } = await client.licences.revocations();
   */
  revocations(options?: RequestOptions): Promise<LicenceRevocations>;

  /**
   * The public keys licences are signed with (RFC 7517), to verify them without asking the service.
   * @example
   * const { keys } = await client.licences.keys();
   */
  keys(options?: RequestOptions): Promise<LicenceKeys>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Licences: Resource<Licences> = { routes: licenceRoutes };
