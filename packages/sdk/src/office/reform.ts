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
import type { Core, RouteTable } from '../core/core.ts';
import { type Pages, pagesOf } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/**
 * Reform files. A department's reporter opens, revises, reports and withdraws; the reform office replies; the reporter
 * of a supplying department answers what is demanded of it. Anybody else gets `not_found`.
 */
export class Reform {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return reformRoutes;
  }

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
  create(body: CreateReformBody, options?: WriteOptions): Promise<ReformFile> {
    return this.core.call('reform.create', { body }, options);
  }

  /**
   * Files the officer has a part in, newest first. Await it for one page, or walk through all of them.
   * @param query `state`, `department` (code); `limit`: items a page, 1–100, default 20
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   */
  list(query: ReformQuery = {}, options?: RequestOptions): Pages<ReformSummary, ReformPage> {
    return pagesOf(query, (asked) => this.core.call('reform.list', { query: asked }, options));
  }

  /**
   * One file: proposal, demands, findings of the linter, opinions, effect, history, and the steps the officer may take.
   * @throws {ProblemError} `not_found`, `forbidden`, `unauthenticated`
   */
  get(reformId: string, options?: RequestOptions): Promise<ReformFile> {
    return this.core.call('reform.get', { params: { reformId } }, options);
  }

  /**
   * Draws the proposal up anew: as a draft, or between the first reply and the second report. A demand that asks the same
   * keeps its supplier's answer.
   * @throws {ProblemError} what `create` throws, `reform_state_conflict`, `not_found`
   */
  revise(reformId: string, body: ReviseReformBody, options?: WriteOptions): Promise<ReformFile> {
    return this.core.call('reform.revise', { params: { reformId }, body }, options);
  }

  /**
   * First report (一报). The proposal must pass the catalogue's linter; demands may still lack a supplier.
   * @throws {ProblemError} `reform_guide_unsound`, `reform_matters_changed`, `reform_changes_nothing`,
   * `reform_state_conflict`, `not_found`, `forbidden`, `unauthenticated`
   */
  report(reformId: string, options?: WriteOptions): Promise<ReformFile> {
    return this.core.call('reform.report', { params: { reformId } }, options);
  }

  /**
   * First reply (一回) by the reform office: agreed, or returned with opinions.
   * @throws {ProblemError} `invalid_request` for a return without opinions, `reform_state_conflict`, `not_found`,
   * `forbidden`, `unauthenticated`
   */
  reply(reformId: string, body: ReplyReformBody, options?: WriteOptions): Promise<ReformFile> {
    return this.core.call('reform.reply', { params: { reformId }, body }, options);
  }

  /**
   * Second report (二报): an answer to every opinion; none where the office agreed.
   * @throws {ProblemError} `reform_opinions_unanswered`, and what `report` throws
   */
  reportAgain(reformId: string, body: ReportAgainBody, options?: WriteOptions): Promise<ReformFile> {
    return this.core.call('reform.reportAgain', { params: { reformId }, body }, options);
  }

  /**
   * Second reply (二回) by the reform office: approved, which publishes the proposal at once (`publicationId`), or rejected.
   * @throws {ProblemError} `reform_demands_unsupplied` while a demand is unmatched, unanswered, declined or promised for
   * later, `reform_matters_changed` where a matter has changed since, `reform_guide_unsound`, `reform_state_conflict`,
   * `not_found`, `forbidden`, `unauthenticated`
   */
  replyAgain(reformId: string, body: ReplyAgainBody, options?: WriteOptions): Promise<ReformFile> {
    return this.core.call('reform.replyAgain', { params: { reformId }, body }, options);
  }

  /**
   * Withdraws a file; its matters are free for another one.
   * @throws {ProblemError} `reform_state_conflict` once it is closed, `not_found`, `forbidden`, `unauthenticated`
   */
  withdraw(reformId: string, options?: WriteOptions): Promise<ReformFile> {
    return this.core.call('reform.withdraw', { params: { reformId } }, options);
  }

  /**
   * Answers a demand as the supplying department: accepted with the first day of supply (`suppliedFrom`), or declined
   * with the reason (`note`). May be answered anew until the file is closed.
   * @throws {ProblemError} `invalid_request`, `reform_state_conflict`, `not_found` for another department's demand,
   * `forbidden`, `unauthenticated`
   */
  answerDemand(
    reformId: string,
    demandId: string,
    body: AnswerDemandBody,
    options?: WriteOptions,
  ): Promise<ReformFile> {
    return this.core.call('reform.answerDemand', { params: { reformId, demandId }, body }, options);
  }

  /**
   * Demands of every file under review: for the reform office all of them, for a department those it makes and those
   * made of it. Matched ones by supplier; unmatched ones with the reason in `unmet`.
   * @param query `supplier` (department code), `matched`
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   */
  demands(query: DemandQuery = {}, options?: RequestOptions): Promise<DemandList> {
    return this.core.call('reform.demands', { query }, options);
  }
}
