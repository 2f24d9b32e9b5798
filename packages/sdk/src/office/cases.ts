// Cases at a department's desk: the queue, everything needed to decide one, and the decision.
import type {
  ApproveCaseBody,
  AskSupplementBody,
  Case,
  CasePage,
  CaseQuery,
  CaseStepBody,
  CaseSummary,
  ExtendTermBody,
  ReasonedStepBody,
  StartSpecialProcedureBody,
} from '@onetrip/shared/contract';
import { caseRoutes } from '@onetrip/shared/routes/office/cases';
import type { Core, RouteTable } from '../core/core.ts';
import { type Pages, pagesOf } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/**
 * Cases of the officer's own department; any other is `not_found`. A case is taken before anything is decided, and each
 * step names with `seen` what was read: where something happened since, it is refused with `case_changed`.
 */
export class Cases {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return caseRoutes;
  }

  /**
   * The queue, the most urgent first; nothing personal in it. Await it for one page, or walk through all of them.
   * @param query `state`, `due` (`soon`, `overdue`), `contradicting`, `escalated`, `mine`; `limit`: 1–100, default 20
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   */
  list(query: CaseQuery = {}, options?: RequestOptions): Pages<CaseSummary, CasePage> {
    return pagesOf(query, (asked) => this.core.call('cases.list', { query: asked }, options));
  }

  /**
   * Everything needed to decide: form, evidence with both values where they differ, history, clock, and the `steps` the
   * officer may take now. Each look is recorded, and the citizen sees it.
   * @throws {ProblemError} `not_found`, `forbidden`, `unauthenticated`
   */
  get(applicationId: string, options?: RequestOptions): Promise<Case> {
    return this.core.call('cases.get', { params: { applicationId } }, options);
  }

  /**
   * Takes a case, so that nobody else decides it; the department's lead may take over a colleague's.
   * @throws {ProblemError} `case_held`, `application_state_conflict` once it is decided, `not_found`, `forbidden`,
   *   `unauthenticated`
   */
  take(applicationId: string, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.take', { params: { applicationId } }, options);
  }

  /**
   * Gives a case back to the queue.
   * @throws {ProblemError} `case_not_taken`, `not_found`, `forbidden`, `unauthenticated`
   */
  release(applicationId: string, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.release', { params: { applicationId } }, options);
  }

  /**
   * Accepts (受理): the clock starts.
   * @throws {ProblemError} `application_state_conflict`, `case_not_taken`, `case_changed`, `not_found`, `forbidden`,
   *   `unauthenticated`
   */
  accept(applicationId: string, body: CaseStepBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.accept', { params: { applicationId }, body }, options);
  }

  /**
   * Does not accept (不予受理): the reason goes to the citizen, with what he can do against it.
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   */
  refuse(applicationId: string, body: ReasonedStepBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.refuse', { params: { applicationId }, body }, options);
  }

  /**
   * Asks for what is missing, once and in full, within five working days of receipt.
   * @param body `items`: of the case's `askable` fields and materials, each with what and why
   * @throws {ProblemError} what `accept` throws, `invalid_request` naming the items that cannot be asked for
   */
  askSupplement(applicationId: string, body: AskSupplementBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.askSupplement', { params: { applicationId }, body }, options);
  }

  /**
   * Begins the review by hand, while another department still owes a paper; else it begins by itself.
   * @throws {ProblemError} what `accept` throws
   */
  startReview(applicationId: string, body: CaseStepBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.startReview', { params: { applicationId }, body }, options);
  }

  /**
   * Begins a special procedure: the clock stands still, and the citizen is told until when.
   * @param body `expectedUntil`: YYYY-MM-DD, not in the past
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   */
  startSpecialProcedure(
    applicationId: string,
    body: StartSpecialProcedureBody,
    options?: WriteOptions,
  ): Promise<CaseSummary> {
    return this.core.call('cases.startSpecialProcedure', { params: { applicationId }, body }, options);
  }

  /**
   * Ends the special procedure: the clock runs on.
   * @throws {ProblemError} what `accept` throws
   */
  endSpecialProcedure(applicationId: string, body: CaseStepBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.endSpecialProcedure', { params: { applicationId }, body }, options);
  }

  /**
   * Extends the term of a licence once, as the head of the department decided; only its lead.
   * @param body `days`: working days, at most ten
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   */
  extendTerm(applicationId: string, body: ExtendTermBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.extendTerm', { params: { applicationId }, body }, options);
  }

  /**
   * Approves: the bill follows, or the licence where there is nothing to pay.
   * @param body `record`: a value for each of the case's `resultFields`
   * @throws {ProblemError} what `accept` throws, `invalid_request` naming what is missing
   * @example
   * const { seen, steps } = await office.cases.get(applicationId);
   * if (steps.includes('approve')) await office.cases.approve(applicationId, { seen });
   */
  approve(applicationId: string, body: ApproveCaseBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.approve', { params: { applicationId }, body }, options);
  }

  /**
   * Rejects: the reason goes to the citizen, with what he can do against it.
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   */
  reject(applicationId: string, body: ReasonedStepBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.reject', { params: { applicationId }, body }, options);
  }

  /**
   * Closes a case without a decision (终止).
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   */
  terminate(applicationId: string, body: ReasonedStepBody, options?: WriteOptions): Promise<CaseSummary> {
    return this.core.call('cases.terminate', { params: { applicationId }, body }, options);
  }
}
