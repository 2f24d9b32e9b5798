// Applications (办件): file once, follow, supplement, correct, wait, withdraw.
import type {
  Application,
  ApplicationEvents,
  ApplicationForm,
  ApplicationGetQuery,
  ApplicationPage,
  ApplicationQuery,
  ApplicationState,
  ApplicationSummary,
  CaseFile,
  CorrectApplicationBody,
  CreateApplicationBody,
  GiveSupplementBody,
} from '@onetrip/shared/contract';
import { applicationRoutes } from '@onetrip/shared/routes/applications';
import type { Core, RouteTable } from '../core/core.ts';
import { type Pages, pagesOf } from '../core/pagination.ts';
import { poll, type WaitOptions } from '../core/polling.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** How to read an application. */
export interface ApplicationGetOptions extends RequestOptions, ApplicationGetQuery {}

/** How to wait for an application. */
export interface ApplicationWaitOptions extends WaitOptions<Application> {
  /**
   * When to stop: a state, several, or a function. Default: when it is the citizen's turn (to pay, to supplement) or
   * nothing more will happen (delivered, rejected, not accepted, withdrawn, terminated).
   */
  readonly until?: ApplicationState | readonly ApplicationState[] | ((application: Application) => boolean);
}

/** The longest the service holds an answer back, in seconds. */
const longestWaitSeconds = 10;

const atRest: ReadonlySet<ApplicationState> = new Set([
  'supplementAsked',
  'supplementAskedInReview',
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

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return applicationRoutes;
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
    return pagesOf(query, (asked) => this.core.call('applications.list', { query: asked }, options));
  }

  /**
   * One application with its papers; with `after` and `waitSeconds` as soon as it changes. `waitFor` does that for you.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { sentence, papers } = await client.applications.get(applicationId);
   */
  get(applicationId: string, { after, waitSeconds, ...options }: ApplicationGetOptions = {}): Promise<Application> {
    const query = { ...(after && { after }), ...(waitSeconds && { waitSeconds }) };
    return this.core.call('applications.get', { params: { applicationId }, query }, options);
  }

  /**
   * Its history, oldest first; each entry carries the hash of the one before.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { items } = await client.applications.events(applicationId);
   * for (const { at, sentence } of items) console.log(at, sentence.zh);
   */
  events(applicationId: string, options?: RequestOptions): Promise<ApplicationEvents> {
    return this.core.call('applications.events', { params: { applicationId } }, options);
  }

  /**
   * What was filed, which fields may be corrected now, and the supplement asked for.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { values, correctable, supplement } = await client.applications.form(applicationId);
   */
  form(applicationId: string, options?: RequestOptions): Promise<ApplicationForm> {
    return this.core.call('applications.form', { params: { applicationId } }, options);
  }

  /**
   * Gives the supplement asked for: exactly the items of `form().supplement`, and all of them.
   * @throws {ProblemError} `invalid_request` naming each item at fault, `application_state_conflict` when nothing is
   * awaited, `not_found`, `unauthenticated`
   * @example
   * await client.applications.supplement(id, { form: { mobile }, commitments: [], statements: { lease: '房屋为父母所有。' } });
   */
  supplement(applicationId: string, body: GiveSupplementBody, options?: WriteOptions): Promise<Application> {
    return this.core.call('applications.supplement', { params: { applicationId }, body }, options);
  }

  /**
   * Corrects fields that were filled in wrongly, until the result is issued. After acceptance it is reviewed again; the
   * promised day stands.
   * @throws {ProblemError} `invalid_request` naming each field that is at fault or cannot be corrected now,
   * `application_state_conflict` when nothing can be corrected any more, `not_found`, `unauthenticated`
   * @example
   * await client.applications.correct(applicationId, { form: { mobile: '13800138000' } });
   */
  correct(applicationId: string, body: CorrectApplicationBody, options?: WriteOptions): Promise<Application> {
    return this.core.call('applications.correct', { params: { applicationId }, body }, options);
  }

  /**
   * Commits in writing to what a paper would have shown, where its department owes it and the rules allow it
   * (`mayCommit`): the case no longer waits for the department.
   * @param text the Chinese text of the commitment as it was shown
   * @throws {ProblemError} `commitment_not_offered`, `commitment_text_changed`, `department_unavailable`, `not_found`,
   *   `unauthenticated`
   * @example
   * await client.applications.commit(applicationId, 'lease', commitment.text.zh);
   */
  commit(applicationId: string, materialId: string, text: string, options?: WriteOptions): Promise<Application> {
    return this.core.call('applications.commit', { params: { applicationId, materialId }, body: { text } }, options);
  }

  /**
   * Its case file: the history with everything that proves it. Write it with `caseFileText` of `@onetrip/sdk/verify`, and
   * `onetrip verify FILE` tells anybody, offline, whether it is genuine and whole.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * writeFileSync('case.json', caseFileText(await client.applications.evidence(applicationId)));
   */
  evidence(applicationId: string, options?: RequestOptions): Promise<CaseFile> {
    return this.core.call('applications.evidence', { params: { applicationId } }, options);
  }

  /**
   * Withdraws it.
   * @throws {ProblemError} `application_state_conflict` when it has moved on, `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.applications.withdraw(applicationId);
   */
  withdraw(applicationId: string, options?: WriteOptions): Promise<Application> {
    return this.core.call('applications.withdraw', { params: { applicationId } }, options);
  }

  /**
   * Waits until the application is where you want it. The service holds its answers back until something changes; where it
   * is too busy for that, it is asked often at first and less and less later. `onChange` is told of every step.
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
        read: (asked, last) => {
          const waitSeconds = Math.min(longestWaitSeconds, Math.floor(asked.totalTimeoutMs / 1000));
          return this.get(applicationId, last ? { ...asked, after: last.updatedAt, waitSeconds } : asked);
        },
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
