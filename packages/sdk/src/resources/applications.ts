// Applications (办件): file once, follow, supplement, correct, wait, withdraw.
import type {
  Application,
  ApplicationEvents,
  ApplicationForm,
  ApplicationGetQuery,
  ApplicationPage,
  ApplicationQuery,
  ApplicationSummary,
  CaseFile,
  CorrectApplicationBody,
  CreateApplicationBody,
  GiveSupplementBody,
} from '@onetrip/shared/contract';
import { applicationRoutes } from '@onetrip/shared/routes/applications';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** How to read an application. */
export interface ApplicationGetOptions extends RequestOptions, ApplicationGetQuery {}

/** File applications and follow them. A citizen must be signed in. */
export interface Applications {
  /**
   * Files an application. Repeating it with the same `idempotencyKey` and body never files twice.
   * @throws {ProblemError} `identity_level_too_low`, `situation_unanswered`, `commitment_missing`,
   *   `commitment_not_trusted`,
   * `notice_not_acknowledged`, `paper_required`, `application_open_already`, `plate_reservation_missing`,
   * `matter_not_found`, `matter_not_online`, `matter_not_offered_here`, `unauthenticated`
   * @example
   * const application = await client.applications.create({
   *   matterId: 'HZ-GA-041', situation: {}, form: {}, commitments: [], noticeAcknowledged: true,
   * });
   */
  create(body: CreateApplicationBody, options?: WriteOptions): Promise<Application>;

  /**
   * The citizen's applications, newest first. Await it for one page, or walk through all of them.
   * @param query `limit`: items a page, 1–100, default 20
   * @throws {ProblemError} `unauthenticated`
   * @example
   * for await (const { acceptanceNumber, sentence } of client.applications.list()) console.log(acceptanceNumber, sentence.zh);
   */
  list(query?: ApplicationQuery, options?: RequestOptions): Pages<ApplicationSummary, ApplicationPage>;

  /**
   * One application with its papers; with `after` and `waitSeconds` as soon as it changes. `waitForApplication` does that for you.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { sentence, papers } = await client.applications.get(applicationId);
   */
  get(applicationId: string, options?: ApplicationGetOptions): Promise<Application>;

  /**
   * Its history, oldest first; each entry carries the hash of the one before.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { items } = await client.applications.events(applicationId);
   * for (const { at, sentence } of items) console.log(at, sentence.zh);
   */
  events(applicationId: string, options?: RequestOptions): Promise<ApplicationEvents>;

  /**
   * What was filed, which fields may be corrected now, and the supplement asked for.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { values, correctable, supplement } = await client.applications.form(applicationId);
   */
  form(applicationId: string, options?: RequestOptions): Promise<ApplicationForm>;

  /**
   * Gives the supplement asked for: exactly the items of `form().supplement`, and all of them.
   * @throws {ProblemError} `invalid_request` naming each item at fault, `application_state_conflict` when nothing is
   * awaited, `not_found`, `unauthenticated`
   * @example
   * await client.applications.supplement(id, { form: { mobile }, commitments: [], statements: { lease: '房屋为父母所有。' } });
   */
  supplement(applicationId: string, body: GiveSupplementBody, options?: WriteOptions): Promise<Application>;

  /**
   * Corrects fields that were filled in wrongly, until the result is issued. After acceptance it is reviewed again; the
   * promised day stands.
   * @throws {ProblemError} `invalid_request` naming each field that is at fault or cannot be corrected now,
   * `application_state_conflict` when nothing can be corrected any more, `not_found`, `unauthenticated`
   * @example
   * await client.applications.correct(applicationId, { form: { mobile: '13800138000' } });
   */
  correct(applicationId: string, body: CorrectApplicationBody, options?: WriteOptions): Promise<Application>;

  /**
   * Commits in writing to what a paper would have shown, where its department owes it and the rules allow it
   * (`mayCommit`): the case no longer waits for the department.
   * @param text the Chinese text of the commitment as it was shown
   * @throws {ProblemError} `commitment_not_offered`, `commitment_text_changed`, `commitment_not_trusted` after a false
   *   promise, `department_unavailable`, `not_found`, `unauthenticated`
   * @example
   * await client.applications.commit(applicationId, 'lease', commitment.text.zh);
   */
  commit(applicationId: string, materialId: string, text: string, options?: WriteOptions): Promise<Application>;

  /**
   * Its case file: the history with everything that proves it. Write it with `caseFileText` of `@onetrip/sdk/verify`, and
   * `onetrip verify FILE` tells anybody, offline, whether it is genuine and whole.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * writeFileSync('case.json', caseFileText(await client.applications.evidence(applicationId)));
   */
  evidence(applicationId: string, options?: RequestOptions): Promise<CaseFile>;

  /**
   * Withdraws it.
   * @throws {ProblemError} `application_state_conflict` when it has moved on, `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.applications.withdraw(applicationId);
   */
  withdraw(applicationId: string, options?: WriteOptions): Promise<Application>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Applications: Resource<Applications> = {
  routes: applicationRoutes,
  byHand: (call) => ({
    get: (applicationId, { after, waitSeconds, ...options } = {}) =>
      call('applications.get', [applicationId], { after, waitSeconds }, options),
    commit: (applicationId, materialId, text, options) =>
      call('applications.commit', [applicationId, materialId], { text }, options),
  }),
};
