// Electronic licences (电子证照): the citizen's own, and the check anybody may make.
import type {
  Licence,
  LicenceKeys,
  LicencePage,
  LicenceQuery,
  LicenceVerification,
  VerifyLicenceBody,
} from '@onetrip/shared/contract';
import type { Core } from '../core/core.ts';
import { Pages } from '../core/pagination.ts';
import type { RequestOptions } from '../core/request.ts';

/** Read and verify electronic licences. */
export class Licences {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /**
   * The citizen's licences, newest first. Await it for one page, or walk through all of them.
   * @throws {ProblemError} `unauthenticated`
   */
  list(query: LicenceQuery = {}, options?: RequestOptions): Pages<Licence, LicencePage> {
    return new Pages(
      (cursor) => this.core.call('licences.list', { query: { ...query, ...(cursor ? { cursor } : {}) } }, options),
      query.cursor,
    );
  }

  /**
   * One licence, signed, with its QR code.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   */
  get(licenceId: string, options?: RequestOptions): Promise<Licence> {
    return this.core.call('licences.get', { params: { licenceId } }, options);
  }

  /**
   * Whether what a QR code holds is a genuine licence in force. Nobody need be signed in.
   * @throws {ProblemError} `invalid_request`; a forged licence is no error but `valid: false`
   * @example
   * const { valid, reason } = await client.licences.verify({ jws: scanned });
   */
  verify(body: VerifyLicenceBody, options?: RequestOptions): Promise<LicenceVerification> {
    return this.core.call('licences.verify', { body }, options);
  }

  /** The public keys licences are signed with (RFC 7517), to verify them without asking the service. */
  keys(options?: RequestOptions): Promise<LicenceKeys> {
    return this.core.call('licences.keys', {}, options);
  }
}
