// Terms that departments let pass, as the reform office hears of them.
import type { Escalation, EscalationPage, EscalationQuery, HandleEscalationBody } from '@onetrip/shared/contract';
import { escalationRoutes } from '@onetrip/shared/routes/office/escalations';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** See to what departments are late with. */
export interface Escalations {
  /**
   * Those not dealt with, the oldest first; with `handled: true` the others, the newest first. Nothing personal in them.
   * @param query `handled`, `department`; `limit`: 1–100, default 20
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   * @example
   * for await (const { department, lastDay } of office.escalations.list()) console.log(department.code, lastDay);
   */
  list(query?: EscalationQuery, options?: RequestOptions): Pages<Escalation, EscalationPage>;

  /**
   * Deals with one, in words that are kept.
   * @throws {ProblemError} `escalation_handled`, `not_found`, `invalid_request`, `forbidden`, `unauthenticated`
   * @example
   * await office.escalations.handle(escalationId, { remark: '已约谈该处室，三日内办结。' });
   */
  handle(escalationId: string, body: HandleEscalationBody, options?: WriteOptions): Promise<Escalation>;
}

/** How its operations are sent. */
export const Escalations: Resource<Escalations> = { routes: escalationRoutes };
