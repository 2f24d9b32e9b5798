// Acting for somebody else: a request that names a delegation is the principal's, as far as the delegation reaches. Asked
// anew with every request, so that one that was revoked cannot be used again.
import type { DelegationScope, LocalText } from '@onetrip/shared/contract';
import { maskName } from '@onetrip/shared/identifiers';
import type { OperationId, OperationOf } from '@onetrip/shared/routes';
import { delegatedOperations, delegationState, inScope, mayUnder } from '@onetrip/shared/rules';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { accesses, delegations } from '../database/schema/index.ts';
import type { ActingUnder, CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { citizenById, identityOf } from '../identity/citizens.ts';
import { recordAccess } from '../privacy/accesses.ts';

/** The header that names the delegation somebody acts under. */
export const actingHeader = 'on-behalf-of';

/**
 * The principal, as far as his agent reaches: never further than the principal himself had got when he agreed, nor than
 * the agent has got now; the matters of the scope, and at a counter those handled there.
 * @throws ProblemError `delegation_not_active` where it is not his, not agreed to, revoked or lapsed
 */
export async function actingFor(context: Context, agent: CitizenCaller, delegationId: string): Promise<CitizenCaller> {
  const { database, protection, now } = context;
  const [row] = await database.select().from(delegations).where(eq(delegations.delegationId, delegationId));
  if (row?.agentId !== agent.citizenId || row.principalId === null || delegationState(row, now()) !== 'active')
    throw new ProblemError('delegation_not_active');
  const identity = identityOf(protection, await citizenById(database, agent.citizenId));
  if (identity === null) throw new ProblemError('delegation_not_active');
  const { scope, kind, power, principalId } = row;
  return {
    ...agent,
    citizenId: principalId,
    level: Math.min(agent.level, row.principalLevel ?? 1),
    matters: narrowed(matterIdsIn(context, scope), agent.matters),
    delegation: { delegationId, agentId: agent.citizenId, agent: maskName(identity.name), kind, power },
  };
}

/** Ids of the matters a scope covers; null where it covers every one. */
function matterIdsIn({ catalogue }: Pick<Context, 'catalogue'>, scope: DelegationScope): string[] | null {
  if (scope.themes === undefined) return scope.matters ?? null;
  return catalogue.mostUsed.matters.filter((matter) => inScope(scope, matter)).map(({ matterId }) => matterId);
}

const narrowed = (one: string[] | null, other: string[] | null): string[] | null =>
  one === null || other === null ? (one ?? other) : one.filter((id) => other.includes(id));

/** @throws ProblemError `delegation_not_allowed` for what may not be done under this delegation */
export function permitUnder(id: OperationId, { delegation }: CitizenCaller): void {
  if (delegation && !mayUnder(id as OperationOf<'citizen'>, delegation))
    throw new ProblemError('delegation_not_allowed');
}

const looked: LocalText = { zh: '代办人查看', en: 'Seen by the agent' };
const done: LocalText = { zh: '代办人办理', en: 'Done by the agent' };

/** Looks at the same thing are noted once in so long; whatever is done is noted each time. */
const sameLookMs = 3_600_000;

/** Notes what an agent does, before it is done: both sides see it, whatever becomes of it. */
export async function noteUse(
  context: Context,
  id: OperationId,
  { citizenId, delegation }: CitizenCaller,
  about: { applicationId?: string; matterId?: string },
): Promise<void> {
  if (!delegation) return;
  const look = delegatedOperations[id as OperationOf<'citizen'>] === 'see';
  const applicationId = about.applicationId ?? null;
  if (look && (await lookedAlready(context, delegation, id, applicationId))) return;
  await recordAccess(context, context.database, {
    citizenId,
    party: 'delegate',
    partyId: delegation.delegationId,
    partyName: { zh: delegation.agent },
    what: look ? looked : done,
    operation: id,
    basis: delegation.kind === 'guardian' ? 'guardianConsent' : 'consent',
    matterId: about.matterId ?? null,
    applicationId,
  });
}

async function lookedAlready(
  { database, now }: Context,
  { delegationId }: ActingUnder,
  operation: OperationId,
  applicationId: string | null,
): Promise<boolean> {
  const same = and(
    eq(accesses.party, 'delegate'),
    eq(accesses.partyId, delegationId),
    eq(accesses.operation, operation),
    applicationId === null ? isNull(accesses.applicationId) : eq(accesses.applicationId, applicationId),
    gt(accesses.at, new Date(now().getTime() - sameLookMs)),
  );
  return (await database.select({ one: accesses.accessId }).from(accesses).where(same).limit(1)).length > 0;
}
