// Applications (办件): file once, follow, wait, withdraw.
import type {
  Application,
  ApplicationEvents,
  ApplicationPage,
  ApplicationQuery,
  ApplicationState,
  ApplicationSummary,
  CreateApplicationBody,
} from '@onetrip/shared/contract';
import type { Core } from '../core/core.ts';
import { Pages } from '../core/pagination.ts';
import { poll, type WaitOptions } from '../core/polling.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** How to wait for an application. */
export interface ApplicationWaitOptions extends WaitOptions<Application> {
  /**
   * When to stop: a state, several, or a function. Default: when it is the citizen's turn (to pay, to supplement) or
   * nothing more will happen (delivered, rejected, not accepted, withdrawn, terminated).
   */
  readonly until?: ApplicationState | readonly ApplicationState[] | ((application: Application) => boolean);
}

const atRest: ReadonlySet<ApplicationState> = new Set([
  'supplementAsked',
  'delivered',
  'rejected',
  'notAccepted',
  'withdrawn',
  'terminated',
]);

/** File applications and follow them. A citizen must be signed in. */
export class Applications {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /**
   * Files an application. Repeating it with the same `idempotencyKey` and body never files twice.
   * @throws {ProblemError} `identity_level_too_low`, `situation_unanswered`, `commitment_missing`,
   * `notice_not_acknowledged`, `paper_required`, `application_open_already`, `plate_reservation_missing`,
   * `matter_not_found`, `matter_not_online`, `matter_not_offered_here`, `unauthenticated`
   * @example
   * const application = await client.applications.create({
   *   matterId: 'HZ-GA-041', situation: {}, form: {}, commitments: [], noticeAcknowledged: true,
   * });
   */
  create(body: CreateApplicationBody, options?: WriteOptions): Promise<Application> {
    return this.core.call('applications.create', { body }, options);
  }

  /**
   * The citizen's applications, newest first. Await it for one page, or walk through all of them.
   * @param query `limit`: items a page, 1–100, default 20
   * @throws {ProblemError} `unauthenticated`
   * @example
   * for await (const { acceptanceNumber, sentence } of client.applications.list()) console.log(acceptanceNumber, sentence.zh);
   */
  list(query: ApplicationQuery = {}, options?: RequestOptions): Pages<ApplicationSummary, ApplicationPage> {
    return new Pages(
      (cursor) => this.core.call('applications.list', { query: { ...query, ...(cursor ? { cursor } : {}) } }, options),
      query.cursor,
    );
  }

  /**
   * One application with its papers.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   */
  get(applicationId: string, options?: RequestOptions): Promise<Application> {
    return this.core.call('applications.get', { params: { applicationId } }, options);
  }

  /**
   * Its history, oldest first; each entry carries the hash of the one before.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   */
  events(applicationId: string, options?: RequestOptions): Promise<ApplicationEvents> {
    return this.core.call('applications.events', { params: { applicationId } }, options);
  }

  /**
   * Withdraws it.
   * @throws {ProblemError} `application_state_conflict` when it has moved on, `not_found`, `unauthenticated`
   */
  withdraw(applicationId: string, options?: WriteOptions): Promise<Application> {
    return this.core.call('applications.withdraw', { params: { applicationId } }, options);
  }

  /**
   * Waits until the application is where you want it, asking often at first and less and less later.
   * @throws {TimeoutError} code `wait_timeout` after `timeoutMs`; the application goes on
   * @throws {AbortedError} when the signal is aborted
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const delivered = await client.applications.waitFor(id, {
   *   until: 'delivered', onChange: ({ sentence }) => show(sentence.zh),
   * });
   */
  waitFor(applicationId: string, options: ApplicationWaitOptions = {}): Promise<Application> {
    const { until, language } = options;
    return poll(
      {
        operation: 'applications.get',
        language: language ?? this.core.language(),
        read: (asked) => this.get(applicationId, asked),
        until: reached(until),
        slowestMs: 15_000,
      },
      options,
    );
  }
}

function reached(until: ApplicationWaitOptions['until']): (application: Application) => boolean {
  if (until === undefined) return ({ state, awaitingPayment }) => awaitingPayment || atRest.has(state);
  if (typeof until === 'function') return until;
  const states: readonly ApplicationState[] = typeof until === 'string' ? [until] : until;
  return ({ state }) => states.includes(state);
}
