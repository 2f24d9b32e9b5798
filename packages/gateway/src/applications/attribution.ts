// To whom a step is attributed: the citizen, the operator who helped him, the agent who acted for him – all that apply.
import type { Actor } from '@onetrip/shared/rules';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';

type Caller = Pick<CitizenCaller, 'assistance' | 'delegation' | 'matters'>;

/** Who takes the step, in the words of the lifecycle. */
export const actorOf = ({ assistance }: Caller): Extract<Actor, 'citizen' | 'operator'> =>
  assistance ? 'operator' : 'citizen';

/** What the history keeps of it beside: nothing personal. */
export const attribution = ({ assistance, delegation }: Caller): Record<string, string> => ({
  ...(assistance
    ? {
        partnerId: assistance.partnerId,
        servicePointId: assistance.servicePointId,
        ...(assistance.identification ? { identification: assistance.identification } : {}),
      }
    : {}),
  ...(delegation ? { delegationId: delegation.delegationId } : {}),
});

/** @throws ProblemError where the counter does not handle the matter, or the delegation does not cover it */
export function refuseOutOfReach({ matters, delegation }: Caller, matterId: string): void {
  if (matters === null || matters.includes(matterId)) return;
  throw new ProblemError(delegation ? 'delegation_out_of_scope' : 'matter_not_offered_here');
}
