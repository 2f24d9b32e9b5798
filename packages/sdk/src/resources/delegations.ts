// Delegations (代办授权): one citizen lets another see, or do, his matters for a while; guardians act for children.
import type {
  Delegation,
  Delegations as DelegationList,
  DelegationUse,
  DelegationUsePage,
  DelegationUseQuery,
  ProposeDelegationBody,
} from '@onetrip/shared/contract';
import { delegationRoutes } from '@onetrip/shared/routes/delegations';
import type { Pages } from '../core/pagination.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Let somebody act, and see what he did. To act under one, give `onBehalfOf` with any call. */
export interface Delegations {
  /**
   * Proposes a delegation, as either side; it holds once the other agrees. With `guardian`, for a child under 14: the
   * population register is asked instead of the child, and it holds at once.
   * @throws {ProblemError} `identity_level_too_low`, `delegation_not_offered`, `not_guardian`, `id_number_invalid`,
   * `identity_mismatch`, `department_unavailable`, `unauthenticated`
   * @example
   * const { delegationId } = await mother.delegations.propose({
   *   side: 'principal', other: { name, idNumber }, scope: { themes: ['社保'] }, power: 'file', until: '2026-12-31',
   * });
   * await son.delegations.accept(delegationId);
   * await son.applications.create(filing, { onBehalfOf: delegationId });
   */
  propose(body: ProposeDelegationBody, options?: WriteOptions): Promise<Delegation>;

  /**
   * The citizen's delegations on either side, and what was proposed to him; newest first.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { items } = await client.delegations.list();
   */
  list(options?: RequestOptions): Promise<DelegationList>;

  /**
   * Agrees to what the other side proposed.
   * @throws {ProblemError} `not_found`, `delegation_not_active` when it was ended or has lapsed, `identity_level_too_low`,
   * `unauthenticated`
   * @example
   * const { state } = await client.delegations.accept(delegationId);
   */
  accept(delegationId: string, options?: WriteOptions): Promise<Delegation>;

  /**
   * Ends a delegation, or declines it. Nothing can be done under it from that moment.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * await client.delegations.revoke(delegationId);
   */
  revoke(delegationId: string, options?: WriteOptions): Promise<Delegation>;

  /**
   * Everything done under a delegation, newest first; both sides see it.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * for await (const { at, what } of client.delegations.uses(delegationId)) console.log(at, what.zh);
   */
  uses(
    delegationId: string,
    query?: DelegationUseQuery,
    options?: RequestOptions,
  ): Pages<DelegationUse, DelegationUsePage>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Delegations: Resource<Delegations> = { routes: delegationRoutes };
