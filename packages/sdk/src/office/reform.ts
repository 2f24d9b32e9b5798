// The reform register (二报二回): departments report, the reform office replies, suppliers answer data-sharing demands.
import type {
  AnswerDemandBody,
  CreateReformBody,
  DemandList,
  DemandQuery,
  ReformFile,
  ReformPage,
  ReformQuery,
  ReformSummary,
  ReplyAgainBody,
  ReplyReformBody,
  ReportAgainBody,
  ReviseReformBody,
} from '@onetrip/shared/contract';
import { reformRoutes } from '@onetrip/shared/routes/office/reform';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/**
 * Reform files. A department's reporter opens, revises, reports and withdraws; the reform office replies; the reporter
 * of a supplying department answers what is demanded of it. Anybody else gets `not_found`.
 */
export interface Reform {
  /**
   * Opens a file as a draft. Its `effect` says what approval would change in the figures, its `demands` what data the
   * proposal needs of whom; neither changes anything yet. A matter is in one open file at a time.
   * @param body `matters`: of the officer's own department, each with the `version` it was drawn up against and the parts
   * that change; a list (`materials`) replaces the whole list
   * @throws {ProblemError} `forbidden` for another department's matter, `matter_not_found`, `reform_matters_changed`,
   * `reform_changes_nothing`, `reform_open_already`, `invalid_request`, `unauthenticated`
   * @example
   * const matter = await client.matters.get('HZ-GA-041');
   * const file = await office.reform.create({
   *   reason: '居住证办理不再收租房合同，由住房登记库核对。',
   *   matters: [{ matterId: matter.matterId, version: matter.version, materials: withoutLease(matter.materials) }],
   * });
   * for (const { zh } of file.effect.words) console.log(zh);
   */
  create(body: CreateReformBody, options?: WriteOptions): Promise<ReformFile>;

  /**
   * Files the officer has a part in, newest first. Await it for one page, or walk through all of them.
   * @param query `state`, `department` (code); `limit`: items a page, 1–100, default 20
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   * @example
   * for await (const { reformId, sentence } of office.reform.list({ state: 'reported' })) console.log(reformId, sentence.zh);
   */
  list(query?: ReformQuery, options?: RequestOptions): Pages<ReformSummary, ReformPage>;

  /**
   * One file: proposal, demands, findings of the linter, opinions, effect, history, and the steps the officer may take.
   * @throws {ProblemError} `not_found`, `forbidden`, `unauthenticated`
   * @example
   * const { effect, demands, actions } = await office.reform.get(reformId);
   */
  get(reformId: string, options?: RequestOptions): Promise<ReformFile>;

  /**
   * Draws the proposal up anew: as a draft, or between the first reply and the second report. A demand that asks the same
   * keeps its supplier's answer.
   * @throws {ProblemError} what `create` throws, `reform_state_conflict`, `not_found`
   * @example
   * await office.reform.revise(reformId, { reason, matters });
   */
  revise(reformId: string, body: ReviseReformBody, options?: WriteOptions): Promise<ReformFile>;

  /**
   * First report (一报). The proposal must pass the catalogue's linter; demands may still lack a supplier.
   * @throws {ProblemError} `reform_guide_unsound`, `reform_matters_changed`, `reform_changes_nothing`,
   * `reform_state_conflict`, `not_found`, `forbidden`, `unauthenticated`
   * @example
   * const { state } = await office.reform.report(reformId);
   */
  report(reformId: string, options?: WriteOptions): Promise<ReformFile>;

  /**
   * First reply (一回) by the reform office: agreed, or returned with opinions.
   * @throws {ProblemError} `invalid_request` for a return without opinions, `reform_state_conflict`, `not_found`,
   * `forbidden`, `unauthenticated`
   * @example
   * await office.reform.reply(reformId, { outcome: 'returned', opinions: [{ text: '请写明核对住房登记的依据。' }] });
   */
  reply(reformId: string, body: ReplyReformBody, options?: WriteOptions): Promise<ReformFile>;

  /**
   * Second report (二报): an answer to every opinion; none where the office agreed.
   * @throws {ProblemError} `reform_opinions_unanswered`, and what `report` throws
   * @example
   * await office.reform.reportAgain(reformId, { answers: [{ opinion: 1, text: '依据已补充。' }] });
   */
  reportAgain(reformId: string, body: ReportAgainBody, options?: WriteOptions): Promise<ReformFile>;

  /**
   * Second reply (二回) by the reform office: approved, which publishes the proposal at once (`publicationId`), or rejected.
   * @throws {ProblemError} `reform_demands_unsupplied` while a demand is unmatched, unanswered, declined or promised for
   * later, `reform_matters_changed` where a matter has changed since, `reform_guide_unsound`, `reform_state_conflict`,
   * `not_found`, `forbidden`, `unauthenticated`
   * @example
   * const { publicationId } = await office.reform.replyAgain(reformId, { outcome: 'approved' });
   */
  replyAgain(reformId: string, body: ReplyAgainBody, options?: WriteOptions): Promise<ReformFile>;

  /**
   * Withdraws a file; its matters are free for another one.
   * @throws {ProblemError} `reform_state_conflict` once it is closed, `not_found`, `forbidden`, `unauthenticated`
   * @example
   * await office.reform.withdraw(reformId);
   */
  withdraw(reformId: string, options?: WriteOptions): Promise<ReformFile>;

  /**
   * Answers a demand as the supplying department: accepted with the first day of supply (`suppliedFrom`), or declined
   * with the reason (`note`). May be answered anew until the file is closed.
   * @throws {ProblemError} `invalid_request`, `reform_state_conflict`, `not_found` for another department's demand,
   * `forbidden`, `unauthenticated`
   * @example
   * await office.reform.answerDemand(reformId, demandId, { outcome: 'accepted', suppliedFrom: '2026-06-01' });
   */
  answerDemand(reformId: string, demandId: string, body: AnswerDemandBody, options?: WriteOptions): Promise<ReformFile>;

  /**
   * Demands of every file under review: for the reform office all of them, for a department those it makes and those
   * made of it. Matched ones by supplier; unmatched ones with the reason in `unmet`.
   * @param query `supplier` (department code), `matched`
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   * @example
   * const { suppliers, unmatched } = await office.reform.demands({ supplier: 'GA' });
   */
  demands(query?: DemandQuery, options?: RequestOptions): Promise<DemandList>;
}

/** How its operations are sent. */
export const Reform: Resource<Reform> = { routes: reformRoutes };
