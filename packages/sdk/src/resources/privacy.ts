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
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** What is held about the citizen, why, and what he may do about it. */
export interface Privacy {
  /**
   * How long each kind of personal data is kept, from when, and by which law.
   * @example
   * const { items } = await client.privacy.retention();
   */
  retention(options?: RequestOptions): Promise<RetentionTerms>;

  /**
   * What is told, and asked, before a matter is filed. File with its `noticeHash`, and with the `purposeId`s of what was
   * consented to: only purposes whose `basis` is not `statutoryDuty` are asked about, and none is needed to file.
   * @throws {ProblemError} `matter_not_found`, `unauthenticated`
   * @example
   * const { noticeHash, text } = await client.privacy.notice(matterId, { situation });
   * await client.applications.create({ ...filing, noticeHash, consents: [] });
   */
  notice(matterId: string, body: PrivacyNoticeBody, options?: RequestOptions): Promise<PrivacyNotice>;

  /**
   * The citizen's consents, and the notices he was shown, to the letter; newest first.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const open = (await client.privacy.consents()).items.filter(({ withdrawnAt }) => withdrawnAt === null);
   */
  consents(options?: RequestOptions): Promise<Consents>;

  /**
   * Withdraws a consent: what rests on it stops at once, and nothing else does.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { withdrawnAt } = await client.privacy.withdrawConsent(consentId);
   */
  withdrawConsent(consentId: string, options?: WriteOptions): Promise<Consent>;

  /**
   * Who looked at the citizen's data, when, why, and what was said; newest first.
   * @example
   * for await (const { at, party, why } of client.privacy.accesses()) console.log(at, party.name.zh, why.purpose.zh);
   */
  accesses(query?: DataAccessQuery, options?: RequestOptions): Pages<DataAccess, DataAccessPage>;

  /**
   * Everything held about the citizen, in clear.
   * @throws {ProblemError} `identity_level_too_low` below level 2, `unauthenticated`
   * @example
   * writeFileSync('my-data.json', JSON.stringify(await client.privacy.export()));
   */
  export(options?: RequestOptions): Promise<PersonalDataExport>;

  /**
   * Forgets the citizen: his key is destroyed, and his sessions end. Afterwards, `client.setToken(undefined)`.
   * @throws {ProblemError} `erasure_not_yet` while something is under way or must be kept – `fields` say what, and
   * `problem.until` from when it is possible; `identity_level_too_low`, `unauthenticated`
   * @example
   * const { kept } = await client.privacy.erase();
   * client.setToken(undefined);
   */
  erase(options?: WriteOptions): Promise<Erasure>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Privacy: Resource<Privacy> = { routes: privacyRoutes };
