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
  HeldPart,
  ReasonedStepBody,
  StartSpecialProcedureBody,
} from '@onetrip/shared/contract';
import { caseRoutes } from '@onetrip/shared/routes/office/cases';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/**
 * Cases of the officer's own department; any other is `not_found`. A case is taken before anything is decided, and each
 * step names with `seen` what was read: where something happened since, it is refused with `case_changed`.
 */
export interface Cases {
  /**
   * The queue, the most urgent first; nothing personal in it. Await it for one page, or walk through all of them.
   * @param query `state`, `due` (`soon`, `overdue`), `contradicting`, `escalated`, `mine`; `limit`: 1–100, default 20
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   * @example
   * for await (const { applicationId, due } of office.cases.list({ due: 'soon' })) console.log(applicationId, due);
   */
  list(query?: CaseQuery, options?: RequestOptions): Pages<CaseSummary, CasePage>;

  /**
   * Everything needed to decide: form, evidence with both values where they differ, history, clock, and the `steps` the
   * officer may take now. Each look is recorded, and the citizen sees it.
   * @throws {ProblemError} `not_found`, `forbidden`, `unauthenticated`
   * @example
   * const { seen, steps } = await office.cases.get(applicationId);
   */
  get(applicationId: string, options?: RequestOptions): Promise<Case>;

  /**
   * A part of a file the citizen gave with the case, in Base64; where each begins follows from `partSize`. The look is
   * recorded, and the citizen sees it.
   * @param offset where in the file the part begins
   * @throws {ProblemError} `not_found`, `forbidden`, `unauthenticated`
   * @example
   * const { bytes } = await office.cases.uploadPart(applicationId, uploadId, 0);
   */
  uploadPart(applicationId: string, uploadId: string, offset: number, options?: RequestOptions): Promise<HeldPart>;

  /**
   * Takes a case, so that nobody else decides it; the department's lead may take over a colleague's.
   * @throws {ProblemError} `case_held`, `application_state_conflict` once it is decided, `not_found`, `forbidden`,
   *   `unauthenticated`
   * @example
   * const { holder } = await office.cases.take(applicationId);
   */
  take(applicationId: string, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Gives a case back to the queue.
   * @throws {ProblemError} `case_not_taken`, `not_found`, `forbidden`, `unauthenticated`
   * @example
   * await office.cases.release(applicationId);
   */
  release(applicationId: string, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Accepts (受理): the clock starts.
   * @throws {ProblemError} `application_state_conflict`, `case_not_taken`, `case_changed`, `not_found`, `forbidden`,
   *   `unauthenticated`
   * @example
   * const { actBy } = await office.cases.accept(applicationId, { seen });
   */
  accept(applicationId: string, body: CaseStepBody, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Does not accept (不予受理): the reason goes to the citizen, with what he can do against it.
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   * @example
   * await office.cases.refuse(applicationId, { seen, reason: { zh: '该事项由居住地派出所办理。' } });
   */
  refuse(applicationId: string, body: ReasonedStepBody, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Asks for what is missing, once and in full, within five working days of receipt.
   * @param body `items`: of the case's `askable` fields and materials, each with what and why
   * @throws {ProblemError} what `accept` throws, `invalid_request` naming the items that cannot be asked for
   * @example
   * await office.cases.askSupplement(applicationId, {
   *   seen, items: [{ materialId: 'lease', what: { zh: '租房合同' }, why: { zh: '登记库中没有这处住所。' } }],
   * });
   */
  askSupplement(applicationId: string, body: AskSupplementBody, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Begins the review by hand, while another department still owes a paper; else it begins by itself.
   * @throws {ProblemError} what `accept` throws
   * @example
   * await office.cases.startReview(applicationId, { seen });
   */
  startReview(applicationId: string, body: CaseStepBody, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Begins a special procedure: the clock stands still, and the citizen is told until when.
   * @param body `expectedUntil`: YYYY-MM-DD, not in the past
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   * @example
   * await office.cases.startSpecialProcedure(applicationId, {
   *   seen, procedure: 'inspection', expectedUntil: '2026-03-20',
   * });
   */
  startSpecialProcedure(
    applicationId: string,
    body: StartSpecialProcedureBody,
    options?: WriteOptions,
  ): Promise<CaseSummary>;

  /**
   * Ends the special procedure: the clock runs on.
   * @throws {ProblemError} what `accept` throws
   * @example
   * await office.cases.endSpecialProcedure(applicationId, { seen });
   */
  endSpecialProcedure(applicationId: string, body: CaseStepBody, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Extends the term of a licence once, as the head of the department decided; only its lead.
   * @param body `days`: working days, at most ten
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   * @example
   * await office.cases.extendTerm(applicationId, { seen, days: 5, reason: { zh: '需要实地复核。' } });
   */
  extendTerm(applicationId: string, body: ExtendTermBody, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Approves: the bill follows, or the licence where there is nothing to pay.
   * @param body `record`: a value for each of the case's `resultFields`
   * @throws {ProblemError} what `accept` throws, `invalid_request` naming what is missing
   * @example
   * const { seen, steps } = await office.cases.get(applicationId);
   * if (steps.includes('approve')) await office.cases.approve(applicationId, { seen });
   */
  approve(applicationId: string, body: ApproveCaseBody, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Rejects: the reason goes to the citizen, with what he can do against it.
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   * @example
   * await office.cases.reject(applicationId, { seen, reason: { zh: '居住未满半年。' } });
   */
  reject(applicationId: string, body: ReasonedStepBody, options?: WriteOptions): Promise<CaseSummary>;

  /**
   * Closes a case without a decision (终止).
   * @throws {ProblemError} what `accept` throws, `invalid_request`
   * @example
   * await office.cases.terminate(applicationId, { seen, reason: { zh: '申请人逾期未补正。' } });
   */
  terminate(applicationId: string, body: ReasonedStepBody, options?: WriteOptions): Promise<CaseSummary>;
}

/** How its operations are sent. */
export const Cases: Resource<Cases> = { routes: caseRoutes };
