// Personal data (个人信息): notices, consents, who looked at what, export, erasure.
import type {
  Consent,
  Consents,
  DataAccess,
  DataAccessPage,
  DataAccessQuery,
  Erasure,
  PersonalDataExport,
  PrivacyNotice,
  PrivacyNoticeBody,
  RetentionTerms,
} from '@onetrip/shared/contract';
import { privacyRoutes } from '@onetrip/shared/routes/privacy';
import type { Core, RouteTable } from '../core/core.ts';
import { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** What is held about the citizen, why, and what he may do about it. */
export class Privacy {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return privacyRoutes;
  }

  /** How long each kind of personal data is kept, from when, and by which law. */
  retention(options?: RequestOptions): Promise<RetentionTerms> {
    return this.core.call('privacy.retention', {}, options);
  }

  /**
   * What is told, and asked, before a matter is filed. File with its `noticeHash`, and with the `purposeId`s of what was
   * consented to: only purposes whose `basis` is not `statutoryDuty` are asked about, and none is needed to file.
   * @throws {ProblemError} `matter_not_found`, `unauthenticated`
   * @example
   * const { noticeHash, text } = await client.privacy.notice(matterId, { situation });
   * await client.applications.create({ ...filing, noticeHash, consents: [] });
   */
  notice(matterId: string, body: PrivacyNoticeBody, options?: RequestOptions): Promise<PrivacyNotice> {
    return this.core.call('privacy.notice', { params: { matterId }, body }, options);
  }

  /**
   * The citizen's consents, and the notices he was shown, to the letter; newest first.
   * @throws {ProblemError} `unauthenticated`
   */
  consents(options?: RequestOptions): Promise<Consents> {
    return this.core.call('privacy.consents', {}, options);
  }

  /**
   * Withdraws a consent: what rests on it stops at once, and nothing else does.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   */
  withdrawConsent(consentId: string, options?: WriteOptions): Promise<Consent> {
    return this.core.call('privacy.withdrawConsent', { params: { consentId } }, options);
  }

  /** Who looked at the citizen's data, when, why, and what was said; newest first. */
  accesses(query: DataAccessQuery = {}, options?: RequestOptions): Pages<DataAccess, DataAccessPage> {
    return new Pages(
      (cursor) => this.core.call('privacy.accesses', { query: { ...query, ...(cursor ? { cursor } : {}) } }, options),
      query.cursor,
    );
  }

  /**
   * Everything held about the citizen, in clear.
   * @throws {ProblemError} `identity_level_too_low` below level 2, `unauthenticated`
   */
  export(options?: RequestOptions): Promise<PersonalDataExport> {
    return this.core.call('privacy.export', {}, options);
  }

  /**
   * Forgets the citizen: his key is destroyed, and his sessions end. Afterwards, `client.setToken(undefined)`.
   * @throws {ProblemError} `erasure_not_yet` while something is under way or must be kept – `fields` say what, and
   * `problem.until` from when it is possible; `identity_level_too_low`, `unauthenticated`
   */
  erase(options?: WriteOptions): Promise<Erasure> {
    return this.core.call('privacy.erase', {}, options);
  }
}
